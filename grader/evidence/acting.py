"""Who does something: people, and countries that act as people do, as in `Portugal blocked the strait`."""

from grader.evidence.index import Index
from grader.evidence.name_frames import Frame, weigh_shared
from grader.text.names import NameMention
from grader.text.places import find_nation

_FEWEST, _RARITY, _LATE_RARITY = 2, 0.9, 1.3


def is_acting_nation(mention: NameMention, frame: Frame) -> bool:
    """Whether a name is that of a country that does something, not of the place where it is done."""
    is_nation = mention.kind != "person" and find_nation(mention.text) is not None
    return is_nation and not (frame.is_owner or frame.is_object)


def are_acting_nations(mine: NameMention, frame: Frame, other: NameMention, its_frame: Frame) -> bool:
    """Whether two different countries do something each."""
    if not (is_acting_nation(mine, frame) and is_acting_nation(other, its_frame)):
        return False
    return find_nation(mine.text) != find_nation(other.text)


def act_alike(one: Frame, other: Frame, index: Index) -> bool:
    """Whether two do the same: the first word behind them and another are the same, or several rare ones."""
    if one.is_described and other.is_described:
        count, rarity = weigh_shared(one.after, other.after, index)
        return count >= _FEWEST and rarity >= _LATE_RARITY
    if one.is_agent != other.is_agent:
        return False
    first = [s for s in one.first_act if not index.is_name(s)]
    is_first, _ = weigh_shared(first, other.first_act, index)
    if one.is_agent:
        return is_first == 1
    count, rarity = weigh_shared(one.act, other.act, index)
    return is_first == 1 and count >= _FEWEST and rarity >= _RARITY
