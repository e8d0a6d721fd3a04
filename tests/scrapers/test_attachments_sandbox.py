"""Evil files and evil readers: the limits hold, and the reason is said."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from scrapers.attachments import process
from scrapers.attachments.limits import Limits
from scrapers.attachments.sandbox import read
from scrapers.attachments.sniff import sniff
from tests.scrapers.documents import hwp, hwpx, odt, pdf
from tests.scrapers.evil_documents import EVIL, MEGABYTE, damaged, many_entries
from tests.scrapers.hwp_documents import distribution_copy

LINES = [
    "해양바이오 기업 지원에 1,250억원 투입",
    "□ 해양수산부는 13일 회의를 열고 5개년 계획을 확정했다고 밝혔다.",
]
SHORT = Limits(seconds=2)


@pytest.mark.parametrize(("make", "reason"), EVIL.values(), ids=EVIL)
def test_an_evil_file_fails_with_a_reason_and_in_time(make, reason):
    content = make()
    started = time.monotonic()
    result = read(content, Limits(memory=400 * MEGABYTE, seconds=2))
    assert (result.text, result.reader) == ("", None)
    assert result.status in ("failed", "unsupported")
    assert reason in result.reason
    assert "/tmp" not in result.reason
    assert time.monotonic() - started < 9


def test_a_zip_directory_of_megabytes_is_not_listed():
    content = many_entries()
    started = time.process_time()
    assert sniff(content) == "zip"
    assert time.process_time() - started < 0.1


DOCUMENTS = {
    "hwpx": hwpx(LINES, table=[["가", "나"]]),
    "hwp": hwp(LINES, table=[["가", "나"]], compressed=True),
    "distribution": distribution_copy(LINES),
    "odt": odt(LINES, table=[["가", "나"]]),
    "pdf": pdf(LINES),
}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_damaged_files_give_a_text_or_a_reason(kind):
    """Cut at random places, and with some bits turned over."""
    for seed in range(3):
        result = read(damaged(DOCUMENTS[kind], seed), SHORT)
        assert (result.status == "read") == bool(result.text)
        assert (result.status == "read") == (result.reason is None)
        assert not result.temporary
        assert result.text or result.reason


@pytest.fixture
def reader(tmp_path, monkeypatch):
    """Puts a package in the place of the PDF reader: real code in a real process."""

    def install(code):
        (tmp_path / "pypdfium2.py").write_text(code, encoding="utf-8")
        monkeypatch.setattr(process, "FOLDERS", f"{tmp_path}{os.pathsep}{process.FOLDERS}")
        return tmp_path

    return install


#: What a reader does, the reason that is given, and whether the next run may have more luck.
MISCHIEF = {
    "sleeps": ("import time\ntime.sleep(60)", "took longer than 2 s", True),
    "computes for ever": ("while True: pass", "processor time", False),
    "wants memory": ("a = bytearray(2 * 1024 ** 3)", "bytes of memory", False),
    "wants it in pieces": ("a = []\nwhile True: a.append(bytes(10 ** 6))", "bytes of memory", False),
    "writes a huge file": ("open('x', 'wb').write(b'x' * 10 ** 8)", "File too large", False),
    "finds the disk full": ("raise OSError(28, 'No space left on device')", "No space left", True),
    "crashes": ("import os\nos.abort()", "SIGABRT", False),
    "ends by a signal without a name": ("import os\nos.kill(os.getpid(), 40)", "signal 40", False),
    "is killed from outside": ("import os\nos.kill(os.getpid(), 9)", "SIGKILL", True),
    "leaves without a word": ("import os\nos._exit(0)", "without an answer", False),
    "leaves with a number": ("import os\nos._exit(7)", "exit status 7", False),
    "closes its end and goes on": ("import os, time\nos.closerange(3, 64)\ntime.sleep(60)", "SIGKILL", True),
    "raises a long complaint": ("raise ValueError('나쁜 파일 ' * 10_000)", "나쁜 파일", False),
}  # fmt: skip


@pytest.mark.parametrize(("code", "reason", "temporary"), MISCHIEF.values(), ids=MISCHIEF)
def test_an_evil_reader_is_held(reader, code, reason, temporary):
    reader(code)
    started = time.monotonic()
    result = read(pdf(LINES), Limits(memory=512 * MEGABYTE, seconds=1))
    assert (result.text, result.status, result.temporary) == ("", "failed", temporary)
    assert reason in result.reason
    assert len(result.reason) < 400
    assert time.monotonic() - started < 5


def test_megabytes_on_its_streams_are_not_kept(reader):
    reader("import sys\nfor _ in range(1000): print('x' * 10 ** 5); print('y' * 10 ** 5, file=sys.stderr)")
    result = read(pdf(LINES), Limits(seconds=2, output=MEGABYTE))
    assert result.status == "failed"
    assert len(result.reason) < 400


def test_what_a_reader_starts_ends_with_it(reader):
    """The kernel lets root start processes in spite of the limit; then they end with the group."""
    folder = reader(
        "import os, time\n"
        "for _ in range(3):\n"
        "    if os.fork() == 0:\n"
        "        os.closerange(3, 64)\n"
        "        open(f'{os.path.dirname(__file__)}/{os.getpid()}.pid', 'w').close()\n"
        "        time.sleep(60)\n"
    )
    result = read(pdf(LINES), Limits(seconds=1))
    assert result.status == "failed"
    for started in folder.glob("*.pid"):
        assert ended(int(started.stem))


def alive(number):
    """Who has ended waits for init in state Z."""
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def ended(number):
    """Whether it ends soon: a signal takes a moment."""
    return any(not alive(number) or time.sleep(0.02) for _ in range(50))


def test_too_much_text_is_refused():
    result = read(hwpx(["가" * 3000]), Limits(output=5000))
    assert (result.status, result.temporary) == ("failed", False)
    assert "5,000 bytes of text" in result.reason


def descriptors():
    """The numbers of this process's open files; the listing itself is one while it lasts."""
    return {path.name for path in Path("/proc/self/fd").iterdir()}


def children():
    """The processes that this one has started and that are still there; other tests may have theirs."""
    return set(Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split())


def test_where_no_process_can_be_started_the_next_run_tries_again(monkeypatch):
    before = descriptors()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    result = read(pdf(LINES))
    assert (result.status, result.temporary) == ("failed", True)
    assert "could be started" in result.reason
    assert descriptors() == before


def test_where_nothing_can_be_written_the_next_run_tries_again(monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    result = read(pdf(LINES))
    assert (result.status, result.temporary) == ("failed", True)


def test_lower_limits_of_the_machine_stay(tmp_path):
    """As under ``ulimit -v`` and ``ulimit -f`` of the operator's shell, which no child may raise again."""
    (tmp_path / "a.pdf").write_bytes(pdf(LINES))
    code = (
        "import os, resource, sys; from pathlib import Path; from scrapers.attachments.sandbox import read\n"
        "for kind in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE):\n"
        "    resource.setrlimit(kind, (400 * 2**20, 400 * 2**20))\n"
        "print(read(Path(sys.argv[1]).read_bytes()).status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "a.pdf"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "read\n"


def test_nothing_is_left_behind(tmp_path, monkeypatch):
    """No file, no descriptor and no child, whether it was read or not."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before, others = descriptors(), children()
    for content in (pdf(LINES), pdf(LINES)[:300], b"%PDF-1.7 nothing"):
        read(content, SHORT)
    assert list(tmp_path.iterdir()) == []
    assert descriptors() == before
    assert children() <= others


def test_a_file_is_read_while_many_others_are():
    """Signals and descriptors of one reading don't touch another's."""
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(read, [hwpx(LINES)] * 4))
    assert {result.text for result in results} == {"\n".join(LINES)}
    assert signal.getsignal(signal.SIGCHLD) is signal.SIG_DFL
