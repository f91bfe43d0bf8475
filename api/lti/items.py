"""What a link in a course carries so that it opens its contest: signed by us, good on one platform, in one course."""

from itsdangerous import BadSignature, URLSafeSerializer

FIELD = "grader_item"


def sign_item(key: bytes, platform_id: str, context: str, contest_id: str) -> str:
    """What deep linking puts into a link's custom fields."""
    return str(URLSafeSerializer(key, salt="lti item").dumps([platform_id, context, contest_id]))


def read_item(key: bytes, given: str, platform_id: str, context: str) -> str:
    """The contest's id; empty when anybody else wrote it, or when a course was copied with it."""
    try:
        told = URLSafeSerializer(key, salt="lti item").loads(given)
    except BadSignature:
        return ""
    return str(told[2]) if told[:2] == [platform_id, context] else ""
