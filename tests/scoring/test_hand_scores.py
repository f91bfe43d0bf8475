"""Hand scores as teachers and their spreadsheets write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.contest import load_contest
from grader.errors import InvalidConfig
from grader.model import Criterion, Level, Rubric
from grader.scoring.hand_scores import find_limits, read_hand_scores
from tests.conftest import SAMPLE

LEVELS = tuple(Level(str(points), points) for points in (1, 2, 3, 4))
RUBRIC = Rubric(
    "r",
    "R",
    tuple(
        Criterion(name, label, "", (), LEVELS, ()) for name, label in (("thesis", "Clear claim"), ("style", "Style"))
    ),
)
ESSAYS = {"01": "01.txt", "02": "late/02.docx", "amy": "Amy.txt", "amy-2": "late/amy.pdf", "10": "10.txt"}


def read(tmp_path, content, essays=ESSAYS):
    path = tmp_path / "scores.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_hand_scores(path, RUBRIC, essays)


def refusal(tmp_path, content):
    with pytest.raises(InvalidConfig) as caught:
        read(tmp_path, content)
    error = caught.value
    assert error.file.endswith("scores.csv")
    assert error.remedy
    return (error.place.line if error.place else None), str(error)


def test_totals_criteria_second_rater_and_groups(tmp_path):
    scores = read(
        tmp_path, "essay,total,thesis,total@2,group:First language\n02.docx,7,4,6,Thai\n01,5,,,\namy,3.5,2,4,Urdu\n"
    )
    assert [row.essay for row in scores.rows] == ["01", "02", "amy"]
    assert scores.columns == ("total", "thesis")
    assert scores.groups == ("First language",)
    assert scores.points("total") == {"01": 5, "02": 7, "amy": 3.5}
    assert scores.points("thesis") == {"02": 4, "amy": 2}
    assert scores.second("total") == {"02": 6, "amy": 4}
    assert scores.second("thesis") == {}
    assert [row.groups for row in scores.rows] == [{}, {"First language": "Thai"}, {"First language": "Urdu"}]


def test_a_group_may_be_called_whatever_people_like(tmp_path):
    scores = read(tmp_path, "essay,total,group:Class @2,Group: total@2 \n01,5,a,b\n")
    assert scores.rows[0].groups == {"Class @2": "a", "total@2": "b"}


def test_the_sample_is_read_whole():
    essays = {f"{n:02}": f"{n:02}.txt" for n in range(1, 18)}
    scores = read_hand_scores(SAMPLE / "scores.csv", load_contest(SAMPLE).rubric, essays)
    assert len(scores.rows) == len(scores.second("total")) == 17
    assert len(scores.columns) == 7


@pytest.mark.parametrize(
    "content",
    [
        "essay,thesis\n01,3.5\n",
        "essay;thesis\n01;3,5\n",
        "\ufeffessay;thesis\r\n01;3,5\r\n",
        'essay\tthesis\n1\t"3,5"\n',
        "Essay , Thesis\n\n01.TXT,3.50\n,\n",
        "essay,thesis\n01,3.5\n02,\n",
        "essay,thesis\nessays\\1.docx,3.5\n",
        "\ufeffessay\tthesis\n01\t3,5\n".encode("utf-16-le"),
    ],
)
def test_spreadsheets_write_it_in_many_ways(tmp_path, content):
    scores = read(tmp_path, content)
    assert scores.points("thesis") == {"01": 3.5}


def test_the_total_is_the_sum_where_nobody_wrote_one(tmp_path):
    scores = read(tmp_path, "essay,thesis,style,thesis@2,style@2\n01,3,4,2,2\n02,3,,,\n10,1,1,1,\n")
    assert scores.columns == ("total", "thesis", "style")
    assert scores.points("total") == {"01": 7, "10": 2}
    assert scores.second("total") == {"01": 4}


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        ("essay,total\n01,5\n99,4\n", 3, "there is no essay “99”"),
        ("essay,total\no2.docx,5\n", 2, "Did you mean `02.docx`?"),
        ("essay,total\nAMY,5\n01,5\namy.TXT,5\n", 4, "stands in row 2 already"),
        ("essay,total\nAMY.pdf,5\n,3\n", 3, "the row names no essay"),
        ("essay,total\n01,5\n\n1,5\n", 4, "stands in row 2 already"),
        ("essay,total\n01,9\n", 2, "Points go from 2 to 8"),
        ("essay,thesis\n01,-1\n", 2, "Points go from 1 to 4"),
        ("essay,thesis,thesis@2\n01,4,5\n", 2, "`thesis@2` lies outside the rubric"),
        ("essay,thesis\n01,B+\n", 2, "“B+” in the column `thesis` is no number"),
        ("essay,thesis\n01,nan\n", 2, "no number"),
        ("essay,thesis\n01,1e0\n", 2, "no number"),
        ("essay,thesis\n01,٣\n", 2, "no number"),
        ("essay,thesis\n01,3,5\n", 2, "A decimal comma needs quotation marks"),
        ("essay,thesys\n01,3\n", 1, "Did you mean `thesis`?"),
        ("essay,clear claim\n01,3\n", 1, "Did you mean `thesis`?"),
        ("essay,thesis,thesys@2\n01,3,3\n", 1, "Did you mean `thesis@2`?"),
        ("essay,teacher\n01,3\n", 1, "Known columns: `essay`, `total`, `thesis`, `style`"),
        ("essay,thesis,group:\n01,3,a\n", 1, "there is no column “group:”"),
        ("essay,thesis,Thesis\n01,3,3\n", 1, "two columns are called `thesis`"),
        ("name,thesis\n01,3\n", 1, "there is no column “name”"),
        ("total\n3\n", 1, "there is no column `essay`"),
        ("essay,total@2\n01,3\n", 1, "`total@2` stands without `total`"),
        ("essay,total,total@2\n01,,3\n", 2, "only the second rater gave points"),
        ("essay,group:a\n01,b\n", 1, "no column holds scores"),
        ("essay,total\n01,\n", 1, "no essay has a score"),
        ("essay,file,total,total_low\n01,01.txt,3,2\n", 1, "the grader's own suggestions"),
        ('essay,total\n01,"' + "3\n" * 70_000, 1, "never closed"),
        ("", None, "the file is empty"),
        ("PK\x03\x04" + "\0" * 99, None, "save the sheet as CSV"),
    ],
)
def test_a_mistake_names_its_row_and_the_remedy(tmp_path, content, line, said):
    at, message = refusal(tmp_path, content)
    assert at == line
    assert said in message


def test_a_name_that_may_mean_two_essays_is_not_guessed(tmp_path):
    with pytest.raises(InvalidConfig, match="may be any of a, b"):
        read(tmp_path, "essay,thesis\nx.txt,3\n", {"a": "one/x.txt", "b": "two/x.txt"})
    with pytest.raises(InvalidConfig, match="may be any of amy, amy-2"):
        read(tmp_path, "essay,thesis\namy.odt,3\n")
    assert read(tmp_path, "essay,thesis\n1,3\n", {"1": "1.txt", "01": "01.txt"}).points("thesis") == {"1": 3}
    assert read(tmp_path, "essay,thesis\n1.txt,3\n", {"a": "1.txt", "b": "01.txt"}).points("thesis") == {"a": 3}


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(InvalidConfig, match="there is no such file"):
        read_hand_scores(tmp_path / "none.csv", RUBRIC, ESSAYS)


@given(text=st.text(alphabet='esaytol,;\t"\n019.:@-', max_size=80) | st.text(max_size=40))
def test_whatever_the_file_holds_it_is_read_or_refused(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("hand") / "scores.csv"
    path.write_bytes(f"essay,total\n{text}".encode("utf-8", "surrogatepass"))
    try:
        scores = read_hand_scores(path, RUBRIC, ESSAYS)
    except InvalidConfig:
        return
    low, high = find_limits(RUBRIC)["total"]
    assert all(row.essay in ESSAYS and low <= row.points["total"] <= high for row in scores.rows)
