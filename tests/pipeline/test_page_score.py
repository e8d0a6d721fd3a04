"""Folders of pages with answers beside them: figures, leaks by kind, floors, clear errors."""

import json

import pytest

from pipeline.page_score import score_folder
from pipeline.score import below_floors, update_floors

BODY = (
    "기상청은 내년부터 섬 지역 40곳에 자동기상관측장비를 새로 놓는다고 21일 밝혔다.\n"
    "사업에는 2년 동안 86억 원이 들어가며 여객선 항로의 예보가 하루 네 번으로 늘어난다.\n"
    "장비는 백령도와 울릉도, 가거도처럼 바람이 거센 곳부터 차례로 들어선다고 기상청은 설명했다."
)
RELATED = "산림청은 지난해 산불 예방에 1,200억 원을 썼다고 발표했으며 올해도 비슷한 돈을 들일 계획이다."
PAGE = f"섬 40곳에 기상 장비 놓는다\n승인 2026.10.21 09:30\n{BODY}\n관련기사\n{RELATED}\n"


def stored(folder, name, page, **answers):
    (folder / f"{name}.txt").write_text(page, encoding="utf-8")
    (folder / f"{name}.json").write_text(json.dumps(answers, ensure_ascii=False), encoding="utf-8")


def test_a_right_page_is_right_in_all_figures(tmp_path):
    stored(
        tmp_path, "섬", PAGE,
        body=BODY, title="섬 40곳에 기상 장비 놓는다", published="2026-10-21T09:30:00+09:00", reporter=None,
        furniture={"related": ["관련기사", RELATED]},
    )  # fmt: skip
    report = score_folder(tmp_path)
    assert report.metrics() == {
        "body.mean": 1.0, "body.lowest": 1.0, "clean.title": 1.0, "clean.published": 1.0, "clean.reporter": 1.0,
        "kept_out.related": 1.0, "kept_out.side_prose": 1.0,
    }  # fmt: skip
    assert report.side_prose.judged == 1
    assert not [problem for page in report.pages for problem in page.problems]


def test_what_is_wrong_is_counted_and_named(tmp_path):
    kept = f"{BODY}\n{BODY[:90]}"
    stored(
        tmp_path, "섬", kept,
        body=RELATED, title="다른 제목", published="2020-01-01",
        furniture={"headlines": [BODY.split("\n")[0]], "tags": ["#섬"]},
    )  # fmt: skip
    report = score_folder(tmp_path)
    assert report.pages[0].keys == {"title": False, "published": False}
    assert (report.side_prose.right, report.side_prose.judged) == (1, 1)
    assert "tags" not in report.leaks
    shown = "\n".join(report.lines(details=True))
    assert "headlines left in the body: 기상청은" in shown
    assert "title: expected '다른 제목', found" in shown
    assert report.to_json()["pages"][0]["f1"] < 0.2


def test_a_stated_null_is_right_when_nothing_or_only_an_inferred_date_is_found(tmp_path):
    stored(tmp_path, "섬", BODY, body=BODY, published=None)
    assert score_folder(tmp_path).pages[0].keys == {"published": True}


def test_a_page_that_is_refused_has_lost_everything(tmp_path):
    stored(tmp_path, "빈", "<>", body=BODY, title="섬")
    page = score_folder(tmp_path).pages[0]
    assert (page.f1, page.keys) == (0.0, {"title": False})
    assert "empty article" in page.problems[0]


def test_floors_are_raised_and_missed_by_name(tmp_path):
    pages, floors = tmp_path / "pages", tmp_path / "floors.json"
    pages.mkdir()
    stored(pages, "섬", PAGE, body=BODY, title="섬 40곳에 기상 장비 놓는다")
    reports = {"pages": score_folder(pages)}
    update_floors(reports, floors)
    assert below_floors(reports, floors) == []
    stored(pages, "섬", PAGE, body=BODY, title="다른 제목")
    assert below_floors({"pages": score_folder(pages)}, floors) == ["pages clean.title: 0.0000, floor 1.0"]


@pytest.mark.parametrize(
    ("answers", "error"), [("{", "broken JSON"), ("[]", 'with a "body"'), ('{"body": 1}', 'with a "body"')]
)
def test_unreadable_answers_are_named(tmp_path, answers, error):
    (tmp_path / "섬.txt").write_text(BODY, encoding="utf-8")
    (tmp_path / "섬.json").write_text(answers, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"섬\.json.*{error}"):
        score_folder(tmp_path)


def test_a_folder_without_answers_says_what_to_do(tmp_path):
    with pytest.raises(ValueError, match=r"put name\.json beside"):
        score_folder(tmp_path)
