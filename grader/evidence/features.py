"""Named features of every pair of essay sentence and evidence item.

Each feature answers one question about the pair; `FEATURES` lists them in the order of the array's last axis. They
combine agreement of words, names, dates and quantities with competition between items and between sentences, after the
labelled experiments described in the README.
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from grader.evidence.competition import weigh_rivals
from grader.evidence.idioms import find_meanings
from grader.evidence.index import Index, content_stems, index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.evidence.nearness import Homes, arrange_homes, compare_passages, lead_passages
from grader.evidence.profiles import Floats
from grader.evidence.tables import Table, table_of
from grader.evidence.weights import weights_of
from grader.model import Contest
from grader.text.dates import DateMention, compatible
from grader.text.quantities import Quantity, agree
from grader.text.reading import Reading

FEATURES = (
    "statement_words",  # share of the statement's content words (weighted by rarity) that the sentence says
    "same_words",  # the same, counting only the very same stems
    "statement_names",  # share of the statement's names, names meant by pronouns included
    "support_words",  # share of the supporting sentences' other words
    "sentence_from_statement",  # share of the sentence that the statement explains
    "sentence_from_support",  # share that statement and supporting sentences explain
    "sentence_from_passage",  # share that the item's passage explains
    "rarest_word",  # rarity of the rarest word they share
    "three_rarest",  # sum of the three rarest
    "all_shared",  # sum over all shared words and names
    "dates_agree",  # a date of the sentence can be one of the item's
    "dates_differ",  # both have years and none agrees
    "quantities_agree",
    "statement_pairs",  # neighbouring words that are neighbours in the statement, too
    "support_pairs",
    "next_sentence_adds",  # what the following sentence would add to statement_words
    "previous_sentence_adds",
    "quoted_from_support",  # the sentence quotes or copies the supporting sentences
    "quoted_from_passage",
    "beats_items",  # how far the item leads the sentence's next best item
    "beats_sentences",  # how far the sentence leads the item's next best sentence
    "distinct_words",  # share of the statement that the sentence says and its best other item does not explain
    "telling_words",  # share of the statement's words, weighted by how few items of the key have them
    "neighbours_from_passage",  # the most that the item's passage explains of a neighbouring sentence
    "beats_passages",  # how far the item's passages lead all others in likeness to the sentence
    "words_and_names",  # statement_words times statement_names
    "names_elsewhere",  # rarity of names in the sentence that neither statement nor support has
    "plain_words",  # share of the sentence that is small words: low in lists of keywords
    "length",  # logarithm of the number of content words
)
_IDIOM_STRENGTH = 0.8
_EARLIER_NAMES = ((1, 0.6), (2, 0.4))
_PRONOUN_WORDS = """
he him his she her they them their this these those it its that latter former both who two three
"""
_PRONOUNS = frozenset(_PRONOUN_WORDS.split())


class SentenceArrays:
    """The sentences of an essay over the vocabulary of a table.

    Attributes:
        stems: for each sentence the known stems of its content words, in order.
        held: n × (T + 1): how well each sentence says each stem, 0 to 1.
        meant: the same, with the names that its pronouns may mean.
        own: n × (T + 1): 1 where the very stem stands there.
        weight: total rarity of each sentence's distinct stems.
        length: logarithm of the number of each sentence's stems.
    """

    def __init__(self, reading: Reading, table: Table, index: Index) -> None:
        columns, width = table.vocabulary.columns, len(table.rarities)
        content = content_stems(reading, index)
        self.stems: list[list[str]] = []
        self.has_pronoun: list[bool] = []
        distinct: list[dict[str, None]] = []
        meanings: list[list[str]] = []
        own, plain, weight = list[int](), [], []
        for number, sentence in enumerate(reading.segments):
            run = reading.stems[sentence.first : sentence.last]
            stems = [stem for stem in content[sentence.first : sentence.last] if stem is not None]
            once = dict.fromkeys(stems)
            own += [number * width + column for column in map(columns.get, once) if column is not None]
            norms = reading.norms[sentence.first : sentence.last]
            self.stems.append(stems)
            self.has_pronoun.append(not _PRONOUNS.isdisjoint(norms))
            distinct.append(once)
            meanings.append([index.lexicon.known(stem, stem) for stem in find_meanings(run)])
            plain.append(sum(map(STOP_NORMS.__contains__, norms)) / len(run))
            weight.append(index.sum_rarities(once) + 1e-6)
        self.held = table.vocabulary.hold(distinct, width)
        table.vocabulary.add(meanings, self.held, _IDIOM_STRENGTH)
        cells = np.array(own, dtype=np.intp)
        self.own = np.zeros(self.held.shape, dtype=np.float32)
        self.own.reshape(-1)[cells] = 1
        self.plain = np.array(plain, dtype=np.float32)
        self.weight = np.array(weight, dtype=np.float32)
        self.length = np.log1p([len(stems) for stems in self.stems]).astype(np.float32)
        rows, terms = np.divmod(cells, width)
        is_name = table.is_name[terms]
        self.meant = self._with_names(rows[is_name], terms[is_name])

    def _with_names(self, rows: NDArray[np.intp], names: NDArray[np.intp]) -> Floats:
        """Names of the sentences before, given by row and column, stand more weakly where a pronoun may mean them."""
        meant, has_pronoun = self.held.copy(), np.array([*self.has_pronoun, *[False] * len(_EARLIER_NAMES)])
        for back, strength in _EARLIER_NAMES:
            is_meant = has_pronoun[rows + back]
            cells = rows[is_meant] + back, names[is_meant]
            meant[cells] = np.maximum(meant[cells], np.float32(strength))
        return meant


class _Pairs:
    """The pairs of segment and item that share a term, about a quarter of all: nothing need be summed for the others.

    Args:
        shared: n × I, above 0 where a segment says a term of an item.
        table: the items.

    Attributes:
        rows, items: the numbers of the segments and of the items.
    """

    def __init__(self, shared: Floats, table: Table) -> None:
        self._shape = shared.shape
        self.rows, self.items = shared.nonzero()
        self._cells = self.rows[:, None] * len(table.rarities) + table.terms[self.items]

    def take(self, values: Floats) -> Floats:
        """Of n × (T + 1) values those of each pair's terms, pairs × L."""
        taken: Floats = values.take(self._cells)
        return taken

    def spread(self, values: Floats) -> Floats:
        """A value of each pair as n × I, 0 where nothing is shared."""
        spread = np.zeros(self._shape, dtype=np.float32)
        spread[self.rows, self.items] = values
        return spread


def _date_features(reading: Reading, table: Table) -> tuple[Floats, Floats, Floats]:
    """Whether dates agree, years differ, and quantities agree, each n × I."""
    shape = (len(reading.segments), len(table.profiles))
    agreeing, differing, numbers = (np.zeros(shape, dtype=np.float32) for _ in range(3))
    dated = set[int]()
    for date in reading.dates:
        row = reading.segment_at(date.span[0])
        if row is not None:
            np.maximum(agreeing[row], _date_row(date, table), out=agreeing[row])
            if date.year:
                dated.add(row)
    rows = sorted(dated)
    differing[rows] = table.has_year * (1 - agreeing[rows])
    for quantity in reading.quantities:
        row = reading.segment_at(quantity.span[0])
        if row is not None:
            np.maximum(numbers[row], _quantity_row(quantity, table), out=numbers[row])
    return agreeing, differing, numbers


def _date_row(date: DateMention, table: Table) -> Floats:
    """For each item whether the date can be one of its dates; remembered, since essays name the same dates."""
    key = date[1:]
    row = table.value_rows.get(key)
    if row is None:
        found = [any(compatible(date, other) for other in p.dates) for p in table.profiles]
        row = table.value_rows[key] = np.array(found, dtype=np.float32)
    return row


def _quantity_row(quantity: Quantity, table: Table) -> Floats:
    """For each item whether the quantity agrees with one of its quantities."""
    key = quantity[1:]
    row = table.value_rows.get(key)
    if row is None:
        found = [any(agree(quantity, other) for other in p.quantities) for p in table.profiles]
        row = table.value_rows[key] = np.array(found, dtype=np.float32)
    return row


def _pairs(arrays: SentenceArrays, table: Table) -> tuple[Floats, Floats]:
    """How many neighbouring words are neighbours in the statement and in the support, at most 5, each n × I."""
    rows, items, pairs = len(arrays.stems), len(table.profiles), table.pairs
    cells = [
        (which * rows + row) * items + number
        for row, stems in enumerate(arrays.stems)
        for pair in pairs.keys() & pairwise(stems)
        for which, number in pairs[pair]
    ]
    counts = np.bincount(np.array(cells, dtype=np.intp), minlength=2 * rows * items)
    found: Floats = np.minimum(counts, 5).astype(np.float32).reshape(2, rows, items)
    return found[0], found[1]


@lru_cache(maxsize=4)
def _homes_of(contest: Contest) -> Homes:
    return arrange_homes([p.homes for p in table_of(contest).profiles], len(index_of(contest).passages))


class Comparison(NamedTuple):
    """An essay's segments compared with the items of the key and with the material.

    Attributes:
        features: n segments × I items × F features, in the order of `FEATURES`.
        likeness: n × P: how like each passage of the material each segment is.
    """

    features: Floats
    likeness: Floats


def compare(reading: Reading, contest: Contest, anchors: Floats, deep_anchors: Floats) -> Comparison:
    """Compares every segment of an essay with every item.

    Args:
        reading: the essay.
        contest: the contest, whose items are compared.
        anchors: n × I, 1 where the sentence quotes or copies the item's supporting sentences.
        deep_anchors: n × I, 1 where it quotes or copies the item's passage.
    """
    index, table = index_of(contest), table_of(contest)
    arrays = SentenceArrays(reading, table, index)
    weights = weights_of(contest)
    telling = arrays.held @ weights.telling
    pairs = _Pairs(telling, table)
    held, words, names = pairs.take(arrays.held), weights.words[pairs.items], weights.names
    totals = weights.totals
    shared = held * words
    said = pairs.spread(shared.sum(-1)) / totals.words
    named = np.where(weights.has_names, _sum_terms(arrays.meant, table.terms, names) / totals.names, 0.5)
    all_shared = pairs.spread((held * weights.terms[pairs.items]).sum(-1))
    support = _sum_terms(arrays.held, table.support, weights.support)
    rarest = np.sort(shared, axis=-1)[:, -3:]
    next_adds, previous_adds = _find_added(said, _join_next(arrays.held, said, totals.words, weights.words, table))
    own, weight = arrays.own * weights.columns, arrays.weight[:, None]
    columns = {
        "statement_words": said,
        "same_words": pairs.spread((pairs.take(arrays.own) * words).sum(-1)) / totals.words,
        "statement_names": named,
        "support_words": support / totals.support,
        "sentence_from_statement": all_shared / weight,
        "sentence_from_support": (all_shared + support) / weight,
        "sentence_from_passage": own @ table.in_passage / weight,
        "rarest_word": pairs.spread(rarest[:, -1]),
        "three_rarest": pairs.spread(rarest.sum(-1)),
        "all_shared": all_shared,
        "next_sentence_adds": next_adds,
        "previous_sentence_adds": previous_adds,
        "quoted_from_support": anchors,
        "quoted_from_passage": deep_anchors,
        "telling_words": (telling / totals.telling).astype(np.float32),
        "words_and_names": said * named,
        "names_elsewhere": _names_elsewhere(own, table),
        "plain_words": np.broadcast_to(arrays.plain[:, None], said.shape),
        "length": np.broadcast_to(arrays.length[:, None], said.shape),
    }
    columns["dates_agree"], columns["dates_differ"], columns["quantities_agree"] = _date_features(reading, table)
    columns["statement_pairs"], columns["support_pairs"] = _pairs(arrays, table)
    likeness = compare_passages(arrays.stems, index)
    columns |= weigh_rivals(columns, arrays.held, table, weights)
    columns["beats_passages"] = lead_passages(likeness, _homes_of(contest))
    return Comparison(np.stack([columns[name] for name in FEATURES], axis=-1, dtype=np.float32), likeness)


def _sum_terms(held: Floats, terms: NDArray[np.intp], weights: Floats) -> Floats:
    """N × I: what the terms of each item weigh that each segment says; `terms` and `weights` are I × L."""
    said = held.take(terms, axis=1)
    said *= weights
    summed: Floats = said.sum(-1)
    return summed


def _join_next(held: Floats, said: Floats, total: Floats, words: Floats, table: Table) -> Floats:
    """What each segment but the last says of each statement together with the next one."""
    joined = np.maximum(said[:-1], said[1:])  # right where one of the two says nothing
    rows, items = np.logical_and(said[:-1], said[1:]).nonzero()
    cells = rows[:, None] * held.shape[1] + table.terms[items]
    both = np.maximum(held.take(cells), held[1:].take(cells))
    joined[rows, items] = (both * words[items]).sum(-1) / total[items]
    return joined


def _find_added(said: Floats, joined: Floats) -> tuple[Floats, Floats]:
    """What the next and the previous segment add to what each says; `joined` is what each says with the next one."""
    following, previous = np.zeros_like(said), np.zeros_like(said)
    following[:-1], previous[1:] = joined - said[:-1], joined - said[1:]
    return following, previous


def _names_elsewhere(own: Floats, table: Table) -> Floats:
    elsewhere: Floats = (own * table.is_name) @ table.not_in_support
    return elsewhere
