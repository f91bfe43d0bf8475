"""What the material says of each quotation: exact, altered, given to somebody else, or nowhere to be found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from grader.evidence.alignment import Seed, align, bridge_joined, find_rare_seeds, find_seeds
from grader.evidence.index import Index
from grader.evidence.lexicon import STOP_NORMS, STOP_STEMS, synonyms
from grader.model import Span
from grader.text.dialects import spell_alike
from grader.text.words import Word, find_words, stem

SHORTEST_WORDS = 3
ALTERED_SHARE = 0.6
_ELLIPSIS = re.compile(r"\[\s*(?:\.\s?\.\s?\.|…)\s*\]|\.\s?\.\s?\.[.\s]*|…")
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")
_BRACKETED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_SLIP_LETTERS = 4
_REACH = 60
_MOST_SEEDS = 8
_WIDER = 4
_MOVED = 3  # words: further away the same word is another one
_FEWEST_BROKEN = 4  # words: fewer stand on both sides of a break by chance


@dataclass(frozen=True, slots=True)
class Located:
    """Where the material has a quotation's words.

    Attributes:
        is_exact: nothing but punctuation, case, ellipses, hyphens, brackets, typing slips, British for American spelling
            and a `he said` that the material puts between the words differs.
        share: weighted share of the quotation's words that stand there, 0 to 1.
        stream: half-open range of positions in the material's stream.
    """

    is_exact: bool
    share: float
    stream: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a quotation without an ellipsis; `seeds` are the places of the material that share most with it."""

    words: tuple[Word, ...]
    stems: list[str]
    seeds: list[Seed]


def _pieces(text: str, span: Span, index: Index) -> list[_Piece]:
    """The words of a quotation, bracketed insertions left out, cut at its ellipses."""
    masked = _BRACKETED_LETTER.sub(r"  \1", text[slice(*span)])
    masked = _BRACKETED.sub(lambda m: ("\0" if _ELLIPSIS.fullmatch(m.group()) else " ") * len(m.group()), masked)
    masked = _ELLIPSIS.sub(lambda m: "\0" * len(m.group()), masked)
    pieces, start = [], 0
    for m in re.finditer(r"\0+|$", masked):
        words = find_words(masked, start, m.start())
        if words:
            stems = [w.stem for w in words]
            pieces.append(_Piece(tuple(words), stems, find_seeds(stems, index, most=_MOST_SEEDS)))
        start = m.end()
    return pieces


def locate(text: str, span: Span, index: Index) -> list[Located]:
    """Every place of the material that has the words of `text[span]`, exact ones first, then the nearest."""
    pieces = _pieces(text, span, index)
    run = [stem for piece in pieces for stem in piece.stems]
    if len(run) < SHORTEST_WORDS or not index.stream:
        return []
    seeds = pieces[0].seeds if len(pieces) == 1 else find_seeds(run, index, most=_MOST_SEEDS)
    seeds = seeds or find_rare_seeds(run, index)
    found = [one for seed in seeds if (one := _at(pieces, seed, index))]
    return sorted(found, key=lambda f: (not f.is_exact, -f.share, f.stream))


def _at(pieces: list[_Piece], seed: Seed, index: Index) -> Located | None:
    """The quotation against the passage of a seed: each piece is aligned in turn, later pieces further on."""
    passage = seed.passage
    low = index.starts[passage]
    high = index.starts[passage + 1] if passage + 1 < len(index.starts) else len(index.stream)
    found, weight, total, is_exact = [], 0.0, 0.0, True
    at = max(low, seed.stream[0] - seed.run[0] - _REACH) if len(pieces) > 1 else low
    for piece in pieces:
        window = Seed(passage, (0, len(piece.words)), _best_window(piece, index, at, high, seed), 1)
        pairs = _find_whole(piece, max(at, window.stream[0] - _WIDER), min(high, window.stream[1] + _WIDER), index)
        broken = [] if pairs else _find_broken(piece, passage, at, index)
        pairs = pairs or broken or bridge_joined(align(piece.stems, window, index, margin=2).pairs, piece.words, index)
        total += sum(_weight(s, index) for s in piece.stems)
        if not pairs:
            is_exact = False
            continue
        first, last = _edges(pairs, piece.stems, (low, high), index)
        weight += sum(_weight(piece.stems[a], index) for a, _ in pairs)
        source = index.readings[passage].words[first - low : last - low]
        is_same = bool(broken) or _same_words([w.norm for w in piece.words], [w.norm for w in source], index)
        is_exact = is_exact and is_same
        found.append((first, last))
        at = last
    if not found:
        return None
    return Located(is_exact, weight / (total + 1e-9), (min(f for f, _ in found), max(e for _, e in found)))


def _best_window(piece: _Piece, index: Index, at: int, high: int, seed: Seed) -> tuple[int, int]:
    """The stretch of the stream from `at` on in which a piece most likely stands."""
    near = [s for s in piece.seeds if s.passage == seed.passage and s.stream[1] > at]
    if near:
        best = max(near, key=lambda s: (s.votes, -s.stream[0]))
        return best.stream[0] - best.run[0], best.stream[1] + len(piece.words) - best.run[1]
    ahead = index.stream[at:high]
    if len(piece.words) < len(ahead):
        places = [k for k in range(len(ahead) - len(piece.words) + 1) if ahead[k : k + len(piece.words)] == piece.stems]
        if places:
            return at + places[0], at + places[0] + len(piece.words)
    return max(at, seed.stream[0]), min(high, max(seed.stream[1], at + len(piece.words)))


def _find_whole(piece: _Piece, low: int, high: int, index: Index) -> list[tuple[int, int]]:
    """The piece opposite the first stretch between `low` and `high` that has its very words; empty without one.

    An alignment may choose the first of two equal words: `an average. An average never lost`.
    """
    size, norms = len(piece.words), [w.norm for w in piece.words]
    for first in range(low, high - size + 1):
        if index.stream[first : first + size] == piece.stems and index.norms_at(first, size) == norms:
            return [(k, first + k) for k in range(size)]
    return []


def _find_broken(piece: _Piece, passage: int, low: int, index: Index) -> list[tuple[int, int]]:
    """The piece opposite a speech of a passage, from `low` on, into which the material puts `he said`; empty without one."""
    reading, norms, start = index.readings[passage], [spell_alike(w.norm) for w in piece.words], index.starts[passage]
    speeches: dict[int, list[list[int]]] = {}
    for quoted in reading.quoted if len(norms) > _FEWEST_BROKEN else ():
        if not quoted.depth:
            speeches.setdefault(quoted.group, []).append(list(range(*reading.word_range(quoted.span))))
    for halves in speeches.values():
        places = [at for half in halves for at in half if start + at >= low] if len(halves) > 1 else []
        said = [spell_alike(reading.words[at].norm) for at in places]
        for first in range(len(said) - len(norms) + 1):
            if said[first : first + len(norms)] == norms:
                return [(k, start + places[first + k]) for k in range(len(norms))]
    return []


def _edges(
    pairs: Sequence[tuple[int, int]], stems: list[str], within: tuple[int, int], index: Index
) -> tuple[int, int]:
    """The stretch of the stream opposite the whole piece: words at its ends that differ are counted, moved ones found.

    `dogs gone mad` is opposite `mad dogs`, not `gone mad`.
    """
    (a, first), (b, last) = pairs[0], pairs[-1]
    low, high = max(within[0], first - a), min(within[1], last + len(stems) - b)
    before, after = max(within[0], low - _MOVED), min(within[1], high + _MOVED)
    aligned = {at for at, _ in pairs}
    moved = {stem for at, stem in enumerate(stems) if at not in aligned and stem not in STOP_STEMS}
    firsts = [at for at in range(before, low) if index.stream[at] in moved]
    lasts = [at + 1 for at in range(high, after) if index.stream[at] in moved]
    return min([low, *firsts]), max([high, *lasts])


def _weight(stem: str, index: Index) -> float:
    return 0.3 if stem in STOP_STEMS else min(index.rarity(stem) / 0.85, 1.0)


def _same_words(one: list[str], other: list[str], index: Index) -> bool:
    """Whether two runs of words differ in nothing but hyphens, one-letter typing slips, and British for American spelling."""
    if "".join(one) == "".join(other):
        return True
    return len(one) == len(other) and all(
        a == b or spell_alike(a) == spell_alike(b) or _is_slip(a, b, index) for a, b in zip(one, other, strict=True)
    )


def _is_slip(one: str, other: str, index: Index) -> bool:
    """One letter wrong in a word that is no other word: a slip of the writer's pen, or of the material's."""
    if min(len(one), len(other)) < _SLIP_LETTERS or one.isdigit() or other.isdigit():
        return False
    is_near = DamerauLevenshtein.distance(one, other, score_cutoff=1) <= 1
    return is_near and not (_is_word(one, index) and _is_word(other, index))


def _is_word(norm: str, index: Index) -> bool:
    return norm in STOP_NORMS or stem(norm) in synonyms() or index.lexicon.counts.get(stem(norm), 0) > 1
