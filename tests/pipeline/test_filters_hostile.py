"""``sacho clean`` on a thousand pages with one hostile page among them: it is one line, and no more."""

import json
import subprocess
import sys

import pytest

SENTENCE = "새길시는 올해 도서관 예산 34억 원을 들여 마을 도서관 열두 곳을 새로 연다고 3일 밝혔다."
NUMBER = 500
HOSTILE = {
    "empty": "",
    "binary": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\ufffd",
    "empty page": "<html><body></body></html>",
    "unclosed script": "<html><script>" + "a" * 100_000,
    "nested": "<div>" * 100_000,
}


def page(number):
    return f"<html><head><title>도서관 {number}</title></head><body><h1>도서관 {number}</h1><p>{number}번째. {SENTENCE}</p><p>{SENTENCE}</p></body></html>"


@pytest.mark.parametrize("name", HOSTILE)
def test_one_hostile_page_of_a_thousand(name, tmp_path):
    pages = [page(number) for number in range(1_000)]
    pages[NUMBER] = HOSTILE[name]
    file = tmp_path / "pages.jsonl"
    file.write_text(
        "".join(json.dumps({"id": number, "html": html}) + "\n" for number, html in enumerate(pages)),
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", "clean", str(file)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == list(range(1_000))
    assert [line["id"] for line in lines if "error" in line] == [NUMBER]
    assert lines[NUMBER]["line"] == NUMBER + 1
    assert all(SENTENCE in line["body"] for line in lines if "error" not in line)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
