"""The words of web sites around a work: what they say on buttons, forms, menus and notices."""

import re

_FORMS = (
    r"leave a (?:reply|comment)",
    r"(?:cancel|leave|post a|submit) (?:reply|comment)",
    r"post comment",
    r"(?:add|write) (?:a )?comment",
    r"comments are closed",
    r"your e-?mail address will not be published.{0,60}",
    r"required fields are marked.{0,10}",
    r"save my name,? e-?mail.{0,80}",
    r"notify me of (?:new|follow).{0,60}",
    r"fill in your details below.{0,120}",
    r"you are commenting using.{0,60}",
    r"log in to (?:reply|comment|leave).{0,40}",
    r"\d{1,6} (?:thoughts?|responses?) (?:on|to)\b.{0,150}",
)
_NOTICES = (
    r"this site uses (?:akismet|cookies).{0,200}",
    r"privacy (?:&|and) cookies.{0,300}",
    r"(?:we|this (?:web)?site) uses? cookies.{0,300}",
    r"(?:accept|manage|allow)(?: all)? cookies",
    r"cookie (?:policy|settings|preferences|notice)",
    r"(?:please )?(?:enable|turn on) javascript.{0,80}",
    r"(?:proudly )?powered by \w.{0,60}",
    r"advertisements?",
)
_SHARING = (
    r"(?:like ?)?loading",
    r"share (?:this|on|via|with)\b.{0,60}",
    r"click to (?:share|e-?mail|print|tweet).{0,60}",
    r".{0,40}\(opens in (?:a )?new window\).{0,40}",
    r"(?:print|e-?mail|download|bookmark) this (?:page|post|article|story)",
    r"follow (?:us|me)(?: on\b.{0,60})?",
    r"like us on facebook.{0,30}",
    r"subscribe now",
    r"create a free account",
    r"sign up for (?:our|the|my)\b.{0,80}",
)
_MOVING = (
    r"(?:skip|jump) to (?:main |primary |secondary )?(?:content|navigation|search|menu)",
    r"toggle (?:navigation|menu|search|sidebar)",
    r"(?:main|primary|site) menu",
    r"related (?:posts?|articles?|stories|content|links|topics)",
    r"you (?:may|might) also (?:like|enjoy|be interested in)",
    r"more (?:from|like) this.{0,30}",
    r"(?:posted|filed) (?:on|in|by|under)\b.{0,100}",
    r"this entry was posted.{0,300}",
    r"bookmark the permalink.{0,30}",
    r"tagged(?: with| as)?\b.{0,150}",
    r"(?:tags?|categor(?:y|ies)) ?:.{0,200}",
    r"(?:previous|next|older|newer) (?:post|article|entry|entries|posts|page|story)\b.{0,80}",
    r"back to top",
)
PLAIN = re.compile("|".join((*_FORMS, *_NOTICES, *_SHARING, *_MOVING)), re.IGNORECASE | re.DOTALL)
"""A whole block that says nothing but what a site says around a work."""

_WEAK_LINES = (
    r"like this|share|comments?|home|menu|search(?: for)?|about(?: us| me)?|contact(?: us)?|log ?(?:in|out)",
    r"sign (?:in|up|out)|register|subscribe|related|name|e-?mail|website|submit|reply|print|tweet|pin it",
    r"facebook|twitter|pinterest|linkedin|reddit|tumblr|whatsapp|telegram|instagram|youtube",
    r"more|read more|continue reading|archives?|categories|tags|meta|recent (?:posts|comments)|blogroll|site ?map",
    r"privacy(?: policy)?|terms(?: of (?:use|service))?|\d{1,6} (?:comments?|replies|shares|likes|views)|sponsored",
    r"(?:published|updated|last (?:updated|modified)|written) (?:on|by|in)?\b.{0,60}",
    r"rss(?: feed)?|edit|permalink|donate|help|faq",
)
WEAK = re.compile("|".join(_WEAK_LINES), re.IGNORECASE)
"""A whole block that may be a site's, and may be the work's."""

_CALL_PHRASES = (
    r"\bsubscri(?:be|ption)|\bnewsletter|\bsign up\b|\bdonat(?:e|ion)\b|\bclick here\b|\bpatreon\b|\blog in\b",
    r"\b(?:follow|join|find) (?:\w{1,20} ){1,3}on (?:twitter|facebook|instagram|google|youtube|x\b)",
    r"feel free to (?:share|comment)|\bshare (?:it|this) (?:with|on)",
    r"enjoy(?:ed|ing) this (?:article|post|page|site|blog)",
    r"privacy policy|terms of (?:use|service)|\bad[- ]?blocker|\bcookies\b|our mailing list",
)
CALL = re.compile("|".join(_CALL_PHRASES), re.IGNORECASE)
"""What a site asks of its readers; two different ones in a short block tell that it is not the work's."""

COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright\b).{0,60}(?:19|20)\d\d|all rights reserved", re.IGNORECASE)
"""A copyright line."""

_COMMENT_COUNTS = r"(?:\d{1,6} )?(?:comments?|responses?|replies)(?: to\b.{0,150})?|(?:\d{1,6} )?thoughts? on\b.{0,150}"
COMMENT_HEAD = re.compile(_COMMENT_COUNTS, re.IGNORECASE)
"""The line above readers' comments."""

COMMENT_FORM = re.compile(r"leave a (?:reply|comment)|your e-?mail address will not|post (?:a )?comment", re.IGNORECASE)
"""The beginning of the form below readers' comments."""

_MENU_HEADS = {"home", "about", "contact", "login", "register", "privacy", "sitemap", "search", "help", "blog", "news"}
MENU_WORDS = frozenset(_MENU_HEADS | {"shop", "cart", "account", "faq", "terms"})
"""Items that stand in the menus of most sites."""
