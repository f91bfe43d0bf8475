from grader.documents.pdf_blocks import build_pieces
from grader.documents.pdf_lines import Line

FULL = "the water was high that year and the barges could not pass"


def set_page(number, *rows):
    return [Line(text, number, left, left + 5.0 * len(text), top, height) for text, left, top, height in rows]


def show(*pages):
    return [(piece.kind, piece.level, piece.page, piece.paragraph, piece.text) for piece in build_pieces(list(pages))]


def test_a_paragraph_goes_on_across_pages():
    first = set_page(1, (FULL, 72, 700, 11), (FULL, 72, 686, 11))
    second = set_page(2, ("under the bridge.", 72, 700, 11), (f"Later {FULL}", 72, 660, 11), (FULL, 72, 646, 11))
    assert show(first, second) == [
        ("paragraph", 0, 1, 1, f"{FULL} {FULL} under the bridge."),
        ("paragraph", 0, 2, 2, f"Later {FULL} {FULL}"),
    ]


def test_headings_are_ranked_by_size():
    rows = [("Salt", 72, 740, 20), (FULL, 72, 700, 11), ("Trade", 72, 660, 16), (FULL, 72, 630, 11)]
    rows += [("Barges", 72, 600, 14), (FULL, 72, 570, 11), (FULL, 72, 556, 11), ("End.", 72, 542, 11)]
    kinds = [(kind, level) for kind, level, _, _, _ in show(set_page(1, *rows)) if kind != "paragraph"]
    assert kinds == [("title", 0), ("heading", 2), ("heading", 3)]


def test_lines_set_in_together_are_a_quotation():
    rows = [(f"{FULL}.", 72, 700 - 14 * i, 11) for i in range(4)]
    rows += [("Nobody who has seen it", 110, 620, 11), ("forgets it.", 110, 606, 11)]
    assert show(set_page(1, *rows))[-1][0] == "quotation"


def test_clutter_and_notes_are_numbered_after_the_text():
    pages = []
    for number, word in enumerate(("salt", "iron"), 1):
        text = [
            (f"{other} and {word}: {FULL}", 72, 700 - 14 * i, 11) for i, other in enumerate(("wool", "corn", "wine"))
        ]
        rows = [("Header", 72, 760, 9), *text, (f"1 Lind, {word}, p. 3.", 72, 80, 8)]
        pages.append(set_page(number, *rows))
    assert [(kind, paragraph) for kind, _, page, paragraph, _ in show(*pages) if page == 1] == [
        ("paragraph", 1),
        ("note", 2),
        ("paragraph", 3),
    ]
