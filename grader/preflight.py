"""What a teacher should know of a contest before essays come in."""

from grader.evidence.index import Index, index_of
from grader.evidence.profiles import profiles_of
from grader.model import Contest
from grader.text.dates import find_dates
from grader.text.names import find_names
from grader.text.sentences import find_sentences
from grader.text.words import find_words

PLACEHOLDER = "Write the question here."
_HARDLY = 2
_MISSING_SHARE = 0.5
_FEWEST_KEYED = 10
_FEWEST_WORDS = 5


READ_IN_A_RUN = "see passages.jsonl of a run for what was read"


def find_warnings(contest: Contest, clutter_remedy: str = READ_IN_A_RUN) -> list[str]:
    """Sentences for the teacher, each with what to do; empty when nothing stands in the way.

    Args:
        contest: as it was loaded.
        clutter_remedy: where to see what was read of a source of which much was left out.
    """
    index = index_of(contest)
    said = [f"{w.rstrip(chr(46))}. Essays may cite it; nothing is checked against it." for w in contest.warnings]
    if contest.sources and not index.passages:
        said.append("No source could be read: nothing can be checked against the material.")
    if contest.prompt == PLACEHOLDER:
        said.append("The question is missing: write it as `prompt` in contest.toml.")
    said += _clutter(contest, clutter_remedy)
    if index.passages:
        said += _prompt(contest, index)
    said += _key(contest, index)
    said += _rules(contest)
    unchecked = [c.label for c in contest.rubric.criteria if not c.checks]
    if unchecked:
        said.append(f"No check speaks to {', '.join(unchecked)}: a person scores that.")
    return said


def _rules(contest: Contest) -> list[str]:
    """Rules that cannot be kept, or that this release does not look at."""
    rules = contest.rules
    said = []
    if rules.min_sources > len({s.work for s in contest.sources}):
        said.append(f"The rule min_sources = {rules.min_sources} asks for more sources than the contest has.")
    if not rules.language.lower().startswith("en"):
        said.append("Only essays in English are checked; for other languages the suggestions are of little use.")
    if rules.deadline:
        said.append(
            "The deadline is compared with what a learning platform tells; who was late is shown and loses no points."
        )
    if rules.blind:
        said.append(
            "Blind: reports carry codes, and what gives the writer away is covered in them; students.csv tells whose they "
            "are, and results.jsonl holds the essays as they were handed in."
        )
    return said


def _clutter(contest: Contest, remedy: str) -> list[str]:
    return [
        f"{s.title}: {s.left_out} paragraph{' was' if s.left_out == 1 else 's were'} left out as page clutter; {remedy}."
        for s in contest.sources
        if s.left_out
    ]


def _prompt(contest: Contest, index: Index) -> list[str]:
    """Whether the people and years of the prompt occur in the material that could be read."""
    prompt = contest.prompt
    words = find_words(prompt)
    known = index.known_names
    forbidden = {name.casefold() for name in contest.rules.forbid}
    found = find_names(prompt, words, find_sentences(prompt), known)
    names = {m.text: m.tokens for m in found if m.text.casefold() not in forbidden}
    counts = index.lexicon.counts
    stems = {w.norm: w.stem for w in words}
    missing = [text for text, tokens in names.items() if all(counts.get(stems.get(t, t), 0) < _HARDLY for t in tokens)]
    due = contest.rules.deadline.year if contest.rules.deadline else None
    years = sorted({d.year for d in find_dates(prompt) if d.year and d.year != due})
    told = {d.year for reading in index.readings for d in reading.dates}
    absent = [str(y) for y in years if y not in told]
    asked = len(names) + len(years)
    if asked and (len(missing) + len(absent)) / asked >= _MISSING_SHARE:
        listed = ", ".join(missing + absent)
        return [
            (
                f"The question speaks of {listed}, which the material hardly mentions: most of what essays say will be “not "
                "in the material”. Add a source that covers it."
            )
        ]
    return []


def _key(contest: Contest, index: Index) -> list[str]:
    items = contest.key.items
    if not items:
        return ["There is no evidence key: use of evidence cannot be scored. Write evidence.toml, ten items or more."]
    said = []
    if not contest.key.is_approved:
        said.append('The evidence key is a draft and costs nothing until you set status = "approved".')
    if len(items) < _FEWEST_KEYED:
        said.append(f"The evidence key has only {len(items)} items; ten or more tell essays apart better.")
    brief = [i.id for i in items if len(find_words(i.statement)) < _FEWEST_WORDS]
    if brief:
        said.append(f"Too short to be told apart: {', '.join(brief[:10])}. Write each item as a whole sentence.")
    if index.passages:
        homeless = [p.item.id for p in profiles_of(contest) if not p.homes]
        if homeless:
            said.append(f"The material does not say {', '.join(homeless)}: check the wording of these items.")
    return said
