"""Names of people, places and groups in a text."""

import re
from collections.abc import Collection, Sequence
from itertools import compress

from grader.model import Span
from grader.text.capitals import Capitals
from grader.text.name_keys import name_key, same_name
from grader.text.name_kinds import PERSON_VERBS, NameKind, NameMention, classify, harmonize, is_surname
from grader.text.name_words import (
    CALENDAR,
    DEMOS,
    GIVEN_NAMES,
    GROUP_HEADS,
    OF_HEADS,
    OPENERS,
    ORDINARY,
    PARTICLES,
    PLACE_HEADS,
    THINGS,
    TITLES,
)
from grader.text.numerals import ORDINALS, UNITS
from grader.text.places import find_place
from grader.text.words import Word

__all__ = ["NameKind", "NameMention", "find_names", "name_key", "same_name"]

_SHORTEST_LOWER, _FARTHEST_LINK, _LONG_LINE = 5, 3, 50
_ABBREVIATIONS = "mr mrs ms dr st gen col lt capt sgt prof rev sen gov"
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_POSSESSIVE = re.compile(r"['’\x92‘ʼ]s?$", re.IGNORECASE)
_OF = (["of"], ["of", "the"], ["for"], ["for", "the"])
_NUMBERED = re.compile(r"[\[(]?\d{1,3}[\])]\s{1,3}")
_NUMBERS = frozenset(ORDINALS) | frozenset(UNITS)
_VAGUE = ORDINARY | TITLES | THINGS
_NO_LOWER = ORDINARY | PARTICLES | CALENDAR | _NUMBERS
_OPENINGS = OPENERS - _NUMBERS
_OWN_PARTICLES = PARTICLES - {"la", "y", "al", "den"}
_HEADS = GROUP_HEADS | PLACE_HEADS | THINGS
_NOT_NAMES = frozenset({"i", "i'm", "i've", "i'd", "i'll", "ok"})
_ORDINARY_END = re.compile(
    r"(?:ing|ed|ly|tion|sion|ness|ment|ity|ism|ous|ful|less|able|ible|ive|ance|ence|ship|hood|ics|phy|logy|[^s]s)$"
)


def find_names(
    text: str, words: Sequence[Word], sentences: Sequence[Span], known: Collection[str] = frozenset()
) -> list[NameMention]:
    """Every name of `text` in order, without overlaps.

    A capital at the start of a sentence, in a heading or in a shouted text makes a name only of a word that is
    capitalised elsewhere in the text, that is known, or that is plainly no ordinary word.

    Args:
        text: the text.
        words: all its words.
        sentences: its sentences.
        known: folded name tokens of the material; found in lower case, too, when they have five letters or more.
    """
    opened = [(match.end() if (match := _NUMBERED.match(text, *span)) else span[0], span[1]) for span in sentences]
    finder = _Finder(text, Capitals(text, words, opened), known)
    return harmonize(text, finder.find())


_COMPATRIOTS = ("shman", "chman", "chwoman", "shwoman")


class _Finder:
    """Joins the capitalised words of one text to names."""

    def __init__(self, text: str, capitals: Capitals, known: Collection[str]) -> None:
        self.text, self.capitals = text, capitals
        self.starts, self.ends, self.norms = capitals.starts, capitals.ends, capitals.norms
        self.known = known if isinstance(known, set | frozenset) else frozenset(known)

    def find(self) -> list[NameMention]:
        named = [self._mention(*run) for start, end in self._runs() for run in self._trim(start, end)]
        found = [one for one in named if one.kind != "other" or len(one.tokens) > 1 or one.tokens[0] not in _VAGUE]
        if self.known:
            found = sorted(found + self._lower_case(found), key=lambda mention: mention.span)
        return found

    def _runs(self) -> list[Span]:
        """Ranges of word numbers: capitalised words next to one another, or linked by `of the`, `von` and the like."""
        runs: list[Span] = []
        for n in self.capitals.numbers:
            start, end, norm = self.starts[n], self.ends[n], self.norms[n]
            if self.text[start - 1 : start] == "@":  # a handle, or what hides a name
                continue
            if norm in _NOT_NAMES and self.text[end : end + 1] != ".":
                continue
            if runs and self._is_linked(runs[-1][0], runs[-1][1] - 1, n):
                runs[-1] = runs[-1][0], n + 1
            else:
                runs.append((n - self._particles_before(n), n + 1))
        return runs

    def _particles_before(self, n: int) -> int:
        """How many particles of a surname stand before a capitalised word: `von` Papen, `de la` Cruz."""
        count = 0
        while count < n and self.norms[n - count - 1] in _OWN_PARTICLES:
            if self._gap(n - count - 1) != " " or self.text[self.starts[n - count - 1]].isupper():
                break
            count += 1
        return count

    def _gap(self, n: int) -> str:
        return self.text[self.ends[n] : self.starts[n + 1]]

    def _is_linked(self, first: int, last: int, n: int) -> bool:
        if n - last > _FARTHEST_LINK or not all(map(self._is_narrow, range(last, n))):
            return False
        one, other = self.norms[last], self.norms[n]
        said = self.text[self.starts[last] : self.ends[last]]
        if (other in _OPENINGS and not self._is_initial(n)) or (
            _POSSESSIVE.search(said) and one.rstrip("'") not in DEMOS
        ):
            return False
        if one in CALENDAR or other in CALENDAR:
            return n == last + 1 and one in CALENDAR and other in THINGS
        if n > last + 1 and all(self._gap(at) == "-" for at in range(last, n)):
            return True
        between = list(self.norms[last + 1 : n])
        if between in _OF:
            return self.norms[last] in OF_HEADS or self.norms[first] in OF_HEADS
        return all(norm in PARTICLES for norm in between)

    def _is_initial(self, n: int) -> bool:
        end = self.ends[n]
        return end - self.starts[n] == 1 and self.text[end : end + 1] == "."

    def _is_narrow(self, n: int) -> bool:
        """Whether nothing parts a word from the next: a space, a hyphen, the point of an abbreviation."""
        gap = self._gap(n)
        if gap in {" ", "-"}:
            return True
        end = self.ends[n]
        if gap in {". ", "."}:
            return end - self.starts[n] == 1 or self.norms[n] in _ABBREVIATED
        return gap == "\n" and end - self.text.rfind("\n", 0, end) > _LONG_LINE

    def _trim(self, start: int, end: int) -> list[Span]:
        """The range without words that only begin its sentence; empty when nothing in it is a name."""
        while start < end and self._is_no_start(start, end):
            start += 1
        while end > start and self.norms[end - 1] in CALENDAR:
            end -= 1
        if start == end:
            return []
        if not self.capitals.weak.issuperset([n for n in range(start, end) if self._is_upper(n)]):
            return [(start, end)]
        if end - start == 1:
            return [(start, end)] if self._is_weak_name(start) else []
        return [(start, end)] if self._place(start, end) else self._sure_runs(start, end)

    def _is_upper(self, n: int) -> bool:
        return self.text[self.starts[n]].isupper()

    def _place(self, start: int, end: int) -> bool:
        return find_place(self.text[self.starts[start] : self._end(end - 1)]) is not None

    def _end(self, n: int) -> int:
        """Where a word ends without its possessive ending."""
        end = self.ends[n]
        return end - len(match.group() if (match := _POSSESSIVE.search(self.text[self.starts[n] : end])) else "")

    def _is_no_start(self, start: int, end: int) -> bool:
        norm = self.norms[start]
        if end - start > 1 and self._is_compatriot(start):
            return True
        if self._is_initial(start) or (norm in _NUMBERS and start not in self.capitals.weak):
            return end - start == 1
        if norm in OPENERS or (norm in CALENDAR and (end - start == 1 or self.norms[start + 1] not in THINGS)):
            return not (norm in GIVEN_NAMES and end - start > 1)
        if start not in self.capitals.weak or end - start == 1 or norm in TITLES or norm in GIVEN_NAMES:
            return False
        if norm in self.known or self._place(start, end):
            return False
        is_headed = self.norms[end - 1] in _HEADS
        return (norm in ORDINARY or norm in self.capitals.plain) and not is_headed

    def _is_compatriot(self, n: int) -> bool:
        """Whether a word tells where somebody is from whose name begins behind it: the Frenchman, the American John."""
        norm, following = self.norms[n], self.norms[n + 1]
        if not (norm.endswith(_COMPATRIOTS) or following in GIVEN_NAMES) or find_place(f"{norm} {following}"):
            return False
        place = find_place(norm)
        return place is not None and place.is_people

    def _is_sure(self, n: int) -> bool:
        norm = self.norms[n]
        if norm in ORDINARY or norm in OPENERS or norm in CALENDAR:
            return False
        return norm in self.capitals.firm or norm in self.known or norm in GIVEN_NAMES or self._place(n, n + 1)

    def _is_weak_name(self, n: int) -> bool:
        norm = self.norms[n]
        is_speaking = n + 1 < len(self.norms) and self._gap(n) == " " and self.norms[n + 1] in PERSON_VERBS
        if norm in OPENERS or norm in CALENDAR or norm in ORDINARY:
            return (
                is_speaking and norm in self.capitals.firm and norm not in OPENERS and norm not in self.capitals.plain
            )
        if self._is_sure(n):
            return norm not in self.capitals.plain or norm in self.known
        if norm in self.capitals.plain or _ORDINARY_END.search(norm):
            return False
        return is_speaking or is_surname(norm)

    def _sure_runs(self, start: int, end: int) -> list[Span]:
        """In headings and shouted texts: the words that are names for other reasons than their capitals."""
        runs: list[Span] = []
        for n in range(start, end):
            if not self._is_sure(n):
                continue
            if runs and runs[-1][1] == n:
                runs[-1] = runs[-1][0], n + 1
            else:
                runs.append((n, n + 1))
        return runs

    def _lower_case(self, found: Sequence[NameMention]) -> list[NameMention]:
        """Known names written without a capital."""
        taken = {mention.span[0] for mention in found}
        runs: list[Span] = []
        for n in compress(range(len(self.norms)), map(self.known.__contains__, self.norms)):
            start = self.starts[n]
            if self.ends[n] - start < _SHORTEST_LOWER or start in taken:
                continue
            if not self.text[start].islower() or self.norms[n] in _NO_LOWER:
                continue
            if runs and runs[-1][1] == n and self._gap(n - 1) == " ":
                runs[-1] = runs[-1][0], n + 1
            else:
                runs.append((n, n + 1))
        return [self._mention(*run) for run in runs]

    def _mention(self, start: int, end: int) -> NameMention:
        norms = self.norms[start:end]
        at = start + self._title_length(norms, start, end)
        span = self.starts[start], self._end(end - 1)
        title = self.text[span[0] : self.ends[at - 1]] if at > start else ""
        said = self.text[self.starts[at] : span[1]]
        before = self.norms[start - 1] if start and self._gap(start - 1) == " " else ""
        after = self.norms[end] if end < len(self.norms) and self._gap(end - 1) == " " else ""
        tokens = norms[at - start :]
        return NameMention(span, self.text[slice(*span)], tokens, classify(tokens, said, title, before, after), title)

    def _title_length(self, norms: Sequence[str], start: int, end: int) -> int:
        count = 0
        while count < len(norms) and norms[count] in TITLES:
            count += 1
        if count in {0, len(norms)} or self._place(start, end):
            return 0
        return 0 if norms[count] in ORDINARY and norms[count] not in GIVEN_NAMES else count
