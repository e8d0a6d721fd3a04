"""The command line as a whole: its commands are files, and each pays only for what it needs."""

import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import pipeline.commands
from pipeline.cli import main

CONTEXT = click.Context(main)
COMMANDS = main.list_commands(CONTEXT)
FOLDER = Path(pipeline.commands.__file__).parent
#: What costs time and memory, and has no place in the help of a command.
DEAR = (
    "kiwipiepy",
    "lxml",
    "bs4",
    "httpx",
    "sqlite3",
    "datasette",
    "sqlite_utils",
    "pypdfium2",
    "extractors",
)


def test_the_commands_are_the_files_of_a_folder():
    assert {"annotate", "clean", "extract", "ingest", "score", "serve", "status"} <= set(COMMANDS)
    assert not [name for name in COMMANDS if name.startswith("_")]
    assert set(COMMANDS) == {path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_")}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_bears_the_name_of_its_file(name):
    assert main.get_command(CONTEXT, name).name == name


@pytest.mark.parametrize(
    "name", ["ingst", "_options", "__init__", "", "../ingest", "ingest.py", "Ingest", "서버"]
)
def test_what_is_no_command_is_wrong_use(name):
    result = CliRunner().invoke(main, [name])
    assert result.exit_code == 2
    assert f"No such command '{name}'" in result.output


@pytest.mark.parametrize("arguments", [["--help"], *([name, "--help"] for name in COMMANDS)])
def test_help_is_cheap(arguments):
    """It imports no database, no parser and no other command's library."""
    code = (
        "import sys; from pipeline.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: assert end.code == 0\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    loaded = done.stderr.split()
    assert not [name for name in loaded if name.startswith(DEAR)]
    ours = {name for name in loaded if name.startswith("pipeline.commands.") and "._" not in name}
    expected = COMMANDS if arguments == ["--help"] else arguments[:1]
    assert ours == {f"pipeline.commands.{name}" for name in expected}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_each_in_a_line(name):
    """Nothing is cut off in a terminal of 80 columns."""
    line = main.get_command(CONTEXT, name).get_short_help_str(limit=80 - len("  annotate  ") - 2)
    assert not line.endswith("...")
