"""Asking a platform for notices, as 1EdTech's Platform Notification Service has it: only then does it tell of essays."""

from typing import TYPE_CHECKING

from api.lti import claims as names
from api.lti import sending
from api.lti.services import Access
from api.store.lti_tables import LtiVisit

if TYPE_CHECKING:
    from api.app import Service


def subscribe(service: "Service", here: LtiVisit) -> None:
    """Names our handler for submissions.

    Raises:
        Unreachable: the platform does not take it.
    """
    address = here.message.get("services", {}).get("notices")
    if not address:
        raise sending.Unreachable(
            here.platform.name, "the platform has no notices", "Its administrator can allow them for this tool"
        )
    access = Access(service.database, service.settings, here.platform)
    handler = f"{service.settings.public_url.rstrip('/')}/lti/notices"
    body = {"notice_type": names.SUBMITTED, "handler": handler}
    asked = access.request([names.NOTICE_HANDLERS], "PUT", address, {"Accept": "application/json"}, body)
    sending.ask(service.settings, asked)
