"""Work spread over processes: in order, bounded, and not lost with a dead worker."""

import faulthandler
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.workers import AHEAD, AHEAD_IN_ORDER, batches, ordered, pulse, unordered, watched

DIES = "__import__('os')._exit(3)"
HANGS = "__import__('time').sleep(600)"


def given_up(task):
    return f"gave up {task[-5:]}"


def results(tasks, workers=2, **options):
    return [result for _, result in ordered(eval, tasks, workers, given_up, **options)]


def test_results_come_in_the_order_of_the_tasks():
    tasks = [f"__import__('time').sleep({0.05 * (number % 3 == 0)}) or {number}" for number in range(20)]
    assert list(ordered(eval, tasks, 2, given_up)) == list(zip(tasks, range(20), strict=True))


def test_results_come_as_they_are_ready():
    tasks = ["__import__('time').sleep(3) or 'slow'", "1", "2", "3", "4", "5"]
    found = [result for _, result in unordered(eval, tasks, 2, given_up)]
    assert sorted(found, key=str) == [1, 2, 3, 4, 5, "slow"]
    assert found[0] != "slow"


def test_a_task_that_kills_its_worker_is_given_up_and_the_rest_is_done():
    assert results(["1", "2", DIES, "4", "5", "6"]) == [1, 2, "gave up it(3)", 4, 5, 6]


def test_a_worker_that_died_before_the_next_task_was_handed_over():
    """The process is found dead when a task is submitted, not when a result is awaited."""

    def tasks():
        yield DIES
        time.sleep(1.5)
        yield from ("2", "3")

    assert results(tasks()) == ["gave up it(3)", 2, 3]


def test_a_task_that_hangs_is_given_up_and_the_rest_is_done():
    assert results(["1", HANGS, "3", "4"], patience=1.0) == [1, "gave up (600)", 3, 4]


def test_a_task_may_take_long_as_long_as_it_gives_signs_of_life():
    lively = (
        "[__import__('time').sleep(0.4) or __import__('pipeline.workers').workers.pulse() for _ in range(5)]"
    )
    assert results([lively], 1, patience=1.5) == [[None] * 5]


def test_a_task_is_tried_again(tmp_path):
    """What killed it the first time (another program that took all memory) is gone the second time."""
    mark = tmp_path / "tried"
    once = f"2 if __import__('os').path.exists({str(mark)!r}) else open({str(mark)!r}, 'w').close() or {DIES}"
    assert results(["1", once, "3"]) == [1, 2, 3]


def test_an_error_of_the_work_itself_is_raised():
    with pytest.raises(ZeroDivisionError):
        results(["1", "1/0"], 1)


def test_tasks_are_taken_only_as_they_are_needed():
    """Memory does not grow with the number of tasks."""
    taken = []

    def tasks():
        for number in range(100):
            taken.append(number)
            yield str(number)

    found = ordered(eval, tasks(), 2, given_up)
    assert next(found) == ("0", 0)
    assert len(taken) <= 1 + 2 * AHEAD_IN_ORDER * 2  # the one that is given, and those ahead of it
    found.close()


def test_a_slow_task_holds_the_others_back():
    """What is ready before its turn is kept in memory: only so much of it."""
    taken = []

    def tasks():
        yield "__import__('time').sleep(2)"
        for number in range(1, 1000):
            taken.append(number)
            yield str(number)

    found = ordered(eval, tasks(), 2, given_up)
    next(found)
    assert len(taken) <= 4 * AHEAD_IN_ORDER
    found.close()


@pytest.mark.parametrize(("way", "ahead"), [(ordered, AHEAD_IN_ORDER), (unordered, AHEAD)])
def test_work_goes_on_while_whoever_takes_the_results_is_busy(tmp_path, way, ahead):
    tasks = [f"open({str(tmp_path / str(number))!r}, 'w').close()" for number in range(40)]
    found = way(eval, tasks, 1, given_up)
    next(found)
    deadline = time.monotonic() + 30
    while len(list(tmp_path.iterdir())) < ahead and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.2)
    assert len(list(tmp_path.iterdir())) == ahead
    assert len(list(found)) == len(tasks) - 1


def test_no_tasks_no_results():
    assert results([]) == []


LARGE = """
import time
from pipeline.workers import ordered, unordered

HANGS = "__import__('time').sleep(600)"
large = ["len('" + "x" * 1_000_000 + "')"] * 6
if __name__ == "__main__":
    if {dies}:
        found = {way}(eval, ["__import__('time').sleep(1) or __import__('os')._exit(3)", *large], 2, lambda task: "gave up")
        print(sorted(str(result) for _, result in found))
    else:
        found = {way}(eval, ["1", HANGS, HANGS, *large, *large], 2, lambda task: "gave up")
        next(found)
        time.sleep(1)
        found.close()
"""


@pytest.mark.parametrize("way", ["ordered", "unordered"])
@pytest.mark.parametrize("dies", [True, False])
def test_a_large_task_on_its_way_to_a_process_that_ends(tmp_path, way, dies):
    """A pipe holds 64 kB. Nobody waits for ever to write more to one that has no reader any more, and the
    program ends: Python 3.11.2, which is Debian 12's, does wait.
    """
    script = tmp_path / "large.py"
    script.write_text(LARGE.format(way=way, dies=dies), encoding="utf-8")
    told = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=90, check=True)
    assert told.stdout == (
        "['1000000', '1000000', '1000000', '1000000', '1000000', '1000000', 'gave up']\n" if dies else ""
    )
    assert told.stderr == ""


@pytest.mark.parametrize("way", [ordered, unordered])
def test_nothing_runs_on_behind_the_last_result(way):
    """A pool that is still closing when the interpreter ends says so in a traceback."""
    before = set(threading.enumerate())
    assert len(list(way(eval, ["1", "2", "3"], 3, given_up))) == 3
    assert set(threading.enumerate()) == before
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("way", [ordered, unordered])
def test_nothing_runs_on_behind_a_caller_that_stops(way):
    before = set(threading.enumerate())
    found = way(eval, ["1", HANGS, HANGS], 2, given_up)
    next(found)
    found.close()
    assert set(threading.enumerate()) == before
    assert not multiprocessing.active_children()


def test_signs_of_life_in_quick_succession_cost_nothing(monkeypatch):
    """Each waiting anew takes a thread; a shard gives thousands of signs."""
    waits = []
    monkeypatch.setattr(faulthandler, "dump_traceback_later", lambda patience, **_: waits.append(patience))
    with watched(50.0):
        for _ in range(1000):
            pulse()
        assert waits == [50.0]
        time.sleep(0.6)
        pulse()
        assert waits == [50.0, 50.0]
        with watched(20.0):
            pulse()
        assert waits == [50.0, 50.0, 20.0, 50.0]


def test_nobody_watches_who_was_not_asked():
    pulse()
    with watched(0.3):
        pass
    time.sleep(0.5)  # and it is over with the block


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_workers_end_with_a_parent_that_is_killed(tmp_path):
    code = (  # one write for each, so that the lines of two don't mix
        "from pipeline.workers import unordered\n"
        "def main():\n"
        '    tasks = [\'os.write(1, b"%d\\\\n" % os.getpid()) and __import__("time").sleep(600)\'] * 2\n'
        "    list(unordered(eval, tasks, 2, str))\n"
        "if __name__ == '__main__':\n"
        "    main()\n"
    )
    script = tmp_path / "parent.py"
    script.write_text(code, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, env=environment) as parent:
        children = [int(parent.stdout.readline()) for _ in range(2)]
        parent.send_signal(signal.SIGKILL)
    deadline = time.monotonic() + 20
    while any(alive(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(alive(child) for child in children)


def alive(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_batches_are_bounded_by_number_and_by_weight():
    assert list(batches("abcde", 2)) == [["a", "b"], ["c", "d"], ["e"]]
    words = ["aaaa", "b", "c", "dddddddd", "e", "f"]
    assert list(batches(words, 3, len, 4)) == [["aaaa", "b"], ["c", "dddddddd"], ["e", "f"]]
    assert list(batches([], 3)) == []
