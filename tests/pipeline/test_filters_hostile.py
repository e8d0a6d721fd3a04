"""``sacho clean`` on a thousand pages with hostile ones among them: each is one line, and no more."""

import json
import subprocess
import sys

SENTENCE = "새길시는 올해 도서관 예산 34억 원을 들여 마을 도서관 열두 곳을 새로 연다고 3일 밝혔다."
#: number of the page → a page that holds no article
HOSTILE = {
    100: "",
    101: "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\ufffd",
    400: "<html><body></body></html>",
    500: "<html><script>" + "a" * 100_000,
    999: "<div>" * 100_000,
}


def page(number):
    return f"<html><head><title>도서관 {number}</title></head><body><h1>도서관 {number}</h1><p>{number}번째. {SENTENCE}</p><p>{SENTENCE}</p></body></html>"


def test_hostile_pages_among_a_thousand(tmp_path):
    pages = [HOSTILE.get(number, page(number)) for number in range(1_000)]
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
    assert [line["id"] for line in lines if "error" in line] == [*HOSTILE]
    assert all(lines[number]["line"] == number + 1 for number in HOSTILE)
    assert all(SENTENCE in line["body"] for line in lines if "error" not in line)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
