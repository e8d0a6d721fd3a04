"""Crawls hold more than articles; a file that is written replaces another only when it is whole."""

import gzip
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.extract import Job, extract
from tests.pipeline.dumps.making import Crawl

ARTICLE = (
    "<html><head><title>수달 돌아온 강</title></head><body><h1>수달 돌아온 강</h1>"
    + "<p>환경부는 3일 가람강에서 수달 12마리를 찾았다고 밝혔다. 올해 조사에 4억 원을 썼다.</p>" * 3
    + "</body></html>"
)
FRONT = "<html><head><title>처음</title></head><body><ul><li><a href='/1'>수달</a></li></ul></body></html>"


def crawl(path, *pages):
    made = Crawl(gzip=True)
    for page in pages:
        made.page(page.encode())
    path.write_bytes(made.bytes())


def test_a_page_without_an_article_is_no_fault_of_a_crawl(tmp_path):
    """Otherwise every crawl would end with an error, and an array of jobs never."""
    crawl(tmp_path / "c.warc.gz", FRONT, ARTICLE)
    summary = extract(Job((str(tmp_path / "c.warc.gz"),), tmp_path / "x.db"), io.BytesIO())
    assert summary.outcomes == {"saved": 1, "skipped": 1}
    assert summary.skipped == {"a page without an article": 1}


def test_a_file_that_holds_no_article_is_a_fault(tmp_path):
    """Who names a file means an article."""
    (tmp_path / "front.html").write_text(FRONT, encoding="utf-8")
    summary = extract(Job((str(tmp_path / "front.html"),), tmp_path / "x.db"), io.BytesIO())
    assert summary.outcomes == {"failed": 1}


@pytest.fixture
def dump(tmp_path):
    line = json.dumps({"id": "1", "text": "환경부는 3일 수달을 찾았다고 밝혔다."}, ensure_ascii=False)
    (tmp_path / "d.jsonl").write_text(f"{line}\n", encoding="utf-8")
    return tmp_path / "d.jsonl"


def test_out_replaces_a_file_only_when_it_is_whole(dump, tmp_path):
    out = tmp_path / "facts.jsonl"
    out.write_text("what was there\n", encoding="utf-8")

    def stop(count):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(Job((str(dump),), None, out, counted=stop), io.BytesIO())
    assert out.read_text(encoding="utf-8") == "what was there\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["d.jsonl", "facts.jsonl"]
    extract(Job((str(dump),), None, out), io.BytesIO())
    assert json.loads(out.read_text(encoding="utf-8"))["id"] == "dump:1"


def test_out_may_be_packed(dump, tmp_path):
    extract(Job((str(dump),), None, tmp_path / "facts.jsonl.gz"), io.BytesIO())
    assert json.loads(gzip.decompress((tmp_path / "facts.jsonl.gz").read_bytes()))["id"] == "dump:1"


def test_out_may_be_a_device(dump):
    assert extract(Job((str(dump),), None, Path("/dev/null")), io.BytesIO()).outcomes == {"saved": 1}


def test_a_field_that_is_nowhere_is_told(dump, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.csv").write_text("id,본문\n1,환경부는 3일 수달을 찾았다고 밝혔다.\n", encoding="utf-8")
    wrong = CliRunner().invoke(main, ["extract", "d.csv", "--field", "text=없는열", "--dry-run"])
    assert wrong.exit_code == 2
    assert "no 없는열 in the first records; there are: id, 본문" in wrong.output
    later = CliRunner().invoke(main, ["extract", "d.jsonl", "--field", "subtitle=부제", "--dry-run"])
    assert later.exit_code == 0
    assert "--field subtitle=부제: no 부제" in later.output
    assert CliRunner().invoke(main, ["extract", "d.csv", "--field", "text=본문", "--dry-run"]).exit_code == 0
