"""Memories that do not grow without end."""

from grader.text import memory
from grader.text.memory import Memory


def test_what_was_entered_is_found():
    held = Memory[str, int]()
    held["one"] = 1
    assert held == {"one": 1}


def test_a_memory_never_holds_more_than_so_many(monkeypatch):
    monkeypatch.setattr(memory, "MOST", 3)
    held = Memory[int, int]()
    for number in range(10):
        held[number] = number
        assert held[number] == number
        assert len(held) <= 3
