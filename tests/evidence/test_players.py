"""Where the material has a name in the part of one of the essay's."""

from grader.evidence.index import Index
from grader.evidence.name_frames import Frame
from grader.evidence.players import find_actors, find_gatherings, find_scenes
from grader.evidence.sentence_sets import list_numbers
from tests.evidence.differing import make_events

SOURCE = (
    "Clara Venn repaired the harbour clock in a single night. Edda Holm painted the lighthouse door. "
    "The ferry burned near Port Ilsa in the fog. Clara Venn and Edda Holm sailed home."
)


def _read(text: str, name: str) -> tuple[Frame, list[str], Index]:
    events = make_events(text, SOURCE)
    reading, index = events.reading, events.index
    start = text.index(name)
    span = (start, start + len(name))
    frame = Frame(span, reading, (0, len(text)), index)
    texts = [index.passages[s.passage].text[slice(*s.span)] for s in index.sentences]
    return frame, texts, index


def test_a_person_who_does_the_same_is_found():
    frame, texts, index = _read("Edda Holm repaired the harbour clock.", "Edda Holm")
    assert {texts[n].split(" in ")[0] for n in list_numbers(find_actors(frame, index))} == {
        "Clara Venn repaired the harbour clock"
    }


def test_a_person_who_does_something_else_is_not():
    frame, _, index = _read("Edda Holm admired nothing.", "Edda Holm")
    assert find_actors(frame, index) == 0


def test_a_place_where_the_same_happens_is_found():
    frame, texts, index = _read("The ferry burned near Torm.", "Torm")
    assert [texts[n] for n in list_numbers(find_scenes(frame, 2, index))] == [
        "The ferry burned near Port Ilsa in the fog."
    ]


def test_sentences_that_name_all_of_a_list_are_found():
    _, texts, index = _read("Nobody came.", "Nobody")
    people = [index.roster.resolve(name) for name in ("Clara Venn", "Edda Holm")]
    assert [texts[n].split()[-1] for n in list_numbers(find_gatherings(people, index))] == ["home."]
    assert find_gatherings([people[0], None], index) == 0
