"""`sacho extract --dry-run`: what would be read, and nothing written."""

import csv
import gzip
import io
import json

import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROWS = [
    {"글번호": str(number), "기사제목": f"수달 조사 {number}차 결과", "기사본문": f"환경부는 {number}일 수달 {number}마리를 찾았다고 밝혔다.", "보도일자": "2021-04-02", "조회": "7"}
    for number in range(1, 6)
]  # fmt: skip


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def ask(*arguments):
        return CliRunner().invoke(main, ["extract", *arguments, "--dry-run"])

    return ask


def table(rows):
    out = io.StringIO()
    written = csv.DictWriter(out, list(rows[0]))
    written.writeheader()
    written.writerows(rows)
    return out.getvalue()


def test_it_says_format_fields_and_the_first_article(run, tmp_path):
    (tmp_path / "otters.csv.gz").write_bytes(gzip.compress(table(ROWS).encode("cp949")))
    result = run("otters.csv.gz")
    assert result.exit_code == 0, result.output
    for line in (
        "otters.csv.gz: 5 records",
        "  format     csv in gzip, cp949",
        "id from 글번호",
        "text from 기사본문",
        "  not read   조회",
        "  id         dump:1",
        "  title      수달 조사 1차 결과",
        "  published  2021-04-02",
        "would read 5 records; nothing was written",
    ):
        assert line in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["otters.csv.gz"]


def test_a_part_of_the_dump_can_be_tried(run, tmp_path):
    lines = "".join(
        json.dumps({"id": n, "text": row["기사본문"]}, ensure_ascii=False) + "\n"
        for n, row in enumerate(ROWS)
    )
    (tmp_path / "a.jsonl").write_text(lines, encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(lines.replace('"id": ', '"id": 1'), encoding="utf-8")
    result = run("a.jsonl", "b.jsonl", "--skip", "3", "--limit", "4")
    assert "a.jsonl: 2 records" in result.output
    assert "b.jsonl: 2 records" in result.output
    assert "dump:3" in result.output
    assert "would read 4 records" in result.output


def test_what_can_t_be_read_is_told(run, tmp_path):
    (tmp_path / "a.csv").write_text("가,나\n1,2\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"id": 1\n', encoding="utf-8")
    result = run(".")
    assert result.exit_code == 1
    assert "failed: a.csv" in result.output
    assert "failed: b.jsonl:1: broken JSON" in result.output
    assert "2 unreadable; nothing was written" in result.output


def test_a_missing_file_is_wrong_use(run):
    assert run("nothing.csv").exit_code == 2
