"""Words that show what a sentence does in an argument: it reasons, judges, grants another view, turns against it.

After Stab and Gurevych (2017), Parsing argumentation structures in persuasive essays, section 5.1 (lexical and indicator
features), and Knott and Dale (1994), Using linguistic phenomena to motivate a set of coherence relations. All patterns but
that of names are for text in lower case.
"""

import re
from collections.abc import Sequence

from grader.model import Span
from grader.text.cues import Cue, lower_case
from grader.text.spans import is_covered

_SAY = (
    r"(?:say|says|said|argue|argues|argued|think|thinks|believe|believes|believed|claim|claims|claimed|object"
    r"|objects|answer|reply"
    r"|feel|feels|maintain|maintains|hold|holds|insist|insists|wonder|ask|doubt|doubts|disagree|point out|call|remark"
    r"|suggest|suggests|assume|suppose|see it|have said|have argued|have claimed|have thought|prefer|are afraid"
    r"|fear|worry)"
)
_ANYBODY = (
    r"(?:(?:some|many|most|other|several|certain|a few|few|those) (?:\w{1,20} ){0,2}?(?:people|historians?"
    r"|readers?|critics?|scholars|"
    r"experts|writers|students|pupils|teachers|parents|doctors|scientists|citizens|commentators|researchers|who)"
    r"|some|others|many|most|someone|somebody|anyone|anybody|critics|opponents|sceptics|skeptics|doubters|defenders"
    r"|supporters|historians|people|a (?:\w{1,20} )?(?:reader|critic|doubter|historian|sceptic|skeptic)|the other side)"
)
_MODAL = r"(?:(?:might|may|could|can|would|will) (?:well |also |still |then |of course |now |rightly |even )?)"
_OFTEN = r"(?:(?:also|still|often|sometimes|always|even|rightly|therefore|however) )?"
OTHERS_VIEW = Cue(
    rf"\b(?<!\bas )(?:{_ANYBODY} (?:of (?:them|us|you) )?{_MODAL}{_SAY}\b"
    rf"|(?:one|you|we) can (?:also |still |of course |rightly )?(?:object|argue|reply)\b"
    rf"|(?:one|you|we) (?:might|may|could|would|will) (?:well |also |still |now |rightly |even )?(?:argue"
    rf"|object|say|think|reply|ask|answer|claim)\b"
    rf"|(?:(?:some|many|most|other|several|certain) (?:\w{{1,20}} )?(?:people|historians|readers|critics"
    rf"|scholars|experts|writers"
    rf"|students|pupils|teachers|parents|doctors|scientists|commentators)|others|critics|opponents|sceptics"
    rf"|skeptics|doubters) "
    rf"{_OFTEN}{_SAY}\b"
    rf"|it {_MODAL}(?:be )?(?:said|argued|objected|claimed|thought|replied|answered|asked)\b"
    r"|it (?:is|has been) (?:often |sometimes |also )?(?:said|argued|objected|claimed) that\b"
    r"|(?:best|strongest|main|obvious|usual|common|serious|good|possible|first|only|an|one|this|that|the|my) "
    r"(?:objection|counter-?argument|argument against|doubt against|case against|reply to this)\b"
    r"|(?:opposing|opposite|other|different) (?:view|views|opinion|opinions|position|side|argument|arguments"
    r"|point of view)\b"
    r"|(?:speaks|speak|be said|said|argue|argues|evidence|argument|arguments|objections?) against (?:my|this"
    r"|that|it|the)\b"
    r"|but what about\b|what about\b)",
    "some many most other several certain a few those others someone somebody anyone anybody critics "
    "opponents sceptics skeptics "
    "doubters defenders supporters historians people the one you we it best strongest main obvious usual common serious good "
    "possible first only an this that my opposing opposite different speaks be said argue evidence objection but what",
)
_GRANT = Cue(
    r"(?:\b(?:admittedly|granted|to be fair|it is true that|it is also true|true,|i admit|i concede|it must be admitted"
    r"|one must admit|of course,?|certainly,?|no doubt|undeniably|on the other hand)(?=\W|$))",
    "admittedly granted to it true i one of certainly no undeniably on",
)
_VIEWS = (
    r"(?:argues?|thinks?|believes?|claims?|says|maintains?|insists?|holds?|objects?|answers?|describes?"
    r"|comments?|writes|remarks?)\b"
)
_VIEWING = Cue(
    rf"\b{_VIEWS}",
    "argue think believe claim says maintain insist hold object answer describe comment writes remark",
)
_NAMED_VIEW = re.compile(
    r"(?:^|[;,(]\s?|\b(?:while|although|though|even though|whereas|that|and|but)\s)"
    rf"(?:[A-Z][\w'’-]{{1,30}} ){{1,3}}(?:himself |herself |also |still |even )?{_VIEWS}"
)
_TURN = Cue(
    r"\b(?:but|however|yet|nevertheless|nonetheless|still|even so|all the same|on the contrary|instead"
    r"|rather than|in reality"
    r"|in fact|i (?:do not|don't|cannot|can't|would not) (?:agree|believe|think|accept|see)|i disagree"
    r"|i (?:believe|think) (?:it|that|the|this)|i would (?:agree|accept) (?:if|only)"
    r"|not (?:very |quite |at all |really )?(?:convincing|true|enough|so simple|the whole)"
    r"|(?:is|was|are|seems?) (?:too|only half|wrong|mistaken|weak|misleading)|only half|misses|overlooks"
    r"|forgets|ignores"
    r"|(?:this|that|it) (?:does|did|do) not (?:\w{1,20} ){0,3}?(?:mean|explain|change|prove|follow|answer|count"
    r"|hold))\b",
    "but however yet nevertheless nonetheless still even all on instead rather in i not is was are seem "
    "only misses overlooks "
    "forgets ignores this that it",
)
_REASON = Cue(
    r"\b(?:because|therefore|thus|hence|consequently|as a result|so that|which is why|that is why|this is why"
    r"|this is because"
    r"|for this reason|for that reason|for these reasons|the reason|in other words|after all|this way"
    r"|in this way|that way"
    r"|(?:this|that|these|those|it|which|what|he|she|they|and|example|case|fact|story|event|comparison|method|pattern)"
    r" (?:\w{1,20} ){0,2}?(?:shows?|showed|means?|meant|suggests?|suggested|proves?|proved|reveals?|revealed"
    r"|explains?|explained"
    r"|implies|implied|demonstrates?|demonstrated|indicates?|tells us|made it|makes it|allowed|allows|enabled|enables)"
    r"|so (?:the|he|she|it|they|we|nobody|everyone|everybody|no one|in the end|that|one|you|people)"
    r"|without (?:this|that|it|him|her|them)|otherwise|if (?:\w{1,20} ){1,9}?(?:would|could|might|will)"
    r"|(?:would|could|might) have"
    r"|led to|leads to|in order to|not because|not that|was not so much|the point is|the lesson)\b",
    "because therefore thus hence consequently as so which that this for the in after these those it what he she they and "
    "example case fact story event comparison method pattern without otherwise if would could might led leads not was",
)
_JUDGEMENT = Cue(
    r"\b(?:important|decisive|crucial|key|fatal|mistake|unfair|wrong|clever|convincing|unconvincing|weak|strong"
    r"|strongest|best|worst|real"
    r"|main|proof|useless|useful|dangerous|fair|necessary|worse|better|true|root|cause|lesson|matters|matter|essential"
    r"|responsible|success|failure|only|nothing but|never|always|like a|the same as)\b",
    "important decisive crucial key fatal mistake unfair wrong clever convincing unconvincing weak strong best worst real "
    "main proof useless useful dangerous fair necessary worse better true root cause lesson matter essential responsible "
    "success failure only nothing never always like the",
)
EXAMPLE = Cue(r"\b(?:for example|for instance|such as|e\.g\.|as an example|to illustrate)(?=\W|$)", "for such e as to")
_OPENING = 160


def _find(cue: Cue, text: str, span: Span, quoted: Sequence[Span]) -> Span | None:
    """The first match inside `span` that does not begin inside a quotation."""
    for one in cue.find_all(lower_case(text), span):
        if not quoted or not is_covered(one[0], quoted):
            return one
    return None


def mark_views(text: str, spans: Sequence[Span]) -> list[bool]:
    """For each sentence whether words stand in it that name, grant or tell somebody's view: it may be none all the same."""
    low = lower_case(text)
    return list(map(any, zip(*[cue.mark(low, spans) for cue in (OTHERS_VIEW, _GRANT, _VIEWING)], strict=True)))


def find_other_view(text: str, span: Span, quoted: Sequence[Span] = ()) -> Span | None:
    """Where a sentence names the view of people who think differently; none for `although` and the like alone.

    Args:
        text: the text.
        span: the sentence.
        quoted: stretches between quotation marks, as `merge` gives them: what stands there is somebody else's.
    """
    return _find(OTHERS_VIEW, text, span, quoted)


def find_grant(text: str, span: Span, quoted: Sequence[Span] = ()) -> Span | None:
    """Where a sentence grants something near its beginning: admittedly, of course, it is true."""
    return _find(_GRANT, text, (span[0], min(span[1], span[0] + _OPENING)), quoted)


def find_named_view(text: str, span: Span, quoted: Sequence[Span] = ()) -> Span | None:
    """Where a sentence reports what somebody with a name thinks: `Weiss argues`, `while Hallam believes`."""
    if not _VIEWING.is_in(lower_case(text), span):
        return None
    spans = (match.span() for match in _NAMED_VIEW.finditer(text, *span))
    return next((one for one in spans if not is_covered(one[0], quoted)), None)


def find_turn(text: str, span: Span, quoted: Sequence[Span] = ()) -> Span | None:
    """Where a sentence turns against what was said: but, however, I do not agree, this is only half the truth."""
    return _find(_TURN, text, span, quoted)


def gives_reason(text: str, span: Span, quoted: Sequence[Span] = ()) -> bool:
    """Whether a sentence says why, what follows, or what something shows."""
    return _find(_REASON, text, span, quoted) is not None


def judges(text: str, span: Span, quoted: Sequence[Span] = ()) -> bool:
    """Whether a sentence weighs something: important, fatal, a mistake, the strongest."""
    return _find(_JUDGEMENT, text, span, quoted) is not None


def gives_example(text: str, span: Span, quoted: Sequence[Span] = ()) -> bool:
    """Whether a sentence announces an example."""
    return _find(EXAMPLE, text, span, quoted) is not None
