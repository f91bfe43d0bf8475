"""Dates and figures of the material that say nothing against a statement, although they differ from it.

In a sentence that tells the essay's event a date or a figure may belong to something else: to another member of a list that
the essay gives, to a subordinate clause of its own, to another clause of the essay, to another person of the family.
"""

import re
from collections.abc import Sequence

from grader.evidence.index import Index, PassageReading
from grader.evidence.lexicon import STOP_STEMS
from grader.evidence.likenesses import Clause, stands_in
from grader.evidence.slots import Slot, Value, agrees, find_values, is_same_value
from grader.model import Span
from grader.text.dates import DateMention
from grader.text.spans import starting_in
from grader.text.words import stem

_PRONOUNS = ("that ", "which ", "who ")
_RELATIVE = re.compile(
    r"\b(?:that|which|who) (?:(?:was|were|is|are|had|has|have) \w{2,30}|\w{2,30}ed)\b[^,;:()–—]{0,120}\Z"
)
_RELATIVE_END = re.compile(r"[,;:()–—]")
_REACH = 200
_KIN = re.compile(
    r"['’]s (?:\w{1,20} ){0,2}?(mother|father|parents|wife|husband|widow|son|daughter|brother|sister|child|children"
    r"|uncle|aunt|nephew|niece|cousin|grandfather|grandmother)\b(?! [A-Z])"
)


def find_opposed(
    slot: Slot, others: Sequence[Slot], text: str, sentence: int, values: Sequence[Value], index: Index
) -> list[Value]:
    """Those of the material's values that can be held against the essay's.

    Args:
        slot: the essay's date or quantity.
        others: the other slots of its sentence.
        text: the essay.
        sentence: number of the sentence of the material.
        values: its values of the same kind, which do not agree with the essay's.
        index: the material.
    """
    line = index.sentences[sentence]
    passage = index.readings[line.passage]
    if _is_to_the_letter(slot.value, passage, line.span) or _is_of_kin(slot, text, line.stems):
        return []
    if _is_told_by_another(slot, others, sentence, index):
        return []
    return [
        value
        for value in values
        if not any(_is_whole(other) and other.kind == slot.kind and agrees(other.value, value) for other in others)
        and not _is_of_relative(slot.clause, passage, line.span, value, index)
    ]


def _is_to_the_letter(value: Value, passage: PassageReading, sentence: Span) -> bool:
    """Whether the sentence has the very figure, whatever it seems to count there, and one that is seldom met by chance."""
    return any(is_same_value(value, told) for told in starting_in(passage.quantities, sentence))


def _is_whole(slot: Slot) -> bool:
    """Whether a slot is a value of its own: `May` alone may leave its year to another date of the sentence."""
    return not isinstance(slot.value, DateMention) or slot.value.first is not None


def _is_of_kin(slot: Slot, text: str, stems: Sequence[str]) -> bool:
    """Whether the essay speaks of somebody's mother or brother, and the material's sentence does not."""
    first, last = slot.clause.span
    found = _KIN.search(text, max(first, slot.span[0] - _REACH), min(last, slot.span[1] + _REACH))
    return found is not None and stem(found[1]) not in stems


def _is_of_relative(clause: Clause, passage: PassageReading, sentence: Span, value: Value, index: Index) -> bool:
    """Whether a value dates or counts what a relative clause tells, of which the essay has no word."""
    start, end = value.span
    head = passage.text[max(sentence[0], start - _REACH) : start]
    match = _RELATIVE.search(head) if any(one in head for one in _PRONOUNS) else None
    if match is None:
        return False
    stop = _RELATIVE_END.search(passage.text, end, sentence[1])
    first = start - len(head) + match.start()
    run = passage.word_range((first, stop.start() if stop else sentence[1]))
    told = {w.stem for w in passage.words[slice(*run)]} - STOP_STEMS
    return not index.lexicon.shared(clause.stems, told)


def _is_told_by_another(slot: Slot, others: Sequence[Slot], sentence: int, index: Index) -> bool:
    """Whether another clause of the essay's sentence has a value of the kind and tells the material's sentence better."""
    line = index.sentences[sentence]
    rivals = [
        other.clause
        for other in others
        if other.clause.span != slot.clause.span
        and other.kind == slot.kind
        and find_values(other, index.readings[line.passage], line.span)
    ]
    return any(_core_mass(rival, sentence, index) > _core_mass(slot.clause, sentence, index) for rival in rivals)


def _core_mass(clause: Clause, sentence: int, index: Index) -> float:
    """Summed rarity of the words of the clause itself that a sentence of the material has."""
    stems = () if clause.is_bare else clause.core
    return round(sum(index.rarity(one) for one in stems if stands_in(one, (sentence,), index)), 4)
