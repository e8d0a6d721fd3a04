"""A command: a copy of the database that is in use."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.commands._messages import Broken, one_line_errors
from pipeline.commands._options import debug_option, existing_db_option


@click.command()
@click.argument("destination", metavar="DEST")
@existing_db_option
@click.option(
    "--keep",
    type=click.IntRange(1),
    help="DEST is a folder for dated backups; only the newest so many stay.",
)
@debug_option
def backup(destination: str, db: Path, keep: int | None, debug: bool) -> None:
    """Copy the database and its archive, while others write to them.

    DEST is a new file, which gets the archive.db beside it, or a folder, which gets a folder named after the
    time with both in it. The copies are checked before they get their names. To go back to one, stop what
    is running, remove the files -wal and -shm of both, and put the copies in their places.

    \b
    Examples:
      sacho backup /mnt/disk/sacho.db
      sacho backup --keep 8 /srv/sacho/backups
    """
    from pipeline.backup import backup as run_backup
    from pipeline.clock import now
    from pipeline.settings import Settings, SettingsError

    if destination.endswith("/") and keep is None and not Path(destination).is_dir():
        raise Broken(f"{destination}: no such folder; make it first, or add --keep")
    with one_line_errors(debug):
        try:
            archive = Settings.from_environment().archive_path(db)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
        made = run_backup(db, archive, Path(destination), now=now(), keep=keep)
    removed = f"; {made.removed} older removed" if made.removed else ""
    names = ", ".join(str(file) for file in made.files)
    click.echo(f"saved {names} ({made.size / 1e6:,.1f} MB, checked{removed})", err=True)
