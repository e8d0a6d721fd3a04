"""The subcommands, one module each: ``pipeline/commands/<name>.py`` with a click command of that name."""
