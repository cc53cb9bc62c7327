"""The state of the screen: one frozen value, and one pure function that makes the next from an event.

No terminal library is imported here, nothing is drawn and no file is touched.
Invariant: every cart on the undo and redo stacks passed the model's own
readers, so the screen never holds a cart that could not be saved and read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, assert_never

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
    GiveBack,
    GiveBackAll,
    Import,
    Redo,
    Reloaded,
    RemoveLine,
    Replace,
    Saved,
    SetField,
    SetLanguage,
    SetMoments,
    SetPersona,
    SetTheme,
    TimeEvent,
    ToggleOffer,
    Undo,
)
from promocalc.tui.moments import MomentField, typed_moment
from promocalc.tui.words import Language

if TYPE_CHECKING:
    from promocalc.timeline.promises import Promises
    from promocalc.timeline.refunded import Refunded
    from promocalc.timeline.scenarios import Scenarios
    from promocalc.timeline.windows import Timeline

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
    going_back: tuple[tuple[str, int], ...] = ()
    """How many pieces of which lines go back: a question that is asked, and nothing that a cart holds."""
    back_at: datetime | None = None
    """When they go back."""
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
        facts = (book, self.shopper, self.moment, self.cart.balance_at)
        if kept is not None and (kept.rulebook, kept.shopper, kept.at, kept.balance_at) == facts:
            return kept
        return Pricer(*facts)

    @cached_property
    def choosable(self) -> frozenset[str]:
        """Rules that the shopper may use or leave."""
        return frozenset(rule for programme in self.till.programmes for rule in programme.choosable)

    # --- over time -----------------------------------------------------------------------------------------------

    @property
    def scenarios(self) -> Scenarios | None:
        """The ways that this order can go, with its timeline; None where that cannot be said."""
        return self._ways[0]

    @property
    def time_problems(self) -> tuple[Problem, ...]:
        """Why there is a receipt and no timeline: goods that came before they were paid for."""
        return self._ways[1]

    @cached_property
    def _ways(self) -> tuple[Scenarios | None, tuple[Problem, ...]]:
        from promocalc.timeline.scenarios import scenarios

        if self.receipt is None:
            return None, ()
        cart = self.cart.model_copy(update={"shopper": self.shopper})
        try:
            return scenarios(cart, self.rulebook, at=self.moment), ()
        except ProblemGroup as group:
            return None, group.problems

    @property
    def timeline(self) -> Timeline | None:
        """Everything about this order that has a date; None where that cannot be said."""
        return self.scenarios.timeline if self.scenarios is not None else None

    @cached_property
    def promises(self) -> Promises | None:
        """What comes later, for certain or if promises are kept; None without a receipt."""
        from promocalc.timeline.promises import promises

        return promises(self.receipt) if self.receipt is not None else None

    @property
    def returnable(self) -> tuple[Line, ...]:
        """The lines that can go back: not postage and other charges, which follow what they were for."""
        return tuple(line for line in self.cart.lines if line.kind == "goods")

    @cached_property
    def returns(self) -> Mapping[str, int]:
        """How many pieces of every line go back: no more than the line has."""
        asked = dict(self.going_back)
        wanted = {line.id: min(asked.get(line.id, 0), line.quantity) for line in self.returnable}
        return {line: pieces for line, pieces in wanted.items() if pieces}

    @property
    def refunded(self) -> Refunded | None:
        """What comes back for what goes back; None where nothing does, or that cannot be said."""
        return self._refund[0]

    @property
    def refund_problems(self) -> tuple[Problem, ...]:
        """Why it cannot be said."""
        return self._refund[1]

    @cached_property
    def _refund(self) -> tuple[Refunded | None, tuple[Problem, ...]]:
        from promocalc.timeline.refund import refund
        from promocalc.timeline.refunded import Return

        if self.receipt is None or not self.returns:
            return None, ()
        back = [Return(line, pieces) for line, pieces in self.returns.items()]
        try:
            return refund(self.receipt, back, at=self.back_at, received=self.cart.received), ()
        except ProblemGroup as group:
            return None, group.problems

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
        case Undo() | Redo():
            return _stepped(now, back=isinstance(event, Undo))
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
        case SetMoments() | GiveBack() | GiveBackAll():
            return _over_time(now, event)
        case _:
            assert_never(event)


def _changed(now: Session, make: Callable[[], Cart]) -> Session:
    """The cart that ``make`` gives, with the way back to this one; as it is where nothing changes."""
    cart = make()
    if cart == now.cart:
        return now
    return replace(now, cart=cart, undo=(*now.undo, now.cart)[-UNDO_LIMIT:], redo=())


def _stepped(now: Session, *, back: bool) -> Session:
    stack, other = (now.undo, now.redo) if back else (now.redo, now.undo)
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


def _over_time(now: Session, event: TimeEvent) -> Session:
    match event:
        case SetMoments(texts):
            return _at_moments(now, dict(texts))
        case GiveBack(line, pieces):
            return _giving_back(now, {**now.returns, line: pieces})
        case GiveBackAll():
            everything = {line.id: line.quantity for line in now.returnable}
            return _giving_back(now, {} if now.returns == everything else everything)
        case _:
            assert_never(event)


def _giving_back(now: Session, wanted: Mapping[str, int]) -> Session:
    pieces = {line.id: min(wanted.get(line.id, 0), line.quantity) for line in now.returnable}
    return replace(now, going_back=tuple((line, count) for line, count in pieces.items() if count > 0))


def _at_moments(now: Session, texts: Mapping[MomentField, str]) -> Session:
    """The order at other moments; refused where they are none, or the order cannot be made at them."""
    zone = now.rulebook.timezone
    typed = {field: typed_moment(text, zone) for field, text in texts.items()}
    # What no cart holds is read as if one did.
    back_at = Cart.model_validate({"at": typed.pop("back_at")}).at if "back_at" in typed else now.back_at
    cart = Cart.model_validate({**dict(now.cart), **typed})
    after = replace(_changed(now, lambda: cart), back_at=back_at, at=None if "at" in typed else now.at)
    refused = _impossible(after)
    return replace(now, refused=refused) if refused and not _impossible(now) else after


def _impossible(session: Session) -> tuple[Problem, ...]:
    """Why an order cannot be made, received or given back at its moments."""
    return session.problems or session.time_problems or session.refund_problems


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
