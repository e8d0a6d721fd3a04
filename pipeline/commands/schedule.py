"""A command: the lines for cron, systemd and logrotate."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.commands._messages import one_line_errors
from pipeline.commands._options import db_option, debug_option

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Settings that a scheduled run needs as well. Keys are not among them: they are never printed.
_CARRIED = ("SACHO_DELAY", "SACHO_TIMEOUT", "SACHO_SOURCES")
_KNOWN = (*_CARRIED, "SACHO_ARCHIVE", "SACHO_CONTACT")
# https://example.org/~you
_PAGE = re.compile(r"https?://[^\s/?#]{1,255}(?:[/?#]\S{0,2000})?", re.IGNORECASE)


@click.command()
@db_option
@click.option("--every", metavar="TIME", default="hourly", show_default=True, help="Or 30m, 2h, daily …")
@click.option(
    "--contact",
    metavar="ADDRESS",
    envvar="SACHO_CONTACT",
    help="Mail address or page of yours: sites are told it, cron sends mail to it.",
)
@click.option("--cron", "form", flag_value="cron", default="cron", help="Lines for a crontab (default).")
@click.option("--systemd", "form", flag_value="systemd", help="A script that makes services and timers.")
@click.option("--logrotate", "form", flag_value="logrotate", help="Rules for the log of cron's runs.")
@debug_option
def schedule(db: Path, every: str, contact: str | None, form: str, debug: bool) -> None:
    """Print the lines that run sacho by itself: for cron or systemd.

    Nothing is installed. The lines fetch, look each morning whether all is well, and make a backup each week.
    The minute depends on the machine's name.

    \b
    Examples:
      sacho schedule --contact you@example.org
      sacho schedule --every 30m --systemd | sudo sh
      sacho schedule --logrotate | sudo tee /etc/logrotate.d/sacho
    """
    from pipeline.crontab import crontab, logrotate
    from pipeline.schedule import Plan, ScheduleError
    from pipeline.systemd import systemd_script

    with one_line_errors(debug):
        try:
            plan = Plan(
                _own_path(), _absolute(db), every, os.uname().nodename, _user(), contact, _carried(os.environ)
            )
            forms = {"cron": crontab, "systemd": systemd_script}
            text = logrotate(plan, _group()) if form == "logrotate" else forms[form](plan)
        except ScheduleError as error:
            raise click.UsageError(str(error)) from None
        click.echo(text, nl=False)
    _advise(contact, os.environ)


def _own_path() -> Path:
    """Where this command itself is, as a path that cron finds from anywhere."""
    import shutil

    beside = Path(sys.executable).with_name("sacho")
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("sacho")
    if found is None:
        raise click.UsageError("the command sacho is not installed; install the package, then try again")
    return Path(found).absolute()


def _absolute(db: Path) -> Path:
    path = db.absolute()
    if not path.parent.is_dir():
        raise click.UsageError(f"{path}: the folder {path.parent} does not exist; make it first")
    return path


def _user() -> str:
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:  # in a container
        return str(os.getuid())


def _group() -> str:
    import grp

    try:
        return grp.getgrgid(os.getgid()).gr_name
    except KeyError:
        return str(os.getgid())


def _carried(environment: Mapping[str, str]) -> dict[str, str]:
    values = {name: environment[name] for name in _CARRIED if environment.get(name)}
    if archive := environment.get("SACHO_ARCHIVE"):
        values["SACHO_ARCHIVE"] = str(Path(archive).absolute())
    return values


def _advise(contact: str | None, environment: Mapping[str, str]) -> None:
    from pipeline.crontab import mail_address

    if not contact:
        click.echo("No contact: let sites reach you, with --contact you@example.org", err=True)
    elif mail_address(contact) is None and not _PAGE.fullmatch(contact.strip()):
        click.echo(
            f"The contact {contact!r} is neither a mail address (you@example.org) nor the address of a page "
            "(https://example.org/you): sites can't reach you, and cron does not know where mail goes.",
            err=True,
        )
    left = sorted(name for name in environment if name.startswith("SACHO_") and name not in _KNOWN)
    if left:
        click.echo(
            f"Not printed, though set here: {', '.join(left)}. Set them in the crontab, above these lines, "
            "or in the unit (systemctl edit sacho-ingest).",
            err=True,
        )
