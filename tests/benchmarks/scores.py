"""Learned scores against teachers' scores of school essays: `make bench-scores`; `ARGS=--write` ships the prior again.

Needs GRADER_BENCH_DATA (asap1, asap2). Protocols: ASAP prompts 1, 3, 4, 7 in the five usual folds (learned from training and
development essays, judged on the test essays), ASAP 2.0 in its four folds, a standard a prompt; from few essays the mean of
twenty draws by chance, judged on the rest of the prompt, which counts as the unscored class; the prior never knows the prompt
that is judged. Beside every figure stands that of length alone. `ARGS=--ablation` prints what each part brings,
`ARGS=--suggest` whether proposed essays teach more than others, `ARGS=--unscored` what is told before any hand score.
"""

import argparse
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from threadpoolctl import threadpool_limits

from grader.model import CheckUse, Criterion, Level, Rubric
from grader.scoring.calibration import learn, prepare
from grader.scoring.measured import Measured
from grader.scoring.model_file import StoredModel, dump_model, identify
from grader.scoring.moves import find_moves
from grader.scoring.prior import shipped_prior
from grader.scoring.wording import hash_wording
from tests.benchmarks.scores_ablation import print_ablation
from tests.benchmarks.scores_data import Corpus, data_folder, load_corpora, make_contest, measure_corpus, read_table
from tests.benchmarks.scores_prior import prior_without, write_prior
from tests.benchmarks.scores_protocols import (
    Judged,
    Task,
    agree,
    describe_ranges,
    describe_release,
    join,
    judge_draws,
    judge_folds,
    judge_length,
    judge_none,
    mean_of,
)
from tests.benchmarks.scores_suggest import print_suggest
from tests.benchmarks.scores_unscored import print_unscored

TRAITS = {"asap1/1": (1, 6), "asap1/3": (0, 3), "asap1/4": (0, 3)}
FEW = (20, 50)


def two_humans(corpus: Corpus) -> float | None:
    """QWK of the two raters; none where only one is known."""
    return None if corpus.raters is None else agree(corpus.raters[:, 0], corpus.raters[:, 1])


def show(value: float | None) -> str:
    return "    –" if value is None else f"{value:5.3f}"


def print_table(
    tasks: Mapping[str, Task], results: Mapping[str, Mapping[str, Judged]], lengths: Mapping[str, float]
) -> None:
    """Agreement prompt by prompt."""
    print("QWK, 95 % interval of the pooled folds in brackets")
    print("prompt      essays  folds  interval         length  2 humans  no scores  20 essays  50 essays")
    for name, task in tasks.items():
        by = {how: results[how][name].qwk() for how in results}
        low, high = results["folds"][name].interval()
        line = f"{name:<10} {len(task.corpus.scores):6}  {by['folds']:5.3f}  [{low:5.3f}, {high:5.3f}]  "
        line += f"{lengths[name]:6.3f}  {show(two_humans(task.corpus)):>8}"
        print(line + "".join(f"  {by[how]:9.3f}" for how in ("none", *map(str, FEW))))


def print_targets(results: Mapping[str, Mapping[str, Judged]], lengths: Mapping[str, float]) -> None:
    """The figures of the project's goals."""
    for corpus, wanted in (
        ("asap1", (("folds", 0.80), ("20", 0.71), ("50", 0.75), ("none", 0.63))),
        ("asap2", (("folds", 0.76), ("20", None), ("50", None), ("none", None))),
    ):
        alone = mean([value for name, value in lengths.items() if name.startswith(corpus)])
        print(f"\n{corpus}, mean of prompts (length alone in the folds {alone:.3f})")
        for how, required in wanted:
            own = {name: one for name, one in results[how].items() if name.startswith(corpus)}
            print(f"  {how:<6} {mean_of(own):.3f}" + (f"  required {required:.2f}" if required else ""))
    pooled = [one for name, one in results["folds"].items() if name.startswith("asap2")]
    print(f"  folds, all four prompts together: {pool(pooled).qwk():.3f}")


def mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def pool(judged: Sequence[Judged]) -> Judged:
    return join(judged)


def print_ranges(results: Mapping[str, Mapping[str, Judged]]) -> None:
    """Likely ranges, and what is left without a person's look."""
    print(
        "\nlikely ranges (nominal .90) and suggestions not sent to review; a level is one step, or a fifth of a finer scale"
    )
    print("prompt      scores  held   half width  of scale  released  adjacent  two levels off")
    for how in ("folds", *map(str, FEW)):
        every: list[tuple[float, ...]] = []
        for name, one in results[how].items():
            held, half, share = describe_ranges(one)
            released, adjacent, gross = describe_release(one)
            every.append(
                (held, share, released * len(one.human), adjacent * released * len(one.human), gross, len(one.human))
            )
            line = f"{name:<10} {how:>7}  {held:.3f}  {half:10.2f}  {share:8.3f}  {released:8.3f}  {adjacent:8.3f}  {gross:6}"
            print(f"{line} of {round(released * len(one.human))}")
        table = np.array(every)
        kept, right, gross_all, size = table[:, 2].sum(), table[:, 3].sum(), table[:, 4].sum(), table[:, 5].sum()
        print(
            f"all        {how:>7}  {table[:, 0].mean():.3f}  {'':>10}  {table[:, 1].mean():8.3f}  {kept / size:8.3f}  "
            f"{right / kept:8.3f}  {gross_all:6.0f} of {kept:.0f}"
        )


def print_traits(tasks: Mapping[str, Task]) -> None:
    """ASAP++ traits in the usual folds."""
    folder = data_folder()
    if folder is None:
        return
    rows = {row["essay_id"]: row for row in read_table(folder / "asap1" / "traits.csv")}
    names = (
        "content",
        "organization",
        "word_choice",
        "sentence_fluency",
        "conventions",
        "prompt_adherence",
        "language",
        "narrativity",
    )
    print("\nASAP++ traits, QWK in the usual folds")
    every = []
    for name, (low, high) in TRAITS.items():
        task = tasks[name]
        given = [rows.get(essay, {}) for essay in task.corpus.ids]
        found = {}
        for trait in names:
            kept = np.array([k for k, row in enumerate(given) if row.get(trait)])
            if len(kept) < len(given) / 2:
                continue
            scores = np.array([round(float(given[k][trait])) for k in kept])
            corpus = replace(
                task.corpus,
                ids=tuple(task.corpus.ids[k] for k in kept),
                scores=scores,
                low=low,
                high=high,
                texts=tuple(task.corpus.texts[k] for k in kept),
            )
            found[trait] = judge_folds(task.of(corpus, kept), folder).qwk()
        every.append(mean(list(found.values())))
        print(f"  {name}: " + ", ".join(f"{trait} {value:.3f}" for trait, value in found.items()))
    print(f"  mean of prompts {mean(every):.3f}")


def print_speed(task: Task) -> None:
    """Learning from a thousand essays, and scoring one."""
    rubric = Rubric(
        "r", "R", (Criterion("c", "C", "", (), tuple(Level(str(p), p) for p in task.scale), (CheckUse("length"),)),)
    )
    size = min(1000, len(task.corpus.scores))
    essays = [Measured(task.corpus.ids[k], str(k), task.values[k], task.wordings[k]) for k in range(size)]
    points = {"total": {task.corpus.ids[k]: float(task.corpus.scores[k]) for k in range(size)}}
    begun = time.perf_counter()
    model = learn(prepare(essays, points, rubric), "speed")
    learned = time.perf_counter() - begun
    assert model is not None
    stored = StoredModel(identify(model), model)
    contest, begun = make_contest(task.corpus.question, task.corpus.source), time.perf_counter()
    for k in range(100):
        one = Measured("x", "x", task.values[k], hash_wording(task.corpus.texts[k]))
        stored.model.judge([one])
        row = model.standard.apply(one.values[None, :])[0]
        find_moves(model.columns[0], row, one.wording, shipped_prior())
    print(f"\nlearning from {size} measured essays, agreement of unseen ones included: {learned:.1f} s")
    print(f"placing and explaining one measured essay: {10 * (time.perf_counter() - begun):.1f} ms; {contest.id}")
    print(f"the model's file: {len(dump_model(model)) / 1e6:.1f} MB")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="learn the shipped prior again")
    options.add_argument("--ablation", action="store_true", help="print what each part brings, and other learners")
    options.add_argument("--suggest", action="store_true", help="print what proposed essays teach, against chance")
    options.add_argument("--unscored", action="store_true", help="print what is told before any hand score")
    options.add_argument("--workers", type=int, default=1, help="processes that measure essays")
    args = options.parse_args()
    folder = data_folder()
    if folder is None:
        print("skipped: set GRADER_BENCH_DATA to a folder that holds asap1 and asap2")
        return
    threadpool_limits(int(os.environ.get("OMP_NUM_THREADS", "1")))
    corpora = load_corpora(folder)
    measured = {corpus.name: measure_corpus(corpus, args.workers) for corpus in corpora}
    tasks = {c.name: Task(c, measured[c.name], prior_without(c, corpora, measured)) for c in corpora}
    if args.ablation:
        print_ablation({name: task for name, task in tasks.items() if name.startswith("asap1")}, folder)
        return
    if args.unscored:
        print_unscored(tasks)
        return
    if args.suggest:
        print_suggest(tasks)
        return
    results = {"folds": {name: judge_folds(task, folder) for name, task in tasks.items()}}
    results["none"] = {name: judge_none(task) for name, task in tasks.items()}
    results |= {str(size): {name: judge_draws(task, size) for name, task in tasks.items()} for size in FEW}
    lengths = {name: judge_length(task, folder) for name, task in tasks.items()}
    print_table(tasks, results, lengths)
    print_targets(results, lengths)
    print_ranges(results)
    print_traits(tasks)
    print_speed(tasks["asap1/1"])
    if args.write:
        figures = {how: {n: round(j.qwk(), 3) for n, j in results[how].items()} for how in ("none", "20", "50")}
        write_prior(corpora, measured, figures)


if __name__ == "__main__":
    main()
