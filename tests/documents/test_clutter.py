import pytest

from grader.documents.clutter import is_plain_clutter, mark_clutter
from grader.documents.plain_text import read_plain_text
from tests.documents.tiny_files import MORE, PROSE


def find_clutter(*paragraphs):
    document = mark_clutter(read_plain_text("\n\n".join(paragraphs).encode(), "a.txt"))
    return [document.read_block(block) for block in document.blocks if block.is_clutter]


@pytest.mark.parametrize(
    "text",
    [
        "LikeLoading...",
        "Loading…",
        "Share this:",
        "Skip to content",
        "Leave a Reply",
        "Required fields are marked *",
        "Your e-mail address will not be published.",
        "Click to share on Facebook (Opens in new window)",
        "This site uses cookies to make your visit better.",
        "Posted on 3 May 2019 by trader",
        "Tags: salt, barges, rivers",
        "You may also like",
        "4 thoughts on “The Salt Road”",
        "Home | About | Contact | Archive",
        "Did you enjoy it? Subscribe to the newsletter or follow us on Twitter.",
    ],
)
def test_plain_clutter(text):
    assert is_plain_clutter(text)
    assert text in find_clutter(PROSE, text, MORE)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "The traders had to share this road with the army.",
        "Follow the river on foot and you come to the mill.",
        "1790 – 1801 – 1815",
        "A barge on the lower river, painted by an unknown hand",
        "Salt",
        "Comments",
        "Like this:",
        "Like loading docks everywhere, this one smelled of fish.",
    ],
)
def test_what_stays_in_a_file_without_plain_clutter(text):
    assert find_clutter(PROSE, text, MORE) == []


def test_weak_signs_count_beside_plain_clutter():
    assert find_clutter(PROSE, "Like this:", "LikeLoading...") == ["Like this:", "LikeLoading..."]


def test_short_lines_go_with_clutter_they_touch_and_captions_and_headings_stay():
    caption = "A barge on the lower river, painted by an unknown hand"
    found = find_clutter(PROSE, caption, "Print", "Slides –", "Share this:", "Trade", MORE)
    assert found == ["Print", "Slides –", "Share this:"]


def test_lone_dots_and_copyright_lines_are_left_out():
    assert find_clutter(PROSE, ".\n.\n.", "© 2019 The Salt Society", MORE) == [".\n.\n.", "© 2019 The Salt Society"]


def test_readers_comments_stand_between_their_count_and_the_form():
    comments = ("2 Comments", "I grew up there and loved every stone of it.", "So did I!", "Leave a Reply")
    assert find_clutter(PROSE, MORE, *comments) == list(comments)


def test_an_article_below_a_comment_form_stays():
    assert find_clutter(PROSE, "Leave a Reply", "The Iron Road", MORE) == ["Leave a Reply"]


@pytest.mark.parametrize("text", ["Comments\n\n" * 20_000 + "Leave a Reply", "a | " * 30_000, "share " * 20_000])
def test_hostile_texts_take_no_time(text):
    find_clutter(text)
