"""Signatures as receivers check them with the library of Standard Webhooks."""

from datetime import timedelta

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from api.store.hook_tables import Delivery, Hook
from api.store.hooks import EARLIER_FOR, renew_secret
from api.store.tables import read_clock
from api.webhooks.signing import make_print, make_secret, sign_delivery

KEY, OTHER = b"k" * 32, b"o" * 32


@pytest.fixture
def delivery():
    hook = Hook(id="h1", renewals=0, key_print=make_print(KEY))
    return Delivery(id="msg_1", body='{"type":"hook.test"}', hook=hook)


def check(secret, delivery, headers, body=None):
    return Webhook(secret).verify(body or delivery.body, headers)


def test_the_receiver_can_check_it(delivery):
    headers = sign_delivery(KEY, delivery, read_clock())
    assert headers["Webhook-Id"] == "msg_1"
    assert check(make_secret(KEY, delivery.hook), delivery, headers) == {"type": "hook.test"}


def test_what_was_altered_or_signed_by_others_is_told(delivery):
    headers = sign_delivery(KEY, delivery, read_clock())
    for secret, body in ((make_secret(OTHER, delivery.hook), None), (make_secret(KEY, delivery.hook), "{}")):
        with pytest.raises(WebhookVerificationError):
            check(secret, delivery, headers, body)
    old = sign_delivery(KEY, delivery, read_clock() - timedelta(minutes=6))
    with pytest.raises(WebhookVerificationError):
        check(make_secret(KEY, delivery.hook), delivery, old)


def test_a_renewed_secret_leaves_a_day_to_change_it(delivery):
    hook = delivery.hook
    first = make_secret(KEY, hook)
    renew_secret(hook, make_print(KEY))
    second, now = make_secret(KEY, hook), read_clock()
    assert first != second
    for secret in (first, second):
        assert check(secret, delivery, sign_delivery(KEY, delivery, now))
    later = sign_delivery(KEY, delivery, now + EARLIER_FOR)
    assert " " not in later["Webhook-Signature"]


def test_a_lost_key_needs_a_new_secret_without_the_earlier_one(delivery):
    renew_secret(delivery.hook, make_print(OTHER))
    assert delivery.hook.earlier_until is None
    assert " " not in sign_delivery(OTHER, delivery, read_clock())["Webhook-Signature"]
