"""Essays made to look better than they are: what the gate catches, and how many honest essays it stops: `make bench-gaming`.

Essays are those of ASAP (2012) and ASAP 2.0, graded by the rubric `holistic-6`, whose own rule gives the scores; tricks stand
in `perturbations.py`. A made essay counts as caught when it is at least half a level lower than its original on the mean of
the rubric's criteria, when the gate names it, or when a reason for review says what is odd about it (that levels are
close to each other is no such reason). How many honest essays have such a reason, too, is printed beside it. The same is
told once fifty essays of a prompt were scored by hand; a suggestion that its standard withholds counts, and the share of
honest essays that is withheld, too, stands beside it. And it is told for an essay among 24 honest ones of its prompt, with
which it is compared as in a class. The tables of word order and sentence order, and the standards, are learned from essays
that are not used here (`--write` ships the tables).
"""

import argparse
import json
import random
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from grader import __version__
from grader.documents import read_essay
from grader.evidence.examination import examine
from grader.evidence.index import index_of
from grader.evidence.lexicon import STOP_NORMS
from grader.model import Contest, Essay, Level, Rubric
from grader.pipeline import grade
from grader.report import Report
from grader.scoring.calibration import learn, prepare
from grader.scoring.doubt import steps_of_level
from grader.scoring.gate import find_oddities
from grader.scoring.measured import Measured
from grader.scoring.model_file import StoredModel, identify
from grader.scoring.review import CLOSE
from grader.scoring.wording import hash_wording
from grader.text.reading import Reading
from tests.benchmarks.class_order import Classroom, learn_class_order
from tests.benchmarks.copying import find_interval
from tests.benchmarks.perturbations import TRICKS, Victim, find_long_words
from tests.benchmarks.scores_data import ROOT, Corpus, data_folder, load_corpora, make_contest, measure_corpus
from tests.benchmarks.sentence_order import learn_places, learn_sentence_order

SMALL_WORDS = 80
LEAST, MOST = -30, 30  # tenths of a nat
REQUIRED = {"caught": 0.95, "stopped": 0.02}
HALF_A_LEVEL = 0.5
SCORED = 50  # essays of each prompt
LEARNED = 600  # essays of each prompt
GOOD_STYLE = 20  # of the best essays of another prompt one is handed in
CARD = {
    "learned_from": "half of the essays of ASAP (2012), prompts 1, 3, 4 and 7, and of ASAP 2.0, by a hash of their ids",
    "licence": "counts and coefficients only, Apache-2.0; no text of the essays is contained",
    "limits": "English prose",
    "grader": __version__,
    "command": "make bench-gaming ARGS=--write",
}


def is_learned_from(corpus: Corpus, essay: str) -> bool:
    """Half of the essays, always the same."""
    return zlib.crc32(f"{corpus.name}/{essay}".encode()) % 2 == 0


def read(text: str, contest: Contest | None = None) -> Reading:
    essay = to_essay(text)
    return Reading(essay, index_of(contest).known_names if contest else frozenset())


def to_essay(text: str) -> Essay:
    return read_essay(text.encode("utf-8", "surrogatepass"), "essay.txt", "essay")


def choose(corpora: Iterable[Corpus], number: int, *, learned: bool) -> Iterator[tuple[Corpus, str]]:
    """So many essays of each corpus, spread over it."""
    for corpus in corpora:
        own = [
            text
            for name, text in zip(corpus.ids, corpus.texts, strict=True)
            if is_learned_from(corpus, name) is learned
        ]
        step = max(1, len(own) // number)
        for text in own[::step][:number]:
            yield corpus, text


def learn_word_order(readings: Sequence[Reading]) -> dict[str, object]:
    """How much each small word draws each next one, in tenths of a nat."""
    runs = [[w.norm for w in r.words[s.first : s.last]] for r in readings for s in r.sentences]
    small = [w for w, _ in Counter(w for run in runs for w in run if w in STOP_NORMS).most_common(SMALL_WORDS)]
    numbers = {word: k for k, word in enumerate(small, 1)}
    counts = np.full((len(small) + 1, len(small) + 1), 0.5)
    for run in runs:
        coded = [numbers.get(word, 0) for word in run]
        np.add.at(counts, (coded[:-1], coded[1:]), 1)
    shares = counts / counts.sum()
    drawn = np.log(shares / (shares.sum(1, keepdims=True) * shares.sum(0, keepdims=True)))
    tenths = np.clip(np.rint(drawn * 10), LEAST, MOST).astype(int).tolist()
    return {
        "card": {"what": "pointwise mutual information of neighbouring small words", **CARD},
        "small_words": small,
        "tenths": tenths,
    }


def write(corpora: Sequence[Corpus], number: int) -> None:
    """Learns both tables and ships them."""
    essays = [(corpus.name, read(text)) for corpus, text in choose(corpora, number, learned=True)]
    readings, models = [reading for _, reading in essays], ROOT / "grader" / "scoring" / "models"
    places: dict[str, object] = {
        "card": {"what": "ridge regressions of the places of sentences on common words", **CARD}
    }
    order: dict[str, object] = {"card": {"what": "logistic regression that tells shuffled sentences", **CARD}}
    beside: dict[str, object] = {"card": {"what": "the same beside the other essays of a class", **CARD}}
    for path, table in (
        (ROOT / "grader" / "text" / "word_order.json", learn_word_order(readings)),
        (models / "sentence_places.json", places | {"words": learn_places(essays)}),
        (models / "sentence_order.json", order | learn_sentence_order(essays)),
        (models / "class_order.json", beside | learn_class_order(essays)),
    ):
        text = json.dumps(table, indent=1).replace("\n   ", " ").replace("\n  ]", " ]")
        path.write_text(text + "\n", encoding="utf-8", newline="\n")
        print(f"written: {path.relative_to(ROOT)}, from {len(readings)} essays")


@dataclass(frozen=True)
class Outcome:
    """What the grader says of a text.

    Attributes:
        level: mean level of the criteria, from 0.
        oddities: what the gate says.
        is_told: a reason for review, the gate's or another one, says what is odd about the text.
        is_unlike: its class says that it is unlike the others.
    """

    level: float
    oddities: tuple[str, ...]
    is_told: bool
    is_unlike: bool = False


def name_oddities(text: str, contest: Contest) -> list[str]:
    """What the gate says of a text."""
    reading = read(text, contest)
    return find_oddities(reading, contest, examine(reading, contest))


def look(text: str, contest: Contest, model: StoredModel | None = None) -> Outcome:
    report = grade(to_essay(text), contest, model=model)
    oddities = name_oddities(text, contest)
    told = [reason for reason in report.review.reasons if reason != CLOSE]
    return Outcome(_find_level(report, contest), tuple(oddities), bool(told))


def learn_standard(corpus: Corpus, size: int) -> tuple[Contest, StoredModel]:
    """The contest of a prompt with its own scale, and what was learned from some of its essays and their hand scores."""
    contest = make_contest(corpus.question, corpus.source)
    scale = [float(points) for points in range(corpus.low, corpus.high + 1)]
    cuts = tuple((np.arange(1, len(scale)) / len(scale)).tolist())
    levels = tuple(Level(f"{points:g}", points) for points in scale)
    rubric = Rubric("own", "Own", (replace(contest.rubric.criteria[0], levels=levels, cuts=cuts),))
    places = [k for k, name in enumerate(corpus.ids) if is_learned_from(corpus, name)]
    chosen = np.random.default_rng(0).permutation(places)[:size]
    values = measure_corpus(corpus)
    essays = [Measured(corpus.ids[k], str(k), values[k], hash_wording(corpus.texts[k])) for k in chosen]
    points = {"total": {corpus.ids[k]: float(corpus.scores[k]) for k in chosen}}
    model = learn(prepare(essays, points, rubric), contest.id)
    if model is None:
        raise ValueError(f"{corpus.name}: too few essays")
    return replace(contest, rubric=rubric), StoredModel(identify(model), model)


def _find_level(report: Report, contest: Contest) -> float:
    """The mean level of the criteria; a fine scale's steps are parts of a level."""
    steps = {c.id: [level.points for level in c.levels] for c in contest.rubric.criteria}
    levels = [
        steps[s.criterion].index(s.points) / steps_of_level(len(steps[s.criterion]))
        for s in report.scores
        if s.points is not None
    ]
    return float(np.mean(levels)) if levels else 0.0


def is_caught(made: Outcome, honest: Outcome) -> bool:
    return made.level <= honest.level - HALF_A_LEVEL or made.is_told


def make_victim(
    corpus: Corpus, text: str, corpora: Sequence[Corpus], words: tuple[str, ...], chance: random.Random
) -> Victim:
    contest = make_contest(corpus.question, corpus.source)
    others = [c for c in corpora if c is not corpus and c.name.split("/")[0] == corpus.name.split("/")[0]]
    other = chance.choice(others)
    best = np.argsort(-other.scores, kind="stable")[:GOOD_STYLE]
    return Victim(
        text,
        corpus.question,
        tuple(passage.text for source in contest.sources for passage in source.passages),
        tuple(item.statement for item in contest.key.items),
        other.texts[int(chance.choice(best.tolist()))],
        words,
    )


def share(hits: Sequence[bool]) -> str:
    """A share with its 95 % interval (Wilson, 1927) and the number of cases."""
    low, high = find_interval(sum(hits), len(hits))
    return f"{sum(hits) / len(hits):.3f} [{low:.2f}, {high:.2f}] n = {len(hits)}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="learn the tables of order first and ship them")
    options.add_argument("--essays", type=int, default=12, help="essays of each prompt to make others of")
    options.add_argument("--honest", type=int, default=200, help="essays of each prompt that are looked at as they are")
    asked = options.parse_args()
    folder = data_folder()
    if folder is None:
        print("skipped: set GRADER_BENCH_DATA to the folder of the data")
        return
    corpora = load_corpora(folder)
    if asked.write:
        write(corpora, LEARNED)
    rooms = {
        corpus.name: Classroom([text for _, text in choose([corpus], asked.honest, learned=False)])
        for corpus in corpora
    }
    measure_honest(corpora, rooms, asked.honest)
    measure_made(corpora, rooms, asked.essays)
    measure_made(corpora, rooms, asked.essays, scored=SCORED)


def measure_honest(corpora: Sequence[Corpus], rooms: Mapping[str, Classroom], number: int) -> None:
    """How many essays as they are the gate stops, and for what; and how many beside their class."""
    told, beside = list[list[str]](), list[bool]()
    for corpus, text in choose(corpora, number, learned=False):
        told.append(name_oddities(text, make_contest(corpus.question, corpus.source)))
        beside.append(bool(told[-1]) or rooms[corpus.name].find_reasons(text, text))
    print(f"required: {REQUIRED}")
    print(f"{'honest essays that the gate stops':<34} {share([bool(one) for one in told])}")
    print(f"{'... in a class':<34} {share(beside)}")
    for reason, times in Counter(reason for one in told for reason in one).most_common():
        print(f"    {times:>3}  {reason}")


def measure_made(corpora: Sequence[Corpus], rooms: Mapping[str, Classroom], number: int, scored: int = 0) -> None:
    """How many made essays are caught, by trick; with a standard learned from some essays, or by the rubric's own rule."""
    words = find_long_words([text for corpus in corpora for text in corpus.texts[:GOOD_STYLE]])
    seen: dict[str, list[tuple[Outcome, Outcome]]] = {trick: [] for trick in TRICKS}
    honest_told = []
    for corpus in corpora:
        contest, model = (
            learn_standard(corpus, scored) if scored else (make_contest(corpus.question, corpus.source), None)
        )
        for _, text in choose([corpus], number, learned=False):
            chance = random.Random(zlib.crc32(text.encode("utf-8", "surrogatepass")))  # noqa: S311 - not for secrets
            victim, honest = make_victim(corpus, text, corpora, words, chance), look(text, contest, model)
            honest_told.append(honest.is_told)
            for trick, change in TRICKS.items():
                made = change(victim, chance)
                if made is not None:
                    outcome = look(made, contest, model)
                    seen[trick].append(
                        (replace(outcome, is_unlike=rooms[corpus.name].find_reasons(made, text)), honest)
                    )
    print(f"scored by hand: {scored or 'none'}")
    print_made(seen)
    print(f"{'honest essays with such a reason':<34} {share(honest_told)}")


def print_made(seen: dict[str, list[tuple[Outcome, Outcome]]]) -> None:
    """What became of made essays, each beside its honest original."""
    for trick, pairs in seen.items():
        ways = {
            "lower": [made.level <= honest.level - HALF_A_LEVEL for made, honest in pairs],
            "named": [bool(made.oddities) for made, _ in pairs],
            "told": [made.is_told for made, _ in pairs],
            "unlike": [made.is_unlike for made, _ in pairs],
        }
        told = ", ".join(f"{way} {sum(hits) / max(1, len(hits)):.2f}" for way, hits in ways.items())
        print(f"{trick:<34} {share([is_caught(*pair) for pair in pairs]) if pairs else 'no case'}   {told}")
    every = [pair for pairs in seen.values() for pair in pairs]
    print(f"{'all made essays':<34} {share([is_caught(*pair) for pair in every])}")
    print(f"{'... in a class':<34} {share([is_caught(*pair) or pair[0].is_unlike for pair in every])}")


if __name__ == "__main__":
    main()
