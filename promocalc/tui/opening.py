"""From what was asked for on the command line to a session: the files, and where saving would write."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from promocalc.files.load import open_case
from promocalc.files.shipped import folder
from promocalc.tui.request import EXAMPLE, Request
from promocalc.tui.session import Session

if TYPE_CHECKING:
    from promocalc.files.claims import LoadedClaims


def open_session(request: Request) -> Session:
    """A session on what was asked for.

    A file of claims that names no cart has an empty one. Raises ProblemGroup with everything that is wrong with the
    files.
    """
    if request.claims is not None and request.source is None:
        return _without_cart(request)
    source = request.source or EXAMPLE
    is_piped = request.stdin is not None and request.claims is None
    stream = io.BytesIO(request.stdin or b"") if is_piped else None
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


def open_claims_of(request: Request) -> tuple[LoadedClaims, Request]:
    """The file of claims that was asked for, and what to open with it: the cart and the rulebook that it names.

    Raises ProblemGroup.
    """
    from promocalc.files.claim_case import in_its_money
    from promocalc.files.claims import open_claims

    assert request.claims is not None
    loaded = open_claims(request.claims, stdin=io.BytesIO(request.stdin or b""))
    claims = loaded.value
    found = replace(request, source=None, rules=None)
    if claims.cart is None:
        return loaded, replace(found, currency=in_its_money(claims, None).currency)
    book = None if claims.rulebook is None else str(loaded.beside(claims.rulebook) or claims.rulebook)
    return loaded, replace(found, source=str(loaded.beside(claims.cart) or claims.cart), rules=book)


def _without_cart(request: Request) -> Session:
    from promocalc.cart import Cart
    from promocalc.rules.rulebook import Rulebook

    cart, book = Cart(currency=request.currency), Rulebook(rulebook="none", currency=request.currency)
    # Not the name of the file itself: saving the cart would suggest it.
    name = Path(request.claims or "-").name.partition(".")[0]
    return Session.of(cart, book, name=name, at=request.at, language=request.language, theme=request.theme)


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
