"""The small version of the ingest that is killed at random; `make soak` runs the large one."""

from tests.bench.ingest_soak import check_kills


def test_ingest_killed_at_ten_random_points_ends_in_the_same_database(tmp_path):
    seen = check_kills(tmp_path, count=24, kills=10, lives=2, seed=7)
    assert seen.kills == 10
