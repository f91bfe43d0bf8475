"""How often programs may ask: each key so many requests a minute, each address so many wrong keys.

Counted in memory: several web processes each count for themselves, and a new start forgets.
"""

import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

MOST_WRONG_A_MINUTE = 30


class Limits:
    """The counts of one web process.

    Args:
        per_minute: requests of one key.
        wrong_per_minute: keys that open nothing, of one address.
    """

    def __init__(self, per_minute: int, wrong_per_minute: int = MOST_WRONG_A_MINUTE) -> None:
        self.per_minute = per_minute
        self._asked = RateLimitItemPerMinute(per_minute)
        self._wrong = RateLimitItemPerMinute(wrong_per_minute, namespace="wrong")
        self._counts = FixedWindowRateLimiter(MemoryStorage())

    def count(self, key_id: str) -> bool:
        """Counts a request of a key; false when there were too many."""
        return self._counts.hit(self._asked, key_id)

    def tell(self, key_id: str) -> tuple[int, int]:
        """How many more requests a key may send, and in how many seconds it may again send all of them."""
        stats = self._counts.get_window_stats(self._asked, key_id)
        return max(0, stats.remaining), _seconds_until(stats.reset_time)

    def count_wrong(self, address: str) -> None:
        """Counts a key of an address that opens nothing."""
        self._counts.hit(self._wrong, address)

    def tell_wrong(self, address: str) -> int:
        """For how many seconds an address has to wait, since its keys opened nothing; 0: not at all."""
        if self._counts.test(self._wrong, address):
            return 0
        return _seconds_until(self._counts.get_window_stats(self._wrong, address).reset_time)


def _seconds_until(at: float) -> int:
    return max(1, round(at - time.time()))
