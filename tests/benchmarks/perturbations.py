"""Ways to make an essay look better than it is, each made of any essay and always the same for the same one.

After the kinds that were shown to move automated scores: Powers, D. E., et al. (2002): Stumping e-rater; Perelman, L.
(2020): The BABEL generator and e-rater; Kabra, A., et al. (2022): Evaluation toolkit for robustness testing of automatic
essay scoring.
"""

import random
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from grader.text.dates import find_dates
from grader.text.sentences import find_paragraphs, find_sentences
from grader.text.words import find_words

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_YEAR = re.compile(r"\b1[0-9]{3}\b|\b20[0-9]{2}\b")
_LONG, _FALSE_DATES = 8, 4


class Victim(NamedTuple):
    """An essay with what a trickster has at hand.

    Attributes:
        text: the essay.
        question: of its contest.
        material: texts of the contest's passages; empty where it has none.
        points: statements of the evidence key.
        stranger: a good essay on something else.
        words: long words of any subject.
    """

    text: str
    question: str
    material: tuple[str, ...]
    points: tuple[str, ...]
    stranger: str
    words: tuple[str, ...]


def _paragraphs(text: str) -> list[list[str]]:
    """Sentences by paragraph."""
    spans = find_paragraphs(text, 0, len(text))
    return [[text[a:b] for a, b in find_sentences(text, *span)] for span in spans]


def _join(paragraphs: Sequence[Sequence[str]]) -> str:
    return "\n\n".join(" ".join(one) for one in paragraphs if one) + "\n"


def soup_words(victim: Victim, chance: random.Random) -> str:
    """All words change places; points and paragraphs stay."""
    return _shuffle(victim.text, chance)


def _shuffle(text: str, chance: random.Random) -> str:
    words = _WORD.findall(text)
    chance.shuffle(words)
    supply = iter(words)
    return _WORD.sub(lambda _: next(supply), text)


def shuffle_in_sentences(victim: Victim, chance: random.Random) -> str:
    """The words of each sentence change places among themselves."""
    return _join([[_shuffle(sentence, chance) for sentence in paragraph] for paragraph in _paragraphs(victim.text)])


def repeat_paragraphs(victim: Victim, chance: random.Random) -> str:
    """The essay's second half is said again at its end, in another order."""
    sentences = [one for paragraph in _paragraphs(victim.text) for one in paragraph]
    again = sentences[len(sentences) // 2 :]
    chance.shuffle(again)
    return victim.text.rstrip() + "\n\n" + " ".join(again) + "\n"


def pad_with_material(victim: Victim, chance: random.Random) -> str | None:
    """Sentences of the material are put between its own until they make a good third of it."""
    sentences = [
        one for text in victim.material for span in find_sentences(text) if (one := text[slice(*span)]).strip()
    ]
    if not sentences:
        return None
    paragraphs = _paragraphs(victim.text)
    wanted, start = len(victim.text.split()) * 0.6, chance.randrange(len(sentences))
    for number in range(len(sentences)):
        place = chance.choice(paragraphs)
        place.insert(chance.randint(0, len(place)), sentences[(start + number) % len(sentences)])
        wanted -= len(sentences[(start + number) % len(sentences)].split())
        if wanted <= 0:
            break
    return _join(paragraphs)


def list_keywords(victim: Victim, chance: random.Random) -> str:
    """Telling words of the question, the key and the essay, as many as the essay has words, between commas and points."""
    pool = [w for text in (victim.question, *victim.points, victim.text) for w in _WORD.findall(text) if len(w) > 4]
    words = [chance.choice(pool) for _ in victim.text.split()]
    pieces = [", ".join(words[k : k + 12]).capitalize() + "." for k in range(0, len(words), 12)]
    return _join([pieces[k : k + 5] for k in range(0, len(pieces), 5)])


def shuffle_sentences(victim: Victim, chance: random.Random) -> str:
    """All sentences change places; paragraphs keep their numbers of sentences."""
    paragraphs = _paragraphs(victim.text)
    sentences = [one for paragraph in paragraphs for one in paragraph]
    chance.shuffle(sentences)
    supply = iter(sentences)
    return _join([[next(supply) for _ in paragraph] for paragraph in paragraphs])


def change_subject(victim: Victim, chance: random.Random) -> str:
    """A good essay on another question is handed in."""
    return victim.stranger


def insert_false_dates(victim: Victim, chance: random.Random) -> str | None:
    """Four dated sentences of the material are added, each with other years."""
    sentences = [text[a:b] for text in victim.material for a, b in find_sentences(text)]
    dated = [s for s in sentences if _YEAR.search(s) and find_dates(s) and len(s.split()) < 40]
    if len(dated) < _FALSE_DATES:
        return None
    paragraphs = _paragraphs(victim.text)
    for sentence in chance.sample(dated, _FALSE_DATES):
        moved = _YEAR.sub(partial(_move_year, chance.choice((-7, -4, 5, 8))), sentence)
        place = chance.choice(paragraphs)
        place.insert(chance.randint(0, len(place)), moved)
    return _join(paragraphs)


def copy_question(victim: Victim, chance: random.Random) -> str:
    """The question is handed in with the essay, before and after it, until it makes half of the text."""
    times = max(2, round(len(victim.text.split()) / max(1, len(victim.question.split()))))
    half = (victim.question.strip() + "\n\n") * ((times + 1) // 2)
    return half + victim.text.strip() + "\n\n" + half


def talk_big(victim: Victim, chance: random.Random) -> str:
    """Long words of any subject in the frames of sentences, as many as the essay has words; they say nothing."""
    frames = (
        "The {} of the {} is a {} that will always be {} by the {}.",
        "Although {} has {} many {}, its {} to {} can never be {}.",
        "As I have learned in my {} class, {} is the most {} {} of mankind.",
        "Humanity will always {} {}, and the {} with {} may be {} in the future.",
        "However, armed with the knowledge that the {} of {} is {}, most {} for my {} are {}.",
    )
    sentences, size = list[str](), 0
    while size < len(victim.text.split()):
        frame = chance.choice(frames)
        sentence = frame.format(*(chance.choice(victim.words) for _ in range(frame.count("{}"))))
        sentences.append(sentence)
        size += len(sentence.split())
    return _join([sentences[k : k + 5] for k in range(0, len(sentences), 5)])


def find_long_words(texts: Sequence[str]) -> tuple[str, ...]:
    """Every word of eight letters or more, once."""
    return tuple(
        sorted({w.norm for text in texts for w in find_words(text) if len(w.norm) >= _LONG and w.norm.isalpha()})
    )


def _move_year(by: int, year: re.Match[str]) -> str:
    return str(int(year[0]) + by)


Trick = Callable[[Victim, random.Random], str | None]
TRICKS: dict[str, Trick] = {
    "word soup": soup_words,
    "words shuffled in sentences": shuffle_in_sentences,
    "repeated paragraphs": repeat_paragraphs,
    "padding with material": pad_with_material,
    "keyword list": list_keywords,
    "shuffled sentences": shuffle_sentences,
    "off topic in good style": change_subject,
    "false dates": insert_false_dates,
    "question copied": copy_question,
    "nonsense of long words": talk_big,
}
