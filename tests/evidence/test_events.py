"""How much of the essay and of the material the comparison of events looks at."""

from grader.evidence.events import Events
from grader.evidence.index import index_of, known_stems
from tests.evidence.making import read

SOURCE = "In 1902 the council dismissed the keeper Tom Hill, because the lamp had gone out twice in a storm."


def read_events(text):
    reading, contest, _ = read(text, SOURCE)
    return Events(reading, index_of(contest))


def test_an_endless_sentence_gives_each_clause_a_bounded_neighbourhood():
    words = [f"w{'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvxyz'[n // 100 % 5]}" for n in range(500)]
    text = "; ".join(f"{one} in 1902" for one in words)
    events = read_events(text)
    sizes = {len(events.clause_at(0, text.index(one)).around) for one in words[::50]}
    assert max(sizes) <= 300


def test_one_sentence_is_measured_as_among_all():
    events = read_events("The keeper was dismissed by the council in 1902.")
    clause = events.clause_at(0, 5)
    assert clause.own == ("keeper", "dismiss", "council")
    for likeness in events.likenesses(clause, frozenset()):
        assert events.most_held(clause, [likeness.sentence]) == likeness.share > 0


def test_left_out_names_count_neither_way():
    events = read_events("Tom Hill was dismissed in 1902.")
    clause = events.clause_at(0, 0)
    name = " ".join(known_stems(events.reading, events.index)[:2])
    (likeness,) = events.likenesses(clause, frozenset(), without=name)
    assert likeness.names == 0
    assert events.most_held(clause, [likeness.sentence], name) == likeness.share
