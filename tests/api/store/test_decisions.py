"""Decisions: appended, and the last word wins."""

from api.store.decisions import Standing, sum_up
from api.store.tables import Decision


def said(*rows):
    return [Decision(kind=kind, subject=subject, points=points, text=text) for kind, subject, points, text in rows]


def test_without_decisions_nothing_is_decided():
    assert sum_up([]) == Standing()


def test_the_last_word_wins():
    rows = [("level", "thesis", 3.0, ""), ("level", "thesis", 4.0, ""), ("level", "evidence", 2.0, "")]
    assert sum_up(said(*rows)).points == {"thesis": 4.0, "evidence": 2.0}


def test_a_level_can_be_taken_back():
    assert sum_up(said(("level", "thesis", 3.0, ""), ("level", "thesis", None, ""))).points == {}


def test_comments_findings_and_release():
    rows = [
        ("comment", "thesis", None, "Good."),
        ("comment", "", None, "Come and see me."),
        ("comment", "", None, ""),
        ("hide", "f3", None, ""),
        ("hide", "f4", None, ""),
        ("show", "f3", None, ""),
        ("release", "", None, ""),
    ]
    standing = sum_up(said(*rows))
    assert standing.comments == {"thesis": "Good."}
    assert standing.hidden == {"f4"}
    assert standing.is_released
    assert not sum_up(said(*rows, ("withdraw", "", None, ""))).is_released
