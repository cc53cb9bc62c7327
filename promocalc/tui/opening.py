"""From what was asked for on the command line to a session: the files, and where saving would write."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from promocalc.files.load import open_case
from promocalc.files.shipped import folder
from promocalc.tui.request import EXAMPLE, Request
from promocalc.tui.session import Session


def open_session(request: Request) -> Session:
    """A session on what was asked for.

    Raises ProblemGroup with everything that is wrong with the files.
    """
    source = request.source or EXAMPLE
    stream = io.BytesIO(request.stdin) if request.stdin is not None else None
    cart, rulebook = open_case(source, request.rules, stdin=stream)
    session = Session.of(
        cart.value,
        rulebook.value,
        name=_name(cart.path, cart.value.cart),
        path=_writable(cart.path),
        at=request.at,
        language=request.language,
        theme=request.theme,
    )
    # Reading the price now finds what does not fit together while the files' lines are still known.
    if session.problems:
        located = tuple(
            (rulebook if problem.where.path[:1] == ("rules",) else cart).locate(problem) for problem in session.problems
        )
        session = replace(session, refused=located)
    return session


def _name(path: Path | None, called: str) -> str:
    return path.name if path is not None and _writable(path) else called or (path.stem if path is not None else "-")


def _writable(path: Path | None) -> Path | None:
    """The file that saving writes: the one that was read, if it is the user's own and in our own notation."""
    if path is None or path.suffix.lower() not in (".yaml", ".yml"):
        return None
    shipped = folder()
    if shipped is not None and path.resolve().is_relative_to(shipped.resolve()):
        return None
    return path
