"""Secrets of webhooks and what is signed with them."""

import base64
import hashlib
import hmac
from datetime import datetime

from standardwebhooks import Webhook

from api.store.hook_tables import Delivery, Hook

_PREFIX = "whsec_"
_PRINT_LENGTH = 16


def make_print(key: bytes) -> str:
    """What tells one key of a service from another without giving it away."""
    return hmac.new(key, b"hook-print", hashlib.sha256).hexdigest()[:_PRINT_LENGTH]


def make_secret(key: bytes, hook: Hook, renewals: int | None = None) -> str:
    """A hook's secret: always the same one until it is renewed, so that it stands in no table."""
    number = hook.renewals if renewals is None else renewals
    digest = hmac.new(key, f"hook:{hook.id}:{number}".encode(), hashlib.sha256).digest()
    return _PREFIX + base64.b64encode(digest).decode()


def sign_delivery(key: bytes, delivery: Delivery, now: datetime) -> dict[str, str]:
    """The headers of a message: its id, its time, and one signature, or two while a renewed secret is being changed."""
    hook = delivery.hook
    numbers = [hook.renewals]
    if hook.earlier_until and now < hook.earlier_until:
        numbers.append(hook.renewals - 1)
    signed = [Webhook(make_secret(key, hook, one)).sign(delivery.id, now, delivery.body) for one in numbers]
    return {
        "Webhook-Id": delivery.id,
        "Webhook-Timestamp": str(int(now.timestamp())),
        "Webhook-Signature": " ".join(signed),
    }
