"""The command line: thin commands over the library. Data to standard output, messages to standard error.

Exit status: 0 all well, 1 something failed (cron sends mail), 2 wrong use.

A command is a module in ``pipeline/commands``, found by its file name and imported when it is asked for, so
that a cron job with nothing to do does not pay for the others.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

_FOLDER = Path(__file__).with_name("commands")


class Commands(click.Group):
    """A group whose commands are the modules of a folder; ``_options.py`` and its like are none."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, none of which is imported for it."""
        return sorted(path.stem for path in _FOLDER.glob("[a-z]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(import_module(f"pipeline.commands.{cmd_name}"), cmd_name)
        if not isinstance(command, click.Command):
            raise TypeError(f"pipeline/commands/{cmd_name}.py: {cmd_name} is not a click command")
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="sacho", message="sacho %(version)s")
def main() -> None:
    """Turn Korean government press releases, and the news that reprints them, into a database.

    \b
    First steps:
      sacho extract articles/          a dump of articles → sacho.db
      sacho serve                      ask it questions in the browser
      sacho ingest                     fetch new press releases (for cron)
    """


if __name__ == "__main__":
    main()
