"""The state of the screen: one frozen value, and one pure function that makes the next from an event.

No terminal library is imported here, nothing is drawn and no file is touched.
Invariant: every cart on the undo and redo stacks passed the model's own
readers, so the screen never holds a cart that could not be saved and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, assert_never

from pydantic import ValidationError

from promocalc.cart import Cart, Choices, Line, Persona
from promocalc.engine import Pricer, Receipt
from promocalc.problems import Problem, ProblemGroup, Where
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title, troubles
from promocalc.tui.choosing import leave_offer, takes_part, use_offer
from promocalc.tui.events import (
    AddLine,
    Event,
    Import,
    Redo,
    Reloaded,
    RemoveLine,
    Replace,
    Saved,
    SetField,
    SetLanguage,
    SetPersona,
    SetTheme,
    ToggleOffer,
    Undo,
)
from promocalc.tui.words import Language

UNDO_LIMIT = 500


# --- the session ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Session:
    """Everything that is shown follows from this."""

    cart: Cart
    rulebook: Rulebook
    saved: Cart
    """The cart as its file holds it."""
    path: Path | None = None
    """The file that saving writes; None where there is none yet."""
    name: str = ""
    """What the cart is called in the header."""
    at: datetime | None = None
    """A moment asked for instead of the cart's own; not saved."""
    persona: str = ""
    language: Language = "en"
    theme: str = "textual-dark"
    undo: tuple[Cart, ...] = ()
    redo: tuple[Cart, ...] = ()
    refused: tuple[Problem, ...] = ()
    """Why the last event changed nothing; empty where it did what it says."""
    pricer: Pricer | None = field(default=None, compare=False, repr=False)
    """Kept across edits, for what it has worked out already; made when first needed."""

    @classmethod
    def of(cls, cart: Cart, rulebook: Rulebook, **facts: Any) -> Session:
        """A session on a cart as it was just read."""
        return cls(cart, rulebook, cart, **facts)

    @property
    def choices(self) -> Choices:
        """What the shopper decided."""
        return self.cart.choices

    @property
    def is_dirty(self) -> bool:
        """Whether the file holds something else than the screen."""
        return self.cart != self.saved

    @property
    def shopper(self) -> Persona:
        """Who is buying."""
        return self.cart.personas.get(self.persona, self.cart.shopper)

    @property
    def moment(self) -> datetime | None:
        """When it is bought, as far as that is known."""
        return self.at or self.cart.at

    @property
    def receipt(self) -> Receipt | None:
        """What it costs; None where cart and rulebook do not fit together (:attr:`problems` says why)."""
        return self._priced[0]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why there is no receipt."""
        return self._priced[1]

    @cached_property
    def _priced(self) -> tuple[Receipt | None, tuple[Problem, ...]]:
        try:
            return self.till.price(self.cart), ()
        except ProblemGroup as group:
            return None, group.problems

    @cached_property
    def till(self) -> Pricer:
        """The pricer for this rulebook, shopper and moment: the one kept, while those are the same."""
        # A copy for another currency shares its parts with the rulebook, so that comparing them takes no time.
        kept, book = self.pricer, self.rulebook.in_currency(self.cart.currency)
        if kept is not None and (kept.rulebook, kept.shopper, kept.at) == (book, self.shopper, self.moment):
            return kept
        return Pricer(book, self.shopper, self.moment)

    @cached_property
    def choosable(self) -> frozenset[str]:
        """Rules that the shopper may use or leave."""
        return frozenset(rule for programme in self.till.programmes for rule in programme.choosable)

    def line(self, name: str) -> Line | None:
        """The line with that id."""
        return next((line for line in self.cart.lines if line.id == name), None)


def receipt(session: Session) -> Receipt | None:
    """What the session's cart costs; None where that cannot be said."""
    return session.receipt


def update(session: Session, event: Event) -> Session:
    """The session after ``event``. Never raises on what a person may have typed: see :attr:`Session.refused`."""
    now = replace(session, refused=(), pricer=session.till)
    try:
        return _after(now, event)
    except ValidationError as error:
        problems = tuple(Problem(trouble, Where(path)) for path, trouble in troubles(error))
        return replace(now, refused=problems)


def _after(now: Session, event: Event) -> Session:
    match event:
        case SetField():
            return _changed(now, lambda: _with_field(now, event))
        case ToggleOffer(rule):
            return _changed(now, lambda: _toggled(now, rule))
        case AddLine(title):
            line = {"id": new_line_id(now.cart), "title": title or None, "unit_price": 0}
            return _changed(now, lambda: _with_lines(now.cart, (*now.cart.lines, Line.model_validate(line))))
        case RemoveLine(name):
            return _changed(now, lambda: _with_lines(now.cart, [one for one in now.cart.lines if one.id != name]))
        case Import(lines):
            return _changed(now, lambda: _with_lines(now.cart, (*now.cart.lines, *_renamed(now.cart, lines))))
        case Replace(cart):
            return _changed(now, lambda: cart)
        case Undo():
            return _stepped(now, now.undo, now.redo, back=True)
        case Redo():
            return _stepped(now, now.redo, now.undo, back=False)
        case Saved(path):
            return replace(now, saved=now.cart, path=path, name=path.name)
        case Reloaded(cart, rulebook):
            return replace(_changed(replace(now, rulebook=rulebook), lambda: cart), saved=cart)
        case SetLanguage(language):
            return replace(now, language=language)
        case SetTheme(theme):
            return replace(now, theme=theme)
        case SetPersona(persona):
            return replace(now, persona=persona)
        case _:
            assert_never(event)


def _changed(now: Session, make: Callable[[], Cart]) -> Session:
    """The cart that ``make`` gives, with the way back to this one; as it is where nothing changes."""
    cart = make()
    if cart == now.cart:
        return now
    return replace(now, cart=cart, undo=(*now.undo, now.cart)[-UNDO_LIMIT:], redo=())


def _stepped(now: Session, stack: tuple[Cart, ...], other: tuple[Cart, ...], *, back: bool) -> Session:
    if not stack:
        return now
    *rest, cart = stack
    left, grown = tuple(rest), (*other, now.cart)
    return replace(now, cart=cart, undo=left if back else grown, redo=grown if back else left)


def _with_lines(cart: Cart, lines: Iterable[Line]) -> Cart:
    return Cart.model_validate({**dict(cart), "lines": tuple(lines)})


def _with_field(now: Session, event: SetField) -> Cart:
    line = now.line(event.line)
    if line is None:
        return now.cart
    value: object = event.text
    if event.field == "title":
        value = _retitled(line, event.text.strip(), now.language)
    elif event.field == "store":
        value = event.text.strip()
    edited = Line.model_validate({**dict(line), event.field: value})
    return _with_lines(now.cart, (edited if one.id == event.line else one for one in now.cart.lines))


def _retitled(line: Line, text: str, language: Language) -> Title | None:
    """A title in one language is both; where both are given, only the one that is shown changes."""
    if not text:
        return None
    if line.title is None or line.title.en == line.title.zh:
        return Title(text, text)
    return Title(line.title.en, text) if language == "zh" else Title(text, line.title.zh)


def _toggled(now: Session, rule: str) -> Cart:
    if rule not in now.choosable:
        return now.cart
    programmes = now.till.programmes
    if takes_part(now.choices, rule, now.receipt, programmes):
        choices = leave_offer(now.choices, rule)
    else:
        choices = use_offer(now.choices, rule, programmes)
    return now.cart.model_copy(update={"choices": choices})


def new_line_id(cart: Cart) -> str:
    """The id that the next added line gets: the least number from the cart's size up that is free."""
    taken = {line.id for line in cart.lines}
    at = len(cart.lines) + 1
    while str(at) in taken:
        at += 1
    return str(at)


def _renamed(cart: Cart, lines: tuple[Line, ...]) -> list[Line]:
    taken = {line.id for line in cart.lines}
    found: list[Line] = []
    at = len(taken)
    for line in lines:
        name = line.id
        while name in taken:
            at += 1
            name = str(at)
        taken.add(name)
        found.append(line if name == line.id else line.model_copy(update={"id": name}))
    return found
