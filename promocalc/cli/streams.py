"""stdin, stdout and files: always UTF-8, whole or not at all, never in each other's way."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import BinaryIO

import click

from promocalc.cli.diagnostics import narrate
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import FileNotWritten, Problem, ProblemGroup, Where

_THERE = Words(
    "'{path}' is there already; --force replaces it",
    "“{path}”已经存在；要替换它，请加 --force",
)
_WRITTEN = Words("written: {path}", "已写入：{path}")


def speak_utf8() -> None:
    """Whatever the locale says, our text is UTF-8; what cannot be encoded is escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def standard_input() -> BinaryIO:
    """The bytes that are piped in."""
    return sys.stdin.buffer


def fall_silent() -> None:
    """After the reader of a pipe has gone: nothing more can be said, not even by the interpreter on its way out."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            os.dup2(nowhere, stream.fileno())
        except (OSError, ValueError):  # not a real file: under a test
            continue


def put(text: str, output: Path | None, language: Language, *, force: bool = False, quiet: bool = False) -> None:
    """``text`` to a file, or to stdout.

    Raises ProblemGroup where the file cannot be written.
    """
    if output is None:
        click.echo(text.rstrip("\n"))
        return
    from promocalc.files.write import save_text

    refuse_to_replace(output, language, force=force)
    try:
        save_text(output, text.rstrip("\n") + "\n")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ProblemGroup((Problem(FileNotWritten(str(output), reason), Where(file=str(output))),)) from None
    narrate(_WRITTEN.said(language, path=output), quiet=quiet)


def refuse_to_replace(output: Path | None, language: Language, *, force: bool, option: str = "--output") -> None:
    """Raises UsageError where a file would be lost."""
    if output is not None and output.exists() and not force:
        raise click.BadParameter(_THERE.said(language, path=output), click.get_current_context(), param_hint=option)
