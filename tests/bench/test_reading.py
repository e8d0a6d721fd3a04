"""The small version of reading while writing; `make soak` runs the large one."""

from tests.bench.reading import check


def test_readers_are_answered_while_an_extraction_writes(tmp_path):
    seen = check(tmp_path, seconds=10, clients=5, seed=3)
    assert seen.trouble == []
    assert set(seen.statuses) == {200}
    assert seen.last > seen.first
    assert len(seen.counts) > 1
    assert seen.largest_log > 0
