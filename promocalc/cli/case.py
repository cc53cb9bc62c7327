"""What to price: a cart, a rulebook, and what the options change about who buys, when, and with which choices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from promocalc.cli.diagnostics import Gathering, refused
from promocalc.problems import MissingKey, Problem, ProblemGroup, UnknownKey, UnknownPersona, Where, nearest

if TYPE_CHECKING:
    from typing import BinaryIO

    from promocalc.cart import Cart, Choices, Persona
    from promocalc.engine.receipt import Receipt
    from promocalc.files.load import Loaded
    from promocalc.rules.rulebook import Rulebook
    from promocalc.rules.scope import Scope

T = TypeVar("T")


@dataclass(frozen=True)
class Wanted:
    """What the command line says; everything else the cart says."""

    cart: str
    rules: str | None = None
    at: str | None = None
    persona: str | None = None
    use: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()
    balance_at: str | None = None
    received: str | None = None


@dataclass(frozen=True)
class Case:
    """A cart under a rulebook, ready to be priced."""

    wanted: Wanted
    cart: Loaded[Cart]
    rulebook: Rulebook
    shopper: Persona
    choices: Choices
    at: datetime | None
    balance_at: datetime | None = None
    received: datetime | None = None
    terms: Loaded[Rulebook] | None = None
    """Where the rulebook was read from."""

    @property
    def bought(self) -> Cart:
        """The cart as the options have it: who buys it, and when the goods came."""
        return self.cart.value.model_copy(update={"shopper": self.shopper, "received": self.received})

    @property
    def lacks_moment(self) -> bool:
        """Whether a rule asks when it is, and nobody said."""
        return self.at is None and any(asks_moment(rule.when) for rule in self.rulebook.rules.values())

    def price(self) -> Receipt:
        """The receipt.

        Raises ProblemGroup; problems are at their place in the cart, or name the option.
        """
        from promocalc.engine import price

        with self.located():
            return price(self.bought, self.rulebook, self.choices, self.at, self.balance_at)

    @contextmanager
    def located(self) -> Iterator[None]:
        """Problems that are met meanwhile get their place: in an option or in the cart."""
        try:
            yield
        except ProblemGroup as group:
            raise ProblemGroup(tuple(self.place(problem) for problem in group.problems)) from None

    def place(self, problem: Problem) -> Problem:
        """A trouble with a choice or a moment is where that was stated: in an option, the cart or the rulebook."""
        match problem.where.path:
            case ("balance_at",) if self.wanted.balance_at is not None:
                return replace(problem, where=Where(("--balance-at",)))
            case ("received",) if self.wanted.received is not None:
                return replace(problem, where=Where(("--received",)))
            case ("rules", *_) if self.terms is not None:
                return self.terms.locate(problem)
            case ("prices", *_):
                return replace(problem, where=Where(("--price",)))
            case ("choices", ("use" | "skip" | "reading") as key, *rest):
                names = [getattr(self.choices, key)[at] for at in rest if isinstance(at, int)]
                given = getattr(self.wanted, key)
                if given and all(name in given for name in names):
                    return replace(problem, where=Where((f"--{key}",)))
            case _:
                pass
        return self.cart.locate(problem)


def open_wanted(wanted: Wanted, stdin: BinaryIO, gathering: Gathering | None = None) -> Case:
    """Read what is named, and apply the options.

    Raises ProblemGroup: with all that is wrong with the options, unless they are gathered.
    """
    from promocalc.files.load import open_case

    cart, book = open_case(wanted.cart, wanted.rules, stdin=stdin)
    own, found = cart.value, gathering or Gathering()

    def moment(said: str | None, option: str, stated: datetime | None) -> datetime | None:
        return stated if said is None else found.read(lambda: moment_of(said, option))

    def shopper() -> Persona:
        return own.shopper if wanted.persona is None else shopper_of(wanted.persona, own, book.value)

    case = Case(
        wanted,
        cart,
        book.value,
        found.read(shopper) or own.shopper,
        choices_of(wanted, own.choices),
        moment(wanted.at, "--at", own.at),
        moment(wanted.balance_at, "--balance-at", own.balance_at),
        moment(wanted.received, "--received", own.received),
        book,
    )
    if gathering is None:
        found.refuse()
    return case


def asks_moment(scope: Scope) -> bool:
    """Whether a scope depends on when it is looked at."""
    from promocalc.rules.scope import AllOf, AnyOf, Daily, NoneOf, Within

    match scope:
        case AllOf(parts) | AnyOf(parts) | NoneOf(parts):
            return any(asks_moment(part) for part in parts)
        case _:
            return isinstance(scope, (Within, Daily))


def moment_of(text: str, option: str = "--at") -> datetime:
    """What an option says that takes a moment.

    Raises ProblemGroup.
    """
    from promocalc.rules.scope import read_moment

    return read_option(option, lambda: read_moment(text))


def choices_of(wanted: Wanted, own: Choices) -> Choices:
    """The options added to the cart's choices; where they contradict it, the options win. A reading replaces."""
    use = [*(name for name in own.use if name not in wanted.skip), *wanted.use]
    skip = [*(name for name in own.skip if name not in wanted.use), *wanted.skip]
    return type(own).model_validate({"use": use, "skip": skip, "reading": [*(wanted.reading or own.reading)]})


def shopper_of(text: str, cart: Cart, book: Rulebook) -> Persona:
    """``new=true,member=88vip`` changes the cart's shopper; a name is one of its personas."""
    if "=" not in text:
        known = tuple(cart.personas)
        if text not in known:
            raise refused("--persona", UnknownPersona(text, known, nearest(text, known)))
        return cart.personas[text]
    facts: dict[str, Any] = {key: getattr(cart.shopper, key) for key in type(cart.shopper).model_fields}
    facts["attributes"] = dict(cart.shopper.attributes)
    asked = _facts_asked(book)
    for key, value in _pairs(text):
        near = None if key in facts or key in asked else nearest(key, asked)
        if near is not None:
            raise refused("--persona", UnknownKey(key, asked, near))
        place = facts if key in facts and key != "attributes" else facts["attributes"]
        place[key] = {"true": True, "false": False}.get(value, value)
    return read_option("--persona", lambda: type(cart.shopper).model_validate(facts))


def _facts_asked(book: Rulebook) -> tuple[str, ...]:
    """What rules may ask about a shopper, and what those of ``book`` ask besides. A slip of the pen is none of it."""
    from promocalc.engine.when import asked_about
    from promocalc.rules.scope import SHOPPER_KEYS

    own = sorted(frozenset[str]().union(*(asked_about(rule.when) for rule in book.rules.values())))
    return tuple(dict.fromkeys((*SHOPPER_KEYS, *own)))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split(","):
        key, sign, value = (piece.strip() for piece in part.partition("="))
        if not sign or not key:
            raise refused("--persona", MissingKey(f"{key or part.strip()}="))
        yield key, value


def read_option(option: str, read: Callable[[], T]) -> T:
    """What ``read`` gives; its troubles as problems with an option."""
    from pydantic import ValidationError

    from promocalc.rules.values import troubles

    try:
        return read()
    except ValidationError as error:
        problems = tuple(Problem(trouble, Where((option, *path))) for path, trouble in troubles(error))
        raise ProblemGroup(problems) from None
