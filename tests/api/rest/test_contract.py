"""What the OpenAPI document promises holds: no undocumented answer, none that does not fit, nothing that breaks inside."""

from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.jobs import do_chore, work_once
from api.settings import Settings
from api.store.database import Database
from api.store.keys import SCOPES, add_key
from api.store.users import add_user
from tests.api.conftest import HASHED
from tests.api.rest.conftest import Program, essays_of, hand_in, make_contest
from tests.api.rest.test_matrix import ROUTES
from tests.conftest import SMALL_ESSAY

CHECKED = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]
QUICK = settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Served:
    """The service, a key that may do everything, and things that there are, by the names of addresses."""

    app: Any
    secret: str
    names: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """The service with a graded batch, and a key that may do everything."""
    data = tmp_path_factory.mktemp("data")
    own = Settings(data, f"sqlite:///{data / 'grader.sqlite'}", "http://testserver", ("testserver",), 1_000_000)
    database = Database(own.database_url)
    database.upgrade()
    app = create_app(own, database)
    with database.transaction() as session:
        ann = add_user(session, "ann", "Ann", HASHED, "teacher")
        _, secret = add_key(session, ann, "all", SCOPES, None, 90)
    program = Program(app, secret)
    contest = make_contest(program, 'draft_feedback = "full"\n')
    batch = hand_in(program, contest)
    draft = program.post(f"contests/{contest}/drafts", json={"student": "pupil-1", "text": SMALL_ESSAY}).json()["id"]
    while do_chore(database, own, "test") or work_once(database, own, "test"):
        pass
    (essay,) = essays_of(program, batch)
    names = {"contest_id": contest, "batch_id": batch, "essay_id": essay, "draft_id": draft, "source_id": "harbour"}
    names["hook_id"] = program.post("hooks", json={"url": "https://lms.example/", "contest": contest}).json()["id"]
    yield Served(app, secret, names)
    database.close()


@pytest.fixture(scope="module")
def schema(served):
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", served.app)


# Forms take nearly everything as a file or a field.
FORMS = {
    "POST /contests",
    "POST /contests/{contest_id}/essays",
    "POST /contests/{contest_id}/sources",
    "PUT /contests/{contest_id}/sources/{source_id}/file",
}
SLOW = {"POST /contests"}
OUT_OF_PLACE = {"DELETE /essays/{essay_id}/student", "DELETE /drafts/{draft_id}/student", "DELETE /keys/{key_id}"}


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
@pytest.mark.parametrize("row", ROUTES)
def test_every_answer_is_one_that_the_document_names(row, mode, served, schema):
    """Own things are asked for with what fits, and with what does not."""
    method, path = row.split()
    operation = schema[f"/api/v1{path}"][method]
    strategy = operation.as_strategy(generation_mode=mode)

    checks = [one for one in CHECKED if one is not negative_data_rejection or row not in FORMS]

    @settings(QUICK, max_examples=2 if row in SLOW else QUICK.max_examples)
    @given(case=strategy)
    def check(case):
        if row not in OUT_OF_PLACE:
            case.path_parameters = {
                name: served.names.get(name, given) for name, given in (case.path_parameters or {}).items()
            }
        headers = {"Authorization": f"Bearer {served.secret}", "Host": "testserver"}
        case.call_and_validate(headers=headers, checks=checks)

    check()


def test_what_is_made_can_be_used_from_then_on(served, schema):
    """Walks along the links of the document: what one answer names the next request asks for."""

    class Walk(schema.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, _case):
            return {"headers": {"Authorization": f"Bearer {served.secret}", "Host": "testserver"}}

        def validate_response(self, response, case, additional_checks=(), **_options):
            assert not additional_checks
            case.validate_response(response, checks=CHECKED[:-1])

    Walk.run(settings=settings(QUICK, max_examples=4, stateful_step_count=8))
