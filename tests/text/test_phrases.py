from grader.text.phrases import Phrase, PhraseTable

HE_HAVE = Phrase(
    "he have", "agreement", (frozenset({"he"}), frozenset({"have"})), {"have": "has"}, not_near=frozenset({"did"})
)
AT_START = Phrase("start", "word choice", (frozenset("^"), frozenset({"me"})))
AN_OTHER = Phrase("an other", "article", (frozenset({"an"}), frozenset({"other"})), {"an": ""}, 0)


def find(sentence):
    table = PhraseTable((HE_HAVE, AT_START, AN_OTHER))
    return [(m.phrase.id, m.first, m.last, m.suggestion) for m in table.find(["^", *sentence.split(), "$"])]


def test_a_match_has_its_place_and_its_suggestion():
    assert find("so he have it") == [("he have", 2, 4, "he has")]


def test_words_before_can_forbid_a_match():
    assert find("when did he have it") == []


def test_words_farther_away_forbid_nothing():
    assert len(find("did a b c d e he have it")) == 1


def test_the_start_of_a_sentence_is_a_word():
    assert find("me and him") == [("start", 0, 2, "")]
    assert find("for me") == []


def test_an_empty_correction_takes_a_word_out():
    assert find("an other boat") == [("an other", 1, 3, "other")]
