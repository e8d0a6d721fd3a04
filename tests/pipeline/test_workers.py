"""Work spread over processes: in order, bounded, and not lost with a dead worker."""

import time

import pytest

from pipeline.workers import ordered_map

DIES = "__import__('os')._exit(3)"


def given_up(task):
    return f"gave up {task[-3:]}"


def test_results_come_in_the_order_of_the_tasks():
    tasks = [f"__import__('time').sleep({0.05 * (number % 3 == 0)}) or {number}" for number in range(20)]
    assert list(ordered_map(eval, tasks, 2, given_up)) == list(range(20))


def test_a_task_that_kills_its_worker_is_given_up_and_the_rest_is_done():
    tasks = ["1", "2", DIES, "4", "5", "6"]
    assert list(ordered_map(eval, tasks, 2, given_up)) == [1, 2, "gave up (3)", 4, 5, 6]


def test_a_worker_that_died_before_the_next_task_was_handed_over():
    """The pool is found broken when a task is submitted, not when a result is awaited."""

    def tasks():
        yield DIES
        time.sleep(1.5)
        yield from ("2", "3")

    assert list(ordered_map(eval, tasks(), 2, given_up)) == ["gave up (3)", 2, 3]


def test_an_error_of_the_work_itself_is_raised():
    with pytest.raises(ZeroDivisionError):
        list(ordered_map(eval, ["1", "1/0"], 1, given_up))


def test_tasks_are_taken_only_as_they_are_needed():
    """Memory does not grow with the number of tasks: at most two a worker are in flight."""
    taken = []

    def tasks():
        for number in range(100):
            taken.append(number)
            yield str(number)

    results = ordered_map(eval, tasks(), 2, given_up)
    assert next(results) == 0
    assert len(taken) <= 4
    results.close()


def test_no_tasks_no_results():
    assert list(ordered_map(eval, [], 2, given_up)) == []
