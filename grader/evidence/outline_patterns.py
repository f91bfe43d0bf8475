"""Words by which a sentence leans on what stood before it, or speaks to the reader; all patterns are bounded."""

import re

_AGO = r"(?:a|an|one|two|three|four|five|six|a few|several|some|many) (?:days?|weeks?|months?|years?|hours?)"
_TIME = r"(?:day|morning|evening|night|week|month|year|spring|summer|autumn|winter)"
OPENING = re.compile(
    r"(?:(?:however|but|and|yet|so|then|therefore|thus|hence|moreover|furthermore|nevertheless|nonetheless|instead|also"
    r"|indeed|meanwhile|finally|later|afterwards|soon(?: after(?:wards)?)?|still|besides|similarly|consequently"
    r"|even so|as a result|at the same time|at (?:this|that) (?:time|point)|in addition|in fact|in turn|of course"
    r"|for (?:example|instance)|on the other hand|in (?:this|that|other) (?:way|case|words)"
    r"|(?:despite|after|because of|as well as) (?:this|that)|from (?:there|here|then on)|to (?:this|that) end"
    rf"|by (?:this|that) time|not long after(?:wards)?|{_AGO} (?:later|before|earlier)"
    rf"|(?:in|on|at|during) (?:the same|that|this) (?:{_TIME}|time)|(?:that|this) {_TIME}"
    rf"|(?:on |during |in |by )?the (?:next|following|same|previous) {_TIME})\b,?\s+"
    r"|first,\s+|second,\s+|third,\s+|now,\s+)",
    re.IGNORECASE,
)
"""What may be taken away at the beginning of a sentence."""

HE = re.compile(r"\b(?:he|him|his|she|her|hers)\b", re.IGNORECASE)
HIM = re.compile(r"\bhim\b", re.IGNORECASE)
THEY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
IT_OR_THEY = re.compile(r"\b(?:they|them|their|it|its)\b", re.IGNORECASE)
ASIDE = re.compile(r",\s(?:he|she|they)\s[\w'’]{2,20},", re.IGNORECASE)
POINTS_BACK = re.compile(
    r"(?:it|they|them|these|those|this|that|its|their|such|there|here|one|both|neither|none|some"
    r"|of (?:these|those|them|whom)|beside (?:them|him|her)|others?|another|the others?|each|all|most|many|few|nobody"
    r"|everybody|only then|what they|the (?:two|three|four|latter|former)|no wonder|hence)\b",
    re.IGNORECASE,
)
STANDS_ALONE = re.compile(
    r"it (?:is|was|has been|had been|would be|may be)(?: \w{1,20}){1,2} that\b"
    r"|it (?:is|was) (?:not )?(?:im)?(?:possible|clear|hard|easy|difficult|necessary|important|time|better) to\b"
    r"|it (?:took|seems?|seemed|appears?|appeared|turned out|became clear)\b|there (?:is|was|were|are|ha[ds] been)\b"
    r"|(?:all|most|many|few|some|both|each|none|neither|one|another) (?:of (?!them|these|those|it)"
    r"|(?!of\b|was\b|were\b|had\b|is\b|are\b|did\b|who\b|went\b|came\b)[\w'’-]{2,30} )",
    re.IGNORECASE,
)
"""Openings that only look as if they pointed back: `It was clear that …`, `Most workers …`."""

POINTING = re.compile(
    r"\b(?:this|these|such|the same) [a-z]|\b(?:landed|went|gone|lived|arrived|stood|died|worked) there\b"
    r"|\bthe (?:next|last|other) (?:one|two|three)\b",
    re.IGNORECASE,
)
LATE_SUBJECT = re.compile(
    r"(?:in|on|at|by|after|before|for|from|during|until|within|with|to|under|over|since|among|behind|as)"
    r" [^,;:]{1,60}?,?\s(?:it|they|there it)\b",
    re.IGNORECASE,
)
NUMBER_SUBJECT = re.compile(
    r"(?:\d[\d,.]{0,12}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,8}teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-[a-z]{3,5})?) (?:were|was|had|went|are|have|did|died|came)\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(
    r"\b(?!(?:was|has|this|its|does|less|always|perhaps|yes|thus|plus)\b)\w{2,30}[^\W\dius]s\b|\b\w{2,30}ss?es\b"
    r"|\b(?:and|people|men|women|children|police|nobody|everybody|everyone|every|each|anyone|whoever|both|all|none|or)\b",
    re.IGNORECASE,
)
"""Words that `they` may stand for."""

CLAUSE = re.compile(
    r"\b(?:that|who|whom|whose|which|when|where|because|if|as|and|but|while|what|how|before|after)\b|[“\"]",
    re.IGNORECASE,
)
UNNAMED_PERSON = re.compile(
    r"\b(?:man|woman|boy|girl|father|mother|son|daughter|brother|sister|wife|husband|baby|child|widow|doctor|king|queen"
    r"|president|minister|judge|prosecutor|prisoner|worker|peasant|farmer|soldier|officer|writer|historian|journalist"
    r"|teacher|pupil|owner|engineer|leader|director|chief|nurse|slave|emperor|captain|member|scientist|artist|author"
    r"|lawyer|priest|somebody|nobody|everybody|anybody|whoever|person|defendant|guard|speaker|visitor|friend|secretary"
    r"|who|those|men|anyone|people)\b",
    re.IGNORECASE,
)
_ABOUT_ITSELF = (
    r"page|sheet|hand-?out|reader|worksheet|chapter|article|video|film|clip|lesson|slide|sample|site|website|lecture"
    r"|text|story|table|map"
)
OUTSIDE = re.compile(
    r"\b(?:I|we|you|me|us|my|our|your|I['’]\w{1,2}|we['’]\w{1,2}|you['’]\w{1,2}|let's)\b"
    rf"|\bthis (?:{_ABOUT_ITSELF})\b|\b(?:written|invented|made) for this\b|\b(?:is|are) invented\b|https?://|\bwww\."
    r"|\byou ?tube\b|\b\d{1,3} (?:mins?|secs?)\b|\bdata sheet\b|\bworksheet\b",
    re.IGNORECASE,
)
"""Words that speak to the reader or about the material itself."""

ORDER = re.compile(
    r"(?:ask|show|use|see|come|compare|write|discuss|explain|remember|note|look|read|think|find|click|watch|listen"
    r"|imagine|consider|choose|draw|learn|give|take|make|let|do not|don['’]t|please|try|answer|describe|complete|count"
    r"|how to|pupils|students|readers|whoever)\b",
    re.IGNORECASE,
)
NOTE_MARK = re.compile(r"\s?\[\d{1,3}\]|[⁰¹²³⁴-⁹]")
END = re.compile(r"[.!…][\"'”’)\]]{0,3}$")
CUT_OFF = re.compile(r"\b[A-Z][a-z]?\.[\"'”’)\]]{0,3}$")
HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
