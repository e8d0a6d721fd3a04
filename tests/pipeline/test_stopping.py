"""Ctrl-C and SIGTERM end a command in order: also where Python loses the exception, and once while it cleans up."""

import os
import signal
import time

import pytest

from pipeline.commands._messages import Broken, stopped_in_a_line


class Deaf:
    """What is raised while it goes is lost, as in the callbacks of the import system."""

    def __init__(self, number):
        self.number = number

    def __del__(self):
        os.kill(os.getpid(), self.number)
        time.sleep(0.01)


def stop(number):
    os.kill(os.getpid(), number)
    time.sleep(10)


def lose(number):
    Deaf(number)
    for _ in range(1000):  # the work goes on
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("way", [stop, lose])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_is_a_line(number, way):
    begin = time.monotonic()
    with pytest.raises(Broken, match="stopped; what is finished stays"), stopped_in_a_line():
        way(number)
    assert time.monotonic() - begin < 8


def test_what_is_cleaned_up_is_not_stopped_once_more():
    steps = []

    def generator():
        try:
            yield 1
        finally:
            time.sleep(1.2)
            steps.append("closed")

    with pytest.raises(Broken), stopped_in_a_line():
        found = generator()
        next(found)
        try:
            os.kill(os.getpid(), signal.SIGTERM)
            time.sleep(10)
        finally:
            time.sleep(1.2)
            found.close()
            try:
                raise OSError("of a server that is gone")
            except OSError:
                time.sleep(1.2)
            steps.append("cleaned")
    assert steps == ["closed", "cleaned"]


def test_whoever_stops_it_twice_has_it_end_at_once():
    steps = []
    with pytest.raises(Broken), stopped_in_a_line():
        try:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            time.sleep(10)
            steps.append("cleaned")
    assert steps == []


def test_all_is_as_before_in_the_end():
    before = [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)]
    with pytest.raises(Broken), stopped_in_a_line():
        stop(signal.SIGTERM)
    assert [signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM, signal.SIGALRM)] == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
