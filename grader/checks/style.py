"""Whether sentences vary, words are chosen, and the tone is that of an essay."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from grader.checks.check import Case, Check, Example, Note, Outcome
from grader.checks.proofs import features_of, find_reason, known_words, proofs_of
from grader.model import Span
from grader.text.cues import lower_case
from grader.text.language_model import shipped_models
from grader.text.prose import find_own
from grader.text.spans import is_covered, merge
from grader.text.word_lists import INFORMAL, INFORMAL_NORMS, WORN
from grader.text.words import Word

_MOST_NOTES = 6
_LONG, _LONGEST, _MOST_LONG = 45, 60, 2  # above the longest, `organization` speaks of a run-on sentence
_SAME_OPENINGS, _SHORTEST, _SHORT, _SHORT_IN_A_ROW = 4, 3, 7, 5
_FEWEST_WORN, _WORN_RATE, _MOST_WORDS = 5, 1.5, 3
_PRAISED = 0.68
_Own: TypeAlias = list[list[Word]]


def run(case: Case, options: Mapping[str, Any]) -> Outcome:  # noqa: ARG001 - every check has this shape
    """How varied sentences and words are, weighed as teachers' ratings of syntax and vocabulary weigh them.

    .5: like an essay of a learner in grades 8 to 12 that teachers rate 3 of 5; 1: as they rate 5; 0: as they rate 1.
    """
    reason = find_reason(case)
    if reason:
        return Outcome(None, reason=reason)
    value = shipped_models()["style"].judge(features_of(case))
    own = find_own(case.reading)
    notes = [
        *_note_openings(case, own),
        *_note_short(case, own),
        *_note_long(case, own),
        *_note_informal(case, own),
        *_note_worn(own),
    ]
    ranked = sorted(notes, key=lambda note: -note.weight)[:_MOST_NOTES]
    if value >= _PRAISED:
        ranked.append(Note("strength", None, "Sentences and words are varied and well chosen.", weight=0.35))
    return Outcome(value, tuple(ranked))


def _runs(marks: list[str], fewest: int) -> Iterator[tuple[int, int]]:
    """Half-open ranges of at least so many equal marks that are not empty."""
    start = 0
    for at in range(1, len(marks) + 1):
        if at == len(marks) or marks[at] != marks[start]:
            if marks[start] and at - start >= fewest:
                yield start, at
            start = at


def _note_openings(case: Case, own: _Own) -> Iterator[Note]:
    """Sentences in a row that begin with the same word; the last opening is marked."""
    marks = [
        f"{s.paragraph} {words[0].norm}" if words else "" for s, words in zip(case.reading.sentences, own, strict=True)
    ]
    for first, last in _runs(marks, _SAME_OPENINGS):
        word = own[last - 1][0]
        shown = case.reading.text[word.start : word.end]
        said = f"{last - first} sentences in a row begin with “{shown}”."
        yield Note(
            "advice",
            (word.start, word.end),
            said,
            "Begin one of them another way: with a time, a place, a reason.",
            weight=0.4,
        )
        return


def _note_short(case: Case, own: _Own) -> Iterator[Note]:
    """Many short sentences in a row."""
    marks = ["short" if _SHORTEST <= len(words) <= _SHORT else "" for words in own]
    for first, last in _runs(marks, _SHORT_IN_A_ROW):
        span = case.reading.sentences[first].span
        said = f"{last - first} short sentences stand in a row, beginning here."
        yield Note("advice", span, said, "Join two of them: because, although, when, which.", weight=0.35)
        return


def _note_long(case: Case, own: _Own) -> Iterator[Note]:
    """Very long sentences, unless a semicolon orders them."""
    found = 0
    for sentence, words in zip(case.reading.sentences, own, strict=True):
        if (
            _LONG < len(words) <= _LONGEST
            and ";" not in case.reading.text[slice(*sentence.span)]
            and found < _MOST_LONG
        ):
            found += 1
            said = f"This sentence has {len(words)} words and is hard to follow."
            yield Note("advice", sentence.span, said, "Make two sentences of it.", weight=0.38)


def _note_informal(case: Case, own: _Own) -> Iterator[Note]:
    """Words of everyday talk, each once; not those that the material or the question uses."""
    places = defaultdict[str, list[Span]](list)
    faulty = merge(error.span for error in proofs_of(case).errors)
    text = lower_case(case.reading.text).replace("’", "'")
    for word in [one for words in own for one in words if one.norm in INFORMAL_NORMS]:
        low = text[word.start : word.end]
        if low in INFORMAL and word.norm not in known_words(case.contest) and not is_covered(word.start, faulty):
            places[low].append((word.start, word.end))
    for low in sorted(places, key=lambda one: (-len(places[one]), places[one][0]))[:_MOST_WORDS]:
        times = f" ({len(places[low])} times)" if len(places[low]) > 1 else ""
        action = (
            f"An essay says: {INFORMAL[low]}." if INFORMAL[low] else "Leave it out, or say it as you would write it."
        )
        yield Note("advice", places[low][0], f"“{low}” is everyday talk{times}.", action, weight=0.3)


def _note_worn(own: _Own) -> Iterator[Note]:
    """Pale words that come again and again."""
    places = defaultdict[str, list[Span]](list)
    for word in [one for words in own for one in words if one.norm in WORN]:
        places[WORN[word.norm][0]].append((word.start, word.end))
    for name in sorted(places, key=lambda one: (-len(places[one]), one))[:_MOST_WORDS]:
        times = len(places[name])
        if times >= _FEWEST_WORN and 100 * times / sum(map(len, own)) >= _WORN_RATE:
            action = f"Say it more exactly, for instance: {WORN[name][1]}."
            yield Note("advice", places[name][0], f"“{name}” comes {times} times.", action, weight=0.33)


_VARIED = (
    "When the storm rose over the harbour, the keeper climbed the winding stairs of his tower. Below him, fishing boats "
    "struggled towards the entrance, although their crews could hardly see the rocks. "
)
CHECK = Check(
    id="style",
    title="Sentences vary, words are chosen, and the tone is that of an essay.",
    run=run,
    is_about_writing=True,
    authority="McCarthy, P. M., and Jarvis, S. (2010): MTLD, vocd-D, and HD-D; Laufer, B., and Nation, P. (1995).",
    examples=(
        Example(
            _VARIED * 2
            + "Tom lit the lamp at dusk. Tom cleaned the glass with care. Tom wrote the book. «Tom» then slept.",
            says="in a row begin",
        ),
        Example(
            _VARIED * 2 + "The council was «gonna» dismiss him, and the fishermen «kinda» knew it.",
            says="everyday talk",
        ),
        Example(
            _VARIED * 2
            + "«He was very tired.» The wind blew hard. Nobody came to him. The boats were late. It rained all night.",
            says="short sentences",
        ),
        Example(_VARIED * 3),
        Example(_VARIED * 2 + "The council wrote: “You are gonna leave, and we kinda mean it.”"),
    ),
)
