from tests.api.conftest import send


def test_sample(teacher):
    answer = send(teacher, "/contests/sample")
    print(answer.status_code, answer.text[:2000])
    assert answer.status_code == 303
    page = teacher.get(answer.headers["location"])
    assert page.status_code == 200, page.text
