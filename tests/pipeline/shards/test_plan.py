"""How dumps are cut: every record once, the same cut for everybody, little moved by a new file."""

import pytest

from pipeline.dumps import Piece
from pipeline.shards.plan import MOST_PACKED_PARTS, MOST_PARTS, PlanError, plan, read_share, share

MB = 1024 * 1024


def files(*sizes, name="{}.jsonl"):
    return [Piece(f"/dump/{name.format(n)}", f"dump/{name.format(n)}", size) for n, size in enumerate(sizes)]


def covered(shards):
    """Which parts of which files the shards hold, each as often as it is held."""
    return sorted((piece.place, piece.part, piece.parts) for shard in shards for piece in shard.pieces)


def test_small_files_stand_together_and_large_ones_are_cut():
    shards = plan(files(1 * MB, 2 * MB, 100 * MB, 3 * MB), 16 * MB)
    assert [(len(shard.pieces), shard.pieces[0].parts) for shard in shards] == [(2, 1), *[(1, 7)] * 7, (1, 1)]
    assert [shard.ranks for shard in shards] == [(0, 1), *[(2,)] * 7, (3,)]


@pytest.mark.parametrize(
    ("sizes", "size"),
    [((), 1), ((0,), 1), ((0, 0, 0), 10), ((5, 5, 5, 5), 10), ((10**9,), MB), (tuple(range(500)), 700)],
)
def test_every_part_of_every_file_stands_in_one_shard(sizes, size):
    given = files(*sizes)
    shards = plan(given, size)
    held = covered(shards)
    assert len(held) == len(set(held))
    for file in given:
        parts = [(part, parts) for place, part, parts in held if place == file.place]
        assert parts == [(part, len(parts)) for part in range(1, len(parts) + 1)]
        assert parts
    assert len({shard.name for shard in shards}) == len(shards)


def test_what_must_be_unpacked_is_cut_into_fewer_parts():
    assert len(plan(files(10**12))) == MOST_PARTS
    assert len(plan(files(10**12, name="{}.warc.gz"))) == MOST_PACKED_PARTS


def test_a_new_file_moves_few_others():
    """Otherwise a crawl that grows by a file a day would be done again from the beginning."""
    before = [Piece(f"/d/{n:05}.txt", f"d/{n:05}.txt", 3_000) for n in range(0, 20_000, 2)]
    after = sorted([*before, Piece("/d/00001.txt", "d/00001.txt", 3_000)], key=lambda piece: piece.place)
    old, new = ({shard.name for shard in plan(given, MB)} for given in (before, after))
    assert len(old) > 20
    assert len(old & new) >= len(old) - 3


def test_a_shard_is_called_after_its_first_file_and_safe_as_a_name():
    (shard,) = plan([Piece("/x/보도자료 (1).jsonl.gz", "x/보도자료 (1).jsonl.gz", 5)])
    assert shard.name.startswith("보도자료-1-")
    (odd,) = plan([Piece("x/../..", "x/..", 5)])
    assert "/" not in odd.name
    assert not odd.name.startswith(".")


@pytest.mark.parametrize("of", [1, 2, 3, 7, 50])
def test_the_shares_together_are_the_whole(of):
    shards = plan(files(*(n * MB for n in range(1, 30)), 300 * MB), 4 * MB)
    shares = [share(shards, f"{number}/{of}") for number in range(1, of + 1)]
    assert sorted(shard.name for one in shares for shard in one) == sorted(shard.name for shard in shards)
    loads = [sum(shard.size for shard in one) for one in shares]
    assert max(loads) - min(loads) <= max(shard.size for shard in shards)


def test_more_shares_than_shards_leave_some_with_nothing():
    shards = plan(files(1, 1), 1)
    assert [len(share(shards, f"{number}/5")) for number in range(1, 6)] == [1, 1, 0, 0, 0]


@pytest.mark.parametrize("wrong", ["0/10", "11/10", "1", "a/b", "1/0", "-1/2", "1/2/3", "", "٣/٤", "1 / 2"])
def test_a_share_that_there_is_not_says_what_to_write(wrong):
    with pytest.raises(PlanError, match="write 1/10 for the first of ten"):
        read_share(wrong)
