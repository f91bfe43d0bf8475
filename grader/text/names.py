"""Names of people, places and groups in a text."""

import re
from collections.abc import Collection, Sequence

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
    finder = _Finder(text, words, Capitals(text, words, opened), known)
    return harmonize(text, finder.find())


_COMPATRIOTS = ("shman", "chman", "chwoman", "shwoman")


class _Finder:
    """Joins the capitalised words of one text to names."""

    def __init__(self, text: str, words: Sequence[Word], capitals: Capitals, known: Collection[str]) -> None:
        self.text, self.words, self.capitals = text, words, capitals
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
            start, end, norm, _ = self.words[n]
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
        while count < n and self.words[n - count - 1].norm in _OWN_PARTICLES:
            if self._gap(n - count - 1) != " " or self.text[self.words[n - count - 1].start].isupper():
                break
            count += 1
        return count

    def _gap(self, n: int) -> str:
        return self.text[self.words[n].end : self.words[n + 1].start]

    def _is_linked(self, first: int, last: int, n: int) -> bool:
        if n - last > _FARTHEST_LINK or not all(map(self._is_narrow, range(last, n))):
            return False
        one, other = self.words[last], self.words[n]
        said = self.text[one.start : one.end]
        if (other.norm in _OPENINGS and not self._is_initial(n)) or (
            _POSSESSIVE.search(said) and one.norm.rstrip("'") not in DEMOS
        ):
            return False
        if one.norm in CALENDAR or other.norm in CALENDAR:
            return n == last + 1 and one.norm in CALENDAR and other.norm in THINGS
        if n > last + 1 and all(self._gap(at) == "-" for at in range(last, n)):
            return True
        between = [self.words[at].norm for at in range(last + 1, n)]
        if between in _OF:
            return self.words[last].norm in OF_HEADS or self.words[first].norm in OF_HEADS
        return all(norm in PARTICLES for norm in between)

    def _is_initial(self, n: int) -> bool:
        word = self.words[n]
        return word.end - word.start == 1 and self.text[word.end : word.end + 1] == "."

    def _is_narrow(self, n: int) -> bool:
        """Whether nothing parts a word from the next: a space, a hyphen, the point of an abbreviation."""
        gap = self._gap(n)
        if gap in {" ", "-"}:
            return True
        word = self.words[n]
        if gap in {". ", "."}:
            return word.end - word.start == 1 or word.norm in _ABBREVIATED
        return gap == "\n" and word.end - self.text.rfind("\n", 0, word.end) > _LONG_LINE

    def _trim(self, start: int, end: int) -> list[Span]:
        """The range without words that only begin its sentence; empty when nothing in it is a name."""
        while start < end and self._is_no_start(start, end):
            start += 1
        while end > start and self.words[end - 1].norm in CALENDAR:
            end -= 1
        if start == end:
            return []
        if not self.capitals.weak.issuperset([n for n in range(start, end) if self._is_upper(n)]):
            return [(start, end)]
        if end - start == 1:
            return [(start, end)] if self._is_weak_name(start) else []
        return [(start, end)] if self._place(start, end) else self._sure_runs(start, end)

    def _is_upper(self, n: int) -> bool:
        return self.text[self.words[n].start].isupper()

    def _place(self, start: int, end: int) -> bool:
        return find_place(self.text[self.words[start].start : self._end(end - 1)]) is not None

    def _end(self, n: int) -> int:
        """Where a word ends without its possessive ending."""
        word = self.words[n]
        return word.end - len(match.group() if (match := _POSSESSIVE.search(self.text[word.start : word.end])) else "")

    def _is_no_start(self, start: int, end: int) -> bool:
        norm = self.words[start].norm
        if end - start > 1 and self._is_compatriot(start):
            return True
        if self._is_initial(start) or (norm in _NUMBERS and start not in self.capitals.weak):
            return end - start == 1
        if norm in OPENERS or (norm in CALENDAR and (end - start == 1 or self.words[start + 1].norm not in THINGS)):
            return not (norm in GIVEN_NAMES and end - start > 1)
        if start not in self.capitals.weak or end - start == 1 or norm in TITLES or norm in GIVEN_NAMES:
            return False
        if norm in self.known or self._place(start, end):
            return False
        is_headed = self.words[end - 1].norm in _HEADS
        return (norm in ORDINARY or norm in self.capitals.plain) and not is_headed

    def _is_compatriot(self, n: int) -> bool:
        """Whether a word tells where somebody is from whose name begins behind it: the Frenchman, the American John."""
        norm, following = self.words[n].norm, self.words[n + 1].norm
        if not (norm.endswith(_COMPATRIOTS) or following in GIVEN_NAMES) or find_place(f"{norm} {following}"):
            return False
        place = find_place(norm)
        return place is not None and place.is_people

    def _is_sure(self, n: int) -> bool:
        norm = self.words[n].norm
        if norm in ORDINARY or norm in OPENERS or norm in CALENDAR:
            return False
        return norm in self.capitals.firm or norm in self.known or norm in GIVEN_NAMES or self._place(n, n + 1)

    def _is_weak_name(self, n: int) -> bool:
        norm = self.words[n].norm
        is_speaking = n + 1 < len(self.words) and self._gap(n) == " " and self.words[n + 1].norm in PERSON_VERBS
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
        for n, word in [(n, word) for n, word in enumerate(self.words) if word.norm in self.known]:
            if word.end - word.start < _SHORTEST_LOWER or word.start in taken:
                continue
            if not self.text[word.start].islower() or word.norm in _NO_LOWER:
                continue
            if runs and runs[-1][1] == n and self._gap(n - 1) == " ":
                runs[-1] = runs[-1][0], n + 1
            else:
                runs.append((n, n + 1))
        return [self._mention(*run) for run in runs]

    def _mention(self, start: int, end: int) -> NameMention:
        norms = [self.words[n].norm for n in range(start, end)]
        at = start + self._title_length(norms, start, end)
        span = self.words[start].start, self._end(end - 1)
        title = self.text[span[0] : self.words[at - 1].end] if at > start else ""
        said = self.text[self.words[at].start : span[1]]
        before = self.words[start - 1].norm if start and self._gap(start - 1) == " " else ""
        after = self.words[end].norm if end < len(self.words) and self._gap(end - 1) == " " else ""
        tokens = tuple(norms[at - start :])
        return NameMention(span, self.text[slice(*span)], tokens, classify(tokens, said, title, before, after), title)

    def _title_length(self, norms: Sequence[str], start: int, end: int) -> int:
        count = 0
        while count < len(norms) and norms[count] in TITLES:
            count += 1
        if count in {0, len(norms)} or self._place(start, end):
            return 0
        return 0 if norms[count] in ORDINARY and norms[count] not in GIVEN_NAMES else count
