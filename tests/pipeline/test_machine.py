"""How many processes a run takes unasked: what its dump, its cores and its memory allow."""

import pytest

from pipeline import machine

GB = 1024**3


@pytest.fixture
def given(monkeypatch, tmp_path):
    """A machine of so many cores and so much memory, perhaps in a container."""

    def make(cores, free_gb, cpu_max="max 100000", memory_max="max"):
        monkeypatch.setattr(machine.os, "sched_getaffinity", lambda pid: set(range(cores)), raising=False)
        for name, text in (
            ("_MEMORY", f"MemTotal: 99 kB\nMemAvailable: {int(free_gb * 1024 * 1024)} kB\n"),
            ("_CORE_LIMIT", f"{cpu_max}\n"),
            ("_MEMORY_LIMIT", f"{memory_max}\n"),
        ):
            (tmp_path / name).write_text(text, encoding="ascii")
            monkeypatch.setattr(machine, name, tmp_path / name)

    return make


@pytest.mark.parametrize(
    ("machine_has", "size", "workers"),
    [
        ((8, 32.0), 100, None),  # not worth starting them
        ((8, 32.0), GB, 8),
        ((1, 32.0), GB, None),
        ((64, 256.0), GB, machine.MOST),
        ((8, 2.0), GB, 3),
        ((8, 0.5), GB, None),
        ((8, 32.0, "200000 100000"), GB, 2),
        ((8, 32.0, "50000 100000"), GB, None),
        ((8, 32.0, "max 100000", str(3 * GB)), GB, 5),
        ((8, 32.0, "nonsense", "nonsense"), GB, 8),
    ],
)
def test_as_many_processes_as_fit(given, machine_has, size, workers):
    given(*machine_has)
    assert machine.usual_workers(size) == workers


def test_a_machine_that_tells_nothing_has_its_cores(given, monkeypatch, tmp_path):
    given(4, 1.0)
    for name in ("_MEMORY", "_CORE_LIMIT", "_MEMORY_LIMIT"):
        monkeypatch.setattr(machine, name, tmp_path / "none")
    assert machine.available_memory() is None
    assert machine.usual_workers(GB) == 4
