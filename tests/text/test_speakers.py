import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.model import Part
from grader.text.citations import find_citations
from grader.text.names import find_names
from grader.text.quotations import find_quoted
from grader.text.sentences import find_sentences
from grader.text.speakers import find_speakers
from grader.text.words import find_words


def speakers(text, parts=()):
    sentences = find_sentences(text)
    names = find_names(
        text, find_words(text), sentences, {"weiss", "moller", "adams", "carter", "dora", "pavlova", "beck"}
    )
    citations = find_citations(text, parts)
    return find_speakers(text, find_quoted(text), sentences, names, citations)


def shown(text, parts=()):
    return [(one.text, one.via) if one else None for one in speakers(text, parts)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Weiss says that “mills grind slowly”, but they do.", "Weiss"),
        ("As Weiss writes, “mills grind slowly”.", "Weiss"),
        ("Weiss, on the other hand, says that “mills grind slowly”.", "Weiss"),
        ("Weiss, however, thinks that “mills grind slowly”.", "Weiss"),
        ("“Mills grind slowly”, as Weiss writes.", "Weiss"),
        ("“Mills grind slowly,” wrote Weiss.", "Weiss"),
        ("“Mills grind slowly,” Weiss told the crowd.", "Weiss"),
        ("“Why so slowly?” Weiss asked.", "Weiss"),
        ("Weiss told Moller: “Mills grind slowly.”", "Weiss"),
        ("Weiss stood up and told Moller: “Mills grind slowly.”", "Weiss"),
        ("His secretary Carter said, “Mills grind slowly.”", "Carter"),
        ("Weiss, the author of Moller: A Life (2004), has argued: “Mills grind slowly.”", "Weiss"),
        ("Anna Weiss, the author of Moller (1949) has pointed out: “Mills grind slowly.”", "Anna Weiss"),
        ("The historian, Anna Weiss, has commented: “Mills grind slowly.”", "Anna Weiss"),
        ("Anna Weiss, who never met Moller, recalled: “Mills grind slowly.”", "Anna Weiss"),
        ("Weiss and Moller argue that “mills grind slowly”.", "Weiss and Moller"),
        ("As Weiss and Moller put it, the whole trade “grinds slowly”.", "Weiss and Moller"),
        ("When Weiss came, Moller claimed that “mills grind slowly”.", "Moller"),
        ("Weiss wrote that Moller “was a miller but no baker”.", "Weiss"),
        ("Weiss sent a letter to Moller suggesting: “Grind more slowly, please.”", "Weiss"),
        ("Moller is supposed to have sighed, “Mills grind slowly.”", "Moller"),
        ("Moller went on to say that “mills grind slowly”.", "Moller"),
        ("Weiss quoted Moller as saying: “Mills grind slowly.”", "Moller"),
        ("In 1931 Weiss called the plan “a mill without a river”.", "Weiss"),
        ("It was what Weiss had described as “a mill without a river”.", "Weiss"),
        ("Moller was called “a mill without a river” by Weiss.", "Weiss"),
        ("Moller was told by Weiss that “mills grind slowly”.", "Weiss"),
        ("A farmer told Weiss, “We have no bread at all.”", "A farmer"),
        ("The friends of Weiss said that “mills grind slowly”.", "The friends"),
        ("The sister of Moller wrote: “Mills grind slowly.”", "The sister"),
    ],
)
def test_the_subject_of_a_verb_of_saying_speaks(text, speaker):
    assert shown(text) == [(speaker, "verb")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("According to Anna Weiss, the plan was “a mill without a river”.", ("Anna Weiss", "according_to")),
        ("“Mills grind slowly”, according to Weiss.", ("Weiss", "according_to")),
        ("In Weiss’s words, “mills grind slowly”.", ("Weiss", "possessive")),
        ("In the words of Weiss, “mills grind slowly”.", ("Weiss", "possessive")),
        ("Weiss’s reply was “mills grind slowly”.", ("Weiss", "possessive")),
        ("The paper printed a letter by Anna Weiss: “Mills grind slowly.”", ("Anna Weiss", "possessive")),
        ("The best summary is Anna Weiss’s: “Mills grind slowly.”", ("Anna Weiss", "possessive")),
        ("Weiss was quiet. Moller made a speech: “Mills grind slowly.”", ("Moller", "colon")),
        ("Weiss liked the valley. She said “mills grind slowly”.", ("Weiss", "pronoun")),
        ("When Moller was ill, Weiss took over. She wrote: “Mills grind slowly.”", ("Weiss", "pronoun")),
        ("Peter Moller thanked Anna Weiss. “Mills grind slowly”, she answered.", ("Anna Weiss", "pronoun")),
        ("Weiss left the room. He was tired. He said: “Mills grind slowly.”", ("Weiss", "pronoun")),
        (
            "The jobs were owed to Anna Weiss. She knew it and told Moller: “Mills grind slowly.”",
            ("Anna Weiss", "pronoun"),
        ),
        ("Weiss warned them again. “Mills grind slowly.”", ("Weiss", "previous")),
        ("It is known that “mills grind slowly” (Weiss, 2004).", ("Weiss", "citation")),
        ("It is known that “mills grind slowly” (Weiss 12).", ("Weiss", "citation")),
    ],
)
def test_other_signs_of_a_speaker(text, expected):
    assert shown(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Moller was called an “enemy of the mill”.",
        "Moller was found to be an “enemy of the mill”.",
        "Anyone who complained was told that the mill was “no place for talk”.",
        "They signed the “Platform of the Nine” in May.",
        "Moller wrote a book of 300 pages called “Rivers and Mills”.",
        "The “Rivers and Mills” affair was over.",
        "I think that “mills grind slowly”.",
        "In the villages a whole class was written out: “Mills grind slowly.”",
        "Moller liked Weiss, whereas Carter hated him. He said: “Mills grind slowly.”",
        "The article states that “mills grind slowly”.",
        "“Mills grind slowly.” Weiss went home.",
    ],
)
def test_where_nobody_is_said_to_speak(text):
    assert shown(text) == [None]


def test_both_halves_of_a_split_quotation_have_one_speaker():
    assert shown("“Never again,” Weiss said, “will we grind.”") == [("Weiss", "verb")] * 2


def test_the_later_paragraph_of_a_speech_has_the_speaker_of_the_first():
    text = "Weiss said: “Mills grind slowly.\n\n“They always did.” That was all."
    assert shown(text) == [("Weiss", "verb"), ("Weiss", "group")]


def test_two_quotations_of_two_people():
    text = "Weiss said “mills grind slowly”, and Moller replied “but rivers run fast”."
    assert shown(text) == [("Weiss", "verb"), ("Moller", "verb")]


def test_a_parenthesis_reaches_to_the_end_of_its_sentence():
    text = "Weiss came. “All that year”, he told the meeting in May 1927, Moller had been “turning with the wind”."
    assert shown(text) == [("Weiss", "pronoun")] * 2


def test_a_quotation_in_a_quotation_is_looked_at_inside():
    text = "Weiss writes: “At last Moller said ‘mills grind slowly’ and sat down.”"
    assert shown(text) == [("Weiss", "verb"), ("Moller", "verb")]


def test_a_note_mark_leads_to_the_author_of_its_note():
    body = "The trade was “a mill without a river”.[2] Nobody knew.\n\n"
    notes = "[1] Paul Adams, Bread (1931).\n[2] Anna Weiss, Mills (1949), p. 3."
    parts = (Part("body", (0, len(body))), Part("note", (len(body), len(body + notes))))
    assert shown(body + notes, parts) == [("Anna Weiss", "citation")]


def test_a_block_quotation_has_the_speaker_before_it():
    text = "Anna Weiss put it so:\n\nMills grind slowly.\n\nThat was all."
    block = (text.index("Mills"), text.index("\n\nThat"))
    sentences = find_sentences(text)
    names = find_names(text, find_words(text), sentences)
    (found,) = find_speakers(text, find_quoted(text, [block]), sentences, names)
    assert found is not None
    assert found.text == "Anna Weiss"


def test_a_span_shows_what_the_text_says():
    text = "Weiss liked it. “Mills grind slowly,” she said."
    (speaker,) = speakers(text)
    assert text[slice(*speaker.span)] == speaker.text == "Weiss"


_PIECES = ["Weiss ", "said ", "he ", "told ", "that ", "by ", "according ", "to ", "in ", "’s ", "words ", "and ",
           "“", "” ",
           ", ", ": ", ". ", "(", ") ", "as ", "the ", "\n\n", "1949"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join))
def test_any_text_gives_spans_in_range(text):
    for one in speakers(text):
        assert one is None or (0 <= one.span[0] < one.span[1] <= len(text))
    assert speakers(text) == speakers(text)


@pytest.mark.parametrize("piece", ["Weiss said ", "Weiss, the ", "he said and ", "to "])
def test_long_hostile_sentences_end(piece):
    text = piece * (20_000 // len(piece)) + "“mills grind slowly” " + piece * 100
    speakers(text)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“Mills grind slowly,” as the miller Weiss puts it.", "Weiss"),
        ("Weiss, head baker of the Moller Works, says “mills grind slowly”.", "Weiss"),
        ("“Mills grind slowly” was Weiss's opinion.", "Weiss"),
        ("“Mills grind slowly” is what Weiss said.", "Weiss"),
        ("A woman who knew Moller said that “mills grind slowly”.", "A woman"),
        ("A woman who baked the bread said that “mills grind slowly”.", "A woman"),
        ("Weiss, who never met Moller, said that “mills grind slowly”.", "Weiss"),
    ],
)
def test_offices_relative_clauses_and_owners(text, speaker):
    assert [one.text for one in speakers(text)] == [speaker]


def test_a_quotation_that_something_else_is_said_of_has_no_speaker():
    assert speakers("“Mills grind slowly” is an old saying, and Weiss was a miller.") == [None]
