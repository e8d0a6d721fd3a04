"""`sacho schedule`: what it prints is really run by sh as cron does, and really read by systemd."""

import fcntl
import re
import shlex
import shutil
import subprocess
import sys
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from db.database import open_database
from pipeline.cli import main
from pipeline.crontab import crontab, logrotate
from pipeline.schedule import Plan, ScheduleError, jobs
from pipeline.systemd import systemd_script

SACHO = Path(sys.executable).with_name("sacho")
#: Names of folders that sh, cron or systemd would each read in its own way if they were not quoted.
FOLDERS = [
    "sacho",
    "사초 자료",
    "50% of %H",
    'it\'s "quoted"',
    "$HOME `date` $(id) !x",
    "a;b & c | d > e #1 (new) *?[x] {y} ~",
    "-n",
]
#: What --every says → fields of the crontab, and when systemd runs it.
EVERY = [
    ("10m", r"(\d+)(,\d+){5} \* \* \* \*", r"\*-\*-\* \*:\d\d(,\d\d){5}:00"),
    ("15m", r"(\d+)(,\d+){3} \* \* \* \*", r"\*-\*-\* \*:\d\d(,\d\d){3}:00"),
    ("30m", r"(\d+),(\d+) \* \* \* \*", r"\*-\*-\* \*:\d\d,\d\d:00"),
    ("60m", r"\d+ \* \* \* \*", r"\*-\*-\* \*:\d\d:00"),
    ("1h", r"\d+ \* \* \* \*", r"\*-\*-\* \*:\d\d:00"),
    ("hourly", r"\d+ \* \* \* \*", r"\*-\*-\* \*:\d\d:00"),
    ("2h", r"\d+ \d+(,\d+){11} \* \* \*", r"\*-\*-\* \d\d(,\d\d){11}:\d\d:00"),
    ("120m", r"\d+ \d+(,\d+){11} \* \* \*", r"\*-\*-\* \d\d(,\d\d){11}:\d\d:00"),
    ("12h", r"\d+ \d+,\d+ \* \* \*", r"\*-\*-\* \d\d,\d\d:\d\d:00"),
    ("daily", r"\d+ \d+ \* \* \*", r"\*-\*-\* \d\d:\d\d:00"),
    ("24h", r"\d+ \d+ \* \* \*", r"\*-\*-\* \d\d:\d\d:00"),
]
NOT_EVERY = [
    "7m",
    "5m",
    "0m",
    "0h",
    "90m",
    "5h",
    "48h",
    "hour",
    "1d",
    "",
    "-30m",
    "30",
    "m",
    "1.5h",
    "30M",
    "３０m",
]
#: What can't be carried through all of them, and is refused.
UNFIT = ["a\\b", "a\nb", "a\rb", "a\x00b", "a\x7fb", "a\udcffb"]


def a_plan(folder=Path("/srv/sacho"), every="hourly", host="a", **more):
    return Plan(more.pop("sacho", SACHO), folder / "sacho.db", every, host, "operator", **more)


def cron_commands(text):
    """What cron hands to sh: the rest of a line after five fields, \\% made % again, cut at a bare %."""
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    commands = [re.match(r"(?:\S+ ){5} (.*)", line).group(1) for line in lines]
    return [re.split(r"(?<!\\)%", command)[0].replace("\\%", "%") for command in commands]


def as_cron(command, **environment):
    """Run by sh with what cron gives: almost no variables, and another folder."""
    return subprocess.run(
        ["/bin/sh", "-c", command],
        env={"PATH": "/usr/bin:/bin", "HOME": "/", "LOGNAME": "operator", "SHELL": "/bin/sh"} | environment,
        cwd="/",
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


@contextmanager
def another_at_work(db):
    """Holds the lock, so that an ingest begins, says that it is not alone, and asks nobody anything."""
    with Path(f"{db}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(params=FOLDERS)
def folder(request, tmp_path):
    """A folder with such a name, a database and the command in it."""
    folder = tmp_path / request.param
    folder.mkdir()
    open_database(folder / "sacho.db").close()
    (folder / "sa cho").symlink_to(SACHO)
    return folder


def test_the_lines_run_as_cron_runs_them(folder):
    plan = a_plan(folder, contact="https://example.org/~you?a=50%&b='c'")
    ingest, status, backup = cron_commands(crontab(plan))
    with another_at_work(plan.db):
        done = as_cron(ingest)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert f"another ingest is at work on {plan.db}" in plan.log.read_text()
    done = as_cron(backup)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(list((folder / "backups").glob("*/sacho.db"))) == 1
    done = as_cron(status)
    assert done.returncode == 1  # no source was ever read
    assert "needs a hand" in done.stdout


def test_a_run_that_fails_says_the_end_of_the_log(tmp_path):
    plan = a_plan(tmp_path)
    plan.db.write_bytes(b"no database" * 100)
    plan.log.write_text("long ago\n" * 100)
    for command in (cron_commands(crontab(plan))[0], cron_commands(crontab(plan))[2]):
        done = as_cron(command)
        assert done.stdout.splitlines()[0].endswith("failed. The end of its log:")
        assert "not a SQLite database" in done.stdout.splitlines()[-1]
        assert done.stdout.count("long ago") < 20
        assert done.stderr == ""


def test_the_log_of_cron_says_when(tmp_path):
    plan = a_plan(tmp_path)
    for _ in range(2):
        with another_at_work(plan.db):
            as_cron(cron_commands(crontab(plan))[0], TZ="UTC")
    assert len(re.findall(r"^.*\d\d:\d\d:\d\d.*20\d\d$", plan.log.read_text(), re.MULTILINE)) == 2


def test_the_contact_reaches_the_command_as_it_is(tmp_path):
    """Percent signs, quotes and blanks of a contact and of other settings come through cron and sh."""
    show = tmp_path / "sacho"
    show.write_text('#!/bin/sh\nprintf "%s|%s\\n" "$SACHO_CONTACT" "$SACHO_ARCHIVE"\n')
    show.chmod(0o755)
    contact, archive = "https://example.org/%7Eyou?q='x' \"y\" $z #", "/자료 100%/archive.db"
    plan = a_plan(tmp_path, sacho=show, contact=contact, settings={"SACHO_ARCHIVE": archive})
    for command in cron_commands(crontab(plan)):
        as_cron(command)
    assert plan.log.read_text().splitlines()[1] == f"{contact}|{archive}"


@pytest.mark.parametrize(("every", "cron", "systemd"), EVERY)
def test_intervals(every, cron, systemd):
    times = jobs(a_plan(every=every))[0].times
    assert re.fullmatch(cron, times.cron())
    assert re.fullmatch(systemd, times.systemd())
    minutes = times.minutes
    steps = {b - a for a, b in pairwise(minutes)}
    assert len(steps) <= 1
    assert all(0 < minute < 60 for minute in minutes)
    assert all(0 <= hour < 24 for hour in times.hours)


@pytest.mark.parametrize("every", NOT_EVERY)
def test_intervals_that_no_clock_keeps(every):
    with pytest.raises(ScheduleError, match="hourly"):
        jobs(a_plan(every=every))


def test_hosts_come_at_different_minutes_and_never_at_the_full_hour():
    for every in ("10m", "30m", "1h", "2h"):
        planned = [jobs(a_plan(host=f"host{number}", every=every)) for number in range(300)]
        firsts = {one[0].times.minutes[0] for one in planned}
        assert len(firsts) >= {"10m": 9, "30m": 25}.get(every, 50)
        assert not any(0 in job.times.minutes for one in planned for job in one)
    assert len({one[0].times.hours[0] for one in planned}) == 2


def test_a_host_keeps_its_minute():
    assert crontab(a_plan()) == crontab(a_plan())


@pytest.mark.parametrize("text", UNFIT)
@pytest.mark.parametrize("where", ["sacho", "folder", "contact", "settings"])
def test_what_no_quoting_carries_is_refused(text, where):
    value = {"settings": {"SACHO_ARCHIVE": text}, "contact": text}.get(where, Path("/") / text)
    with pytest.raises(ScheduleError, match="can't be scheduled"):
        a_plan(**{where: value})


@pytest.mark.parametrize(
    ("contact", "mailto"),
    [
        ("you@example.org", "MAILTO=you@example.org"),
        ("y.o+u@ex-ample.org", "MAILTO=y.o+u@ex-ample.org"),
        ("https://example.org/@you", None),
        ("You <you@example.org>", "MAILTO=you@example.org"),
        ("해동군 전산팀 <it+cron@haedong.example>", "MAILTO=it+cron@haedong.example"),
        ("<you@example.org>", "MAILTO=you@example.org"),
        (" you@example.org ", "MAILTO=you@example.org"),
        ("You <you@example.org", None),
        ("you@example.org>", None),
        ("-f@example.org", None),
        ("mailto:you@example.org", None),
        ("<" * 100_000, None),
        ("you@example.org, me@example.org", None),
        ("홍길동@example.org", None),
        (None, None),
    ],
)
def test_cron_is_told_where_mail_goes(contact, mailto):
    lines = [line for line in crontab(a_plan(contact=contact)).splitlines() if line.startswith("MAILTO")]
    assert lines == ([mailto] if mailto else [])


CRONTAB = """#!/bin/sh
# keeps a crontab in a file, as crontab(1) does for its callers
if [ "$1" = -l ]; then cat "$CRONTAB"; else cat > "$CRONTAB.new" && mv "$CRONTAB.new" "$CRONTAB"; fi
"""


def test_installing_keeps_other_lines_and_twice_changes_nothing(tmp_path):
    """The command in the comment, with a crontab of the test's own."""
    (tmp_path / "crontab").write_text(CRONTAB)
    (tmp_path / "crontab").chmod(0o755)
    table = tmp_path / "table"
    table.write_text("# mine\n5 5 * * *  true\n")
    db = tmp_path / "50% '사초'" / "sacho.db"
    db.parent.mkdir()
    block = CliRunner().invoke(main, ["schedule", "--db", str(db), "--contact", "you@example.org"]).stdout
    install = re.search(r"^#   (.*crontab -)$", block, re.MULTILINE).group(1)
    seen = []
    for _ in range(2):
        done = as_cron(install, PATH=f"{tmp_path}:/usr/bin:/bin", CRONTAB=str(table))
        assert (done.returncode, done.stderr) == (0, "")
        seen.append(table.read_text())
    assert seen == ["# mine\n5 5 * * *  true\n" + block] * 2


def test_renewing_from_a_bare_shell_keeps_the_settings(tmp_path, monkeypatch):
    """The command that the block names carries what was set when it was made; a key it never carries."""
    (tmp_path / "crontab").write_text(CRONTAB)
    (tmp_path / "crontab").chmod(0o755)
    table = tmp_path / "table"
    table.write_text("")
    monkeypatch.chdir(tmp_path)
    settings = {
        "SACHO_SOURCES": "korea_kr, mois",
        "SACHO_DELAY": "2.5",
        "SACHO_TIMEOUT": "20",
        "SACHO_ARCHIVE": "자료 100%'/archive.db",
        "SACHO_CONTACT": "해동군 <it@haedong.example>",
        "SACHO_DATA_GO_KR_KEY": "secret-key",
    }
    block = CliRunner().invoke(main, ["schedule", "--every", "2h"], env=settings).stdout
    assert "secret-key" not in block
    install = re.search(r"^#   (.*crontab -)$", block, re.MULTILINE).group(1)
    done = as_cron(install, PATH=f"{tmp_path}:/usr/bin:/bin", CRONTAB=str(table), LC_ALL="C.UTF-8")
    assert done.returncode == 0, done.stderr
    assert table.read_text() == block
    script = CliRunner().invoke(main, ["schedule", "--systemd"], env=settings).stdout
    again = re.search(r"^#   (.*) \| sudo sh$", script, re.MULTILINE).group(1)
    assert as_cron(again, LC_ALL="C.UTF-8").stdout == script


#: A contact, and whether somebody can be reached by it.
CONTACTS = [
    ("you@example.org", True),
    ("You <you@example.org>", True),
    ("https://example.org/~you?a=50%", True),
    ("http://example.org", True),
    ("HTTPS://example.org/%EB%AC%B8%EC%9D%98", True),
    ("example.org", False),
    ("홍길동", False),
    ("you at example.org", False),
    ("https://", False),
    ("https://example.org/a page", False),
    ("ftp://example.org", False),
    ("02-123-4567", False),
]


@pytest.mark.parametrize(("contact", "reachable"), CONTACTS)
def test_a_contact_by_which_nobody_is_reached_is_said(tmp_path, contact, reachable):
    result = CliRunner().invoke(main, ["schedule", "--db", str(tmp_path / "x.db"), "--contact", contact])
    assert result.exit_code == 0
    assert ("is neither a mail address" in result.stderr) is not reachable


def written_units(plan, folder, **environment):
    """Runs the script but for its last two lines, which speak to systemd itself."""
    script = systemd_script(plan).splitlines()
    assert [line.split()[:2] for line in script[-2:]] == [
        ["systemctl", "daemon-reload"],
        ["systemctl", "enable"],
    ]
    folder.mkdir()
    done = as_cron("\n".join(script[:-2]), SACHO_UNITS=str(folder))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return sorted(folder.iterdir())


def test_systemd_understands_the_units(folder, tmp_path):
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    plan = a_plan(folder, sacho=folder / "sa cho", contact="50% 'of' \"you\" $x")
    plan = Plan(plan.sacho, plan.db, "2h", "a", "root", plan.contact, {"SACHO_ARCHIVE": str(folder / "x.db")})
    units = written_units(plan, tmp_path / "units")
    assert [unit.name for unit in units] == [
        f"sacho-{name}.{kind}" for name in ("backup", "ingest", "status") for kind in ("service", "timer")
    ]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", *map(str, units)],
        capture_output=True,
        text=True,
    )
    ours = [line for line in (done.stdout + done.stderr).splitlines() if "sacho" in line]
    assert ours == []
    assert done.returncode == 0, done.stderr


def test_systemd_would_say_if_it_did_not_understand(tmp_path):
    """The test above can fail: a command that is not there is found out."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("no systemd-analyze here")
    units = written_units(a_plan(sacho=tmp_path / "50% of it"), tmp_path / "units")
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)], capture_output=True, text=True
    )
    assert f"{tmp_path}/50% of it is not executable" in done.stdout + done.stderr


def test_words_of_a_unit():
    service = systemd_script(a_plan(Path("/srv/50% 'x' \"y\" $z"), contact="a b%"))
    assert f'ExecStart=:{SACHO} ingest --db "/srv/50%% \'x\' \\"y\\" $z/sacho.db"' in service
    assert 'Environment="SACHO_CONTACT=a b%%"' in service
    assert service.count("SACHO_CONTACT") == 1  # only who asks sites needs it


def test_log_rotation():
    text = logrotate(a_plan(Path("/srv/사초 [1]")), "staff")
    assert text.startswith('"/srv/사초 [[]1]/sacho.db.log" {\n    monthly\n')
    assert "su operator staff" in text
    with pytest.raises(ScheduleError, match="quotation mark"):
        logrotate(a_plan(Path('/srv/"x"')), "staff")


def test_log_rotation_is_understood(tmp_path):
    if shutil.which("logrotate") is None:
        pytest.skip("no logrotate here")
    rules = tmp_path / "rules"
    rules.write_text(logrotate(a_plan(tmp_path), "root").replace("operator", "root"))
    (tmp_path / "sacho.db.log").write_text("x\n")
    done = subprocess.run(
        ["logrotate", "--debug", "--state", str(tmp_path / "state"), str(rules)],
        capture_output=True,
        text=True,
    )
    assert "error" not in done.stderr


def test_the_command_fills_in_the_paths_of_this_machine(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SACHO_ARCHIVE", "elsewhere.db")
    monkeypatch.setenv("SACHO_DATA_GO_KR_KEY", "secret-key")
    result = CliRunner().invoke(
        main, ["schedule", "--every", "30m"], env={"SACHO_CONTACT": "you@example.org"}
    )
    assert result.exit_code == 0
    assert f"{shlex.quote(str(SACHO))} ingest --db {shlex.quote(str(tmp_path / 'sacho.db'))}" in result.stdout
    assert f"SACHO_ARCHIVE={shlex.quote(str(tmp_path / 'elsewhere.db'))}" in result.stdout
    assert "MAILTO=you@example.org" in result.stdout
    assert "secret-key" not in result.output
    assert "SACHO_DATA_GO_KR_KEY" in result.stderr  # but that it is needed is said


def test_without_a_contact_the_lines_are_printed_and_advice_given(tmp_path):
    for form in ("--cron", "--systemd"):
        result = CliRunner().invoke(main, ["schedule", form, "--db", str(tmp_path / "x.db")])
        assert result.exit_code == 0
        assert "SACHO_CONTACT" not in result.stdout
        assert "--contact" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--every", "7m"], "hourly"),
        (["--db", "none/sacho.db"], "the folder"),
        (["--contact", "a\\b"], "can't be scheduled"),
        (["--contact", "a\nb"], "can't be scheduled"),
    ],
)
def test_wrong_use_is_one_line(tmp_path, monkeypatch, arguments, said):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["schedule", *arguments])
    assert result.exit_code == 2
    assert result.stdout == ""
    assert said in result.stderr.splitlines()[-1]
