"""What `sacho schedule` plans: which jobs run when. How that is written: crontab.py, systemd.py."""

from __future__ import annotations

import hashlib
import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: Minutes between two runs must be at least so many: sites are asked politely, and little is new sooner.
SHORTEST = 10
_DAY = 24 * 60
#: Weekly backups that are kept.
KEPT = 8
# 30m, 2h
_EVERY = re.compile(r"([0-9]{1,4})([mh])")
# What no quoting carries through cron, sh and systemd alike: control characters, backslashes (cron halves
# some of them), bytes that are no text.
_UNFIT = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


class ScheduleError(ValueError):
    """An interval or a path that no schedule can be made of; one line for the user."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to run, where and when.

    sacho: the command's own path. every: as the user wrote it. host: the machine's name, from which the
    minute is made, so that not everybody asks at the full hour. settings: environment variables for all jobs.
    """

    sacho: Path
    db: Path
    every: str
    host: str
    user: str
    contact: str | None = None
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for text in (str(self.sacho), str(self.db), self.contact or "", *self.settings.values()):
            if _UNFIT.search(text):
                raise ScheduleError(f"{text!r}: a backslash or a control character can't be scheduled")

    @property
    def log(self) -> Path:
        """Where cron's runs write what they say."""
        return self.db.with_name(f"{self.db.name}.log")

    def environment(self, job: str) -> dict[str, str]:
        """The variables that a job needs; the contact is for those who ask sites."""
        contact = {"SACHO_CONTACT": self.contact} if self.contact and job == "ingest" else {}
        return contact | dict(self.settings)

    def call(self, *arguments: str) -> list[str]:
        """The words of a sacho command on this database."""
        return [str(self.sacho), *arguments, "--db", str(self.db)]

    def again(self, *form: str) -> str:
        """What a shell without these settings is to run to print this plan again."""
        contact = ["--contact", self.contact] if self.contact else []
        return shell(self.settings, [*self.call("schedule", *form), "--every", self.every, *contact])


def shell(variables: Mapping[str, str], words: Sequence[str]) -> str:
    """A command for sh: ``SACHO_DELAY=2 /opt/sacho ingest``."""
    return " ".join(
        [*(f"{name}={shlex.quote(value)}" for name, value in variables.items()), shlex.join(words)]
    )


@dataclass(frozen=True, slots=True)
class Times:
    """Minutes, and hours (none: each) of a day; weekday 0 is Sunday (None: each)."""

    minutes: tuple[int, ...]
    hours: tuple[int, ...] = ()
    sunday: bool = False

    def cron(self) -> str:
        """``7,37 * * * *``"""
        hours = ",".join(map(str, self.hours)) or "*"
        return f"{','.join(map(str, self.minutes))} {hours} * * {'0' if self.sunday else '*'}"

    def systemd(self) -> str:
        """``*-*-* *:07,37:00``"""
        hours = ",".join(f"{hour:02}" for hour in self.hours) or "*"
        minutes = ",".join(f"{minute:02}" for minute in self.minutes)
        return f"{'Sun ' if self.sunday else ''}*-*-* {hours}:{minutes}:00"


@dataclass(frozen=True, slots=True)
class Job:
    """A command that runs by itself. does: what it is for."""

    name: str
    does: str
    words: list[str]
    times: Times


def jobs(plan: Plan) -> list[Job]:
    """Fetch often, look each morning whether all is well, make a backup in the night to Sunday's morning.

    Raises ScheduleError for an interval that no clock can keep.
    """
    backup = plan.call("backup", "--keep", str(KEPT), str(plan.db.with_name("backups")))
    return [
        Job("ingest", "fetch new press releases", plan.call("ingest"), _ingest_times(plan.every, plan.host)),
        Job(
            "status",
            "look whether all is well",
            plan.call("status", "--quiet"),
            Times((_minute(plan.host, "status"),), (8,)),
        ),
        Job("backup", "copy the database", backup, Times((_minute(plan.host, "backup"),), (4,), sunday=True)),
    ]


def _ingest_times(every: str, host: str) -> Times:
    period = _period(every)
    if period < 60:
        first = 1 + _number(host, "ingest") % (period - 1)
        return Times(tuple(range(first, 60, period)))
    hours = period // 60
    each = () if hours == 1 else tuple(range(_number(host, "hour") % hours, 24, hours))
    return Times((_minute(host, "ingest"),), each)


def _minute(host: str, job: str) -> int:
    """Any but the full hour, at which all the world's jobs begin."""
    return 1 + _number(host, job) % 59


def _period(every: str) -> int:
    """Minutes between two runs."""
    word = {"hourly": "1h", "daily": "24h"}.get(every, every)
    found = _EVERY.fullmatch(word)
    minutes = int(found[1]) * (60 if found[2] == "h" else 1) if found else 0
    if minutes < SHORTEST or _DAY % minutes or (minutes % 60 and 60 % minutes):
        raise ScheduleError(
            f"{every}: not hourly, daily or minutes or hours that divide an hour or a day "
            f"(10m, 12m, 15m, 20m, 30m, 1h, 2h, 3h, 4h, 6h, 8h, 12h, 24h)"
        )
    return minutes


def _number(host: str, job: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{job} {host}".encode()).digest()[:4])
