"""The contest of the lighthouse: two sources that were read, one that was not, three points of evidence."""

from dataclasses import replace

from grader.model import (
    CheckUse,
    Contest,
    Correction,
    Criterion,
    EvidenceItem,
    EvidenceKey,
    Level,
    Locator,
    Passage,
    Rubric,
    Rules,
    Source,
    WordRule,
)

CHRONICLE = Source(
    "chronicle",
    "Chronicle of Gull Rock",
    "article",
    url="https://example.org/gull-rock",
    author="R. Penn",
    reliability="written by the council's own clerk",
    passages=(
        Passage(
            "chronicle#¶3",
            "chronicle",
            "In 1902 the council dismissed Tom Hill because his lamp went out twice.",
            ("Gull Rock", "The Dismissal"),
            Locator(3),
        ),
        Passage(
            "chronicle#¶7",
            "chronicle",
            "Ada Brown died in Harwich on 3rd March, 1911, and the whole town mourned.",
            ("Gull Rock", "Her Last Winter"),
            Locator(7),
        ),
    ),
)
LETTERS = Source(
    "letters",
    "Letters from the Rock",
    "primary",
    passages=(
        Passage(
            "letters#p2¶1",
            "letters",
            "The ice was never thicker than a hand, and no cart could cross it.",
            locator=Locator(1, page=2),
        ),
        Passage(
            "letters#p4¶2",
            "letters",
            "Every evening the keeper carried two heavy cans of oil up the winding stairs and lit the lamp.",
            locator=Locator(2, page=4),
        ),
    ),
)
CLIP = Source("clip", "The keepers speak", "video", url="https://example.org/clip", problem="it has no captions")
ITEMS = (
    EvidenceItem(
        "E1", "The council dismissed Tom Hill in 1902 because the lamp had gone out twice.", 3, group="The council"
    ),
    EvidenceItem("E2", "Ada Brown wrote letters about the ice.", 2, group="The keepers"),
    EvidenceItem("E3", "The whole town mourned Ada Brown.", 1, "chronicle", "chronicle#¶7", group="The keepers"),
)
LEVELS = (
    Level("Early", 1, "One has to guess what the writer thinks."),
    Level("Proficient", 2, "There is a clear answer."),
    Level("Strong", 3, "A clear claim says why."),
)


def make_contest(**changes):
    """The contest of the lighthouse, with some of its fields changed."""
    criteria = tuple(
        Criterion(name, label, f"About {label.lower()}.", (0.4, 0.7), LEVELS, (CheckUse(check),))
        for name, label, check in (
            ("thesis", "Thesis", "thesis"),
            ("evidence", "Use of evidence", "source_coverage"),
            ("accuracy", "Accuracy", "consistency"),
            ("conventions", "Conventions", "length"),
        )
    )
    contest = Contest(
        id="gull-rock",
        title="The Lighthouse Contest",
        prompt="Why did the keepers lose their lighthouse?",
        rubric=Rubric("small", "A small rubric", criteria, "sha256:" + "b" * 64),
        rules=Rules(words=WordRule(40, 120), evidence_target=2),
        sources=(CHRONICLE, LETTERS, CLIP),
        key=EvidenceKey(ITEMS),
        corrections=(Correction("chronicle#¶7", "She died on 4 March.", "The church register says so."),),
        hash="sha256:" + "c" * 64,
    )
    return replace(contest, **changes)
