"""Words that exclude one another: opposites, and the members of small sets of which an event has one.

An own, compact list. Opposites are told by both sides of a line; words of one side may stand for one another here, and so
may the words of a set that a stroke joins.
"""

from functools import lru_cache

from grader.text.words import fold, stem

_PAIRS = """
accept accepted agree agreed welcome : refuse refused reject rejected decline
admit admitted confess confessed : deny denied
allow allowed permit permitted legal legalise : forbid forbidden forbade ban banned prohibit illegal
announce announced publish published reveal revealed disclose public publicly openly
    : secret secretly hide hid hidden conceal concealed suppress suppressed
appoint appointed hire hired : dismiss dismissed fire fired sack sacked
approve approved praise praised : condemn condemned criticise criticised criticize denounce denounced
arrive arrived : depart departed
attack attacked oppose opposed resist resisted : defend defended support supported
begin began begun started : ended stopped finished ceased
build built create created found founded : destroy destroyed demolish demolished abolish abolished dissolve dissolved
buy bought : sell sold
increase increased rise rose risen grow grew grown climb climbed double doubled
    : decrease decreased fall fell fallen drop dropped shrink shrank halve halved
advance advanced : retreat retreated withdraw withdrew
win won victory winner victorious : lose lost defeat defeated loser
succeed succeeded success : fail failed failure
survive survived alive : die died dead perish perished
release released free freed acquit acquitted pardon pardoned
    : imprison imprisoned jail jailed arrest arrested convict convicted
guilty : innocent
love loved like liked admire admired trust trusted : hate hated despise despised dislike distrust mistrust
remember remembered : forget forgot forgotten
include included : exclude excluded
unite united merge merged : split divide divided
strengthen strengthened strong stronger : weaken weakened weak weaker
rich wealthy : poor
friend ally allies supporter : enemy enemies opponent rival
majority most : minority
cheap cheaper : expensive costly
warm warmer hot hotter : cold colder cool cooler
wet : dry
clean : dirty filthy
healthy : sick ill
safe safer : dangerous deadly
fast faster quick quickly hurry hurried rushed : slow slowly slower
soften softened ease eased lessen lessened relieve relieved
    : worsen worsened worse deepen deepened deeper aggravate aggravated
enthusiastic enthusiasm enthusiastically : mock mocked ridicule ridiculed laughed
high higher highest : low lower lowest
large larger largest big bigger biggest : small smaller smallest tiny
more : fewer less
voluntary voluntarily : forced compulsory
peace peaceful : war
north northern : south southern
east eastern : west western
above : below
before : after
morning dawn : evening dusk
noon midday : midnight
import imported : export exported
oldest eldest elder older : youngest younger
promote promoted : demote demoted
obey obeyed : disobey disobeyed
true : false
single unmarried : married
"""
_SETS = """
mother father brother sister son daughter nephew niece uncle aunt cousin grandfather grandmother grandson granddaughter
wife husband widow widower stepfather stepmother
judge prosecutor defendant witness juror attorney
coal grain wheat oil cotton iron steel gold silver copper timber wool sugar tea coffee rice salt tobacco
knife axe pistol rifle poison bomb sword dagger
cholera typhus typhoid smallpox measles plague tuberculosis pneumonia influenza malaria scurvy stroke cancer diphtheria
    dysentery leprosy polio distemper mange rabies
monday tuesday wednesday thursday friday saturday sunday
king queen emperor
general colonel captain lieutenant sergeant corporal admiral
bishop priest monk nun rabbi
red blue green yellow brown purple orange
carpenter blacksmith shoemaker cobbler tailor baker butcher weaver miller fisherman farmer mason potter
surgeon physician nurse midwife dentist pharmacist
chairman treasurer
lawyer clerk grocer/shopkeeper barber waiter preacher banker
wolf fox coyote cougar/puma lion tiger leopard elephant rhinoceros giraffe zebra
elk moose bison/buffalo antelope/pronghorn reindeer/caribou
cow/cattle sheep/lamb goat pig/hog chicken/hen horse/mare donkey/mule camel
eagle hawk/falcon owl raven swan goose pigeon/dove parrot
whale dolphin shark salmon trout herring tuna lobster
oak pine spruce/fir birch willow aspen/poplar/cottonwood maple cedar elm beech chestnut
wheat maize potato barley rye rice cotton tobacco sugar banana soybean peanut
brick concrete marble wooden
piano violin guitar trumpet flute drum cello harp
heart liver kidney lung stomach brain
physics chemistry medicine literature peace
catholic protestant muslim/islam jew/jewish hindu buddhist
mercury venus mars jupiter saturn uranus neptune pluto
oxygen hydrogen nitrogen helium methane chlorine
""".replace("\n    ", " ")
_COMPATIBLE = frozenset(
    frozenset(pair.split()) for pair in ("wife widow", "husband widower", "mother widow", "father widower")
)
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
_NEGATED = """
able acceptable accurate active adequate agree appear applied approve armed attractive available avoidable aware believe
certain clear comfortable comparable competent complete conscious connect convinced correct credible curable decided
direct disturbed divided easy edited effective employed equal even expected fair faithful familiar fit forgettable
fortunate friendly happy harmed healthy honest human important infected injured jure just justified known legal like
likely literate loyal lucky married mature moral moved natural necessary noticed obey official opposed organized paid
perfect pleasant polite popular possible practical prepared productive protected proven published pure qualified
questioned real realistic regular related relevant reliable resolved responsible rest safe satisfied secure seen
sensitive similar skilled solved stable successful sufficient suitable sure tested touched trained treated true trust
usual visible wanted willing wise worthy written
"""


def _stem_all(words: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in words.split())


@lru_cache(maxsize=1)
def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _PAIRS.replace("\n    ", " ").strip().splitlines():
        one, other = map(_stem_all, row.split(":"))
        for side, against in ((one, other), (other, one)):
            for word in side:
                found[word] = found.get(word, frozenset()) | (against - side)
    for word in _NEGATED.split():
        plain, denied = stem(word), frozenset(stem(prefix + word) for prefix in _PREFIXES)
        found[plain] = found.get(plain, frozenset()) | denied
        for one_denied in denied:
            found[one_denied] = found.get(one_denied, frozenset()) | {plain}
    return found


@lru_cache(maxsize=1)
def _sides() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for row in _PAIRS.replace("\n    ", " ").strip().splitlines():
        for side in map(_stem_all, row.split(":")):
            for word in side:
                found[word] = found.get(word, frozenset()) | side
    return found


@lru_cache(maxsize=1)
def find_rivals() -> dict[str, frozenset[str]]:
    """For each stem of a set the other members of it, of which an event has only one: of a niece, the nephew."""
    found: dict[str, frozenset[str]] = {}
    for row in _SETS.strip().splitlines():
        members = [_stem_all(one.replace("/", " ")) for one in row.split()]
        for one in members:
            rivals = frozenset[str]().union(*(other for other in members if other is not one))
            for word in one:
                allowed = {other for other in rivals - one if frozenset((word, other)) not in _COMPATIBLE}
                found[word] = found.get(word, frozenset()) | allowed
    return found


def opposites_of(stemmed: str) -> frozenset[str]:
    """The stems of the words that say the opposite of a stem: `win` and `lose`, `popular` and `unpopular`."""
    return _opposites().get(stemmed, frozenset())


def equals_of(stemmed: str) -> frozenset[str]:
    """The stem and those that stand on the same side of a listed pair of opposites."""
    return _sides().get(stemmed, frozenset()) | {stemmed}


def rivals_of(stemmed: str) -> frozenset[str]:
    """The other members of the set of which an event has only one: of a niece, the nephew; of coal, the grain."""
    return find_rivals().get(stemmed, frozenset())
