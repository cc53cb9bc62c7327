"""The command line: one file a verb. stdout is data, stderr is narration, exit codes are an API."""

from promocalc.cli.program import main

__all__ = ["main"]
