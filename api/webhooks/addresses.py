"""Addresses that want to be told of news, as teachers and programs give them."""

import httpx2

from api.outbound import OutboundError, demand_callable
from api.settings import Settings


def demand_address(url: str, settings: Settings) -> None:
    """Makes sure that an address may be called, as far as it can be told before its name is looked up.

    Raises:
        OutboundError: it is none, or must not be called.
    """
    try:
        demand_callable(httpx2.URL(url), settings.reachable)
    except httpx2.InvalidURL as error:
        raise OutboundError("", "this is no address", "Give one like https://lms.example/hook") from error
