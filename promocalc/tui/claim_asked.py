"""What the claim screen asks: advertisements, typed or of a file of claims, against the session's cart.

No terminal library needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from promocalc.claims.document import Advertisement, ClaimFile
from promocalc.claims.facts import Facts
from promocalc.claims.inputs import Input, Taken
from promocalc.explain.claim.told import ClaimsTold
from promocalc.files.claim_case import in_its_money, taken_for
from promocalc.files.claims import LoadedClaims
from promocalc.files.load import open_case
from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.formula.subject import Subject
from promocalc.problems import Problem, ProblemGroup, Where
from promocalc.rules.model import Model
from promocalc.rules.values import troubles
from promocalc.tui.claim_facts import known_of, read_fact
from promocalc.tui.claiming import START, Claiming, Said
from promocalc.tui.request import EXAMPLE, Request
from promocalc.tui.session import Session

M = TypeVar("M", bound=Model)


def claiming_of(loaded: LoadedClaims) -> Claiming:
    """What a file of claims asks, as the screen has it."""
    claims = loaded.value
    adverts = tuple(
        Said(one.text, known_of(claims.facts_of(one)), one.sku or claims.sku or "", one.channel or claims.channel or "")
        for one in claims.advertisements
    )
    return Claiming(
        adverts, history=_beside(loaded, claims.history or ""), catalogue=_beside(loaded, claims.catalogue or "")
    )


def _beside(loaded: LoadedClaims, name: str) -> str:
    """A file that a file of claims names, from where the program runs."""
    return str(loaded.beside(name) or name) if name else ""


@dataclass(frozen=True)
class Asked:
    """What is to be judged."""

    claiming: Claiming
    session: Session
    request: Request
    today: date
    lacks: str = ""
    """The extra without which nobody can tell who pays least; "" where it is there."""
    loaded: LoadedClaims | None = None
    """The file of claims; None where a sentence was typed."""

    # --- the cart -------------------------------------------------------------------------------------------------

    @property
    def has_cart(self) -> bool:
        """Whether there is a cart that the advertisements are about."""
        return bool(self.session.cart.lines)

    @cached_property
    def subject(self) -> Subject:
        """The cart with nothing decided, whoever buys: whoever pays least decides."""
        cart = self.session.cart
        choices = cart.choices.model_copy(update={"use": (), "skip": ()})
        return Subject(cart, self.session.rulebook, choices, self.session.moment, cart.balance_at)

    @property
    def source(self) -> str:
        """Where the cart is, as a command line names it."""
        return str(self.session.path) if self.session.path is not None else self.request.source or EXAMPLE

    def is_like(self, other: Asked | None) -> bool:
        """Whether the other comes to the same, whichever advertisement is looked at."""
        if other is None or self.subject != other.subject or self.loaded is not other.loaded:
            return False
        mine, its = (replace(one.claiming, at=0) for one in (self, other))
        return (mine, self.today, self.lacks) == (its, other.today, other.lacks)

    # --- as a file of claims says it ------------------------------------------------------------------------------

    @cached_property
    def claims(self) -> ClaimFile:
        """What is asked, in its money. Raises ProblemGroup."""
        return in_its_money(self.written, self._money)

    @property
    def taken(self) -> Taken:
        """What nobody said, and what was taken. Raises ProblemGroup."""
        return taken_for(self.written, self._money)

    @property
    def _money(self) -> str | None:
        return self.session.cart.currency if self.has_cart else None

    @cached_property
    def written(self) -> ClaimFile:
        """What is asked, as it was written. Raises ProblemGroup."""
        if self.loaded is not None:
            return self._of_file(self.loaded)
        said, moment = self.claiming, self.session.moment
        data = {
            **self._common(),
            "claims": "asked",
            "advertisements": [{"text": said.text}],
            "currency": self.session.cart.currency,
            "facts": self._facts(said.said) if said.said.facts else None,
            "at": None if moment is None else moment.date(),
        }
        if said.uses_history:
            data |= {"sku": said.said.sku, "channel": said.said.channel}
        return _valid(ClaimFile, {name: value for name, value in data.items() if value})

    def _common(self) -> dict[str, Any]:
        """What holds for all advertisements, as far as it was said on the screen."""
        said = self.claiming
        found: dict[str, Any] = {
            "jurisdiction": said.place,
            "standards": [said.standard] if said.standard else [],
            "catalogue": said.catalogue,
            "history": said.history if said.uses_history else "",
        }
        return found

    def _of_file(self, loaded: LoadedClaims) -> ClaimFile:
        """The file with what was changed on the screen."""
        file, own = loaded.value, self._common()
        data: dict[str, Any] = {name: getattr(file, name) for name in file.model_fields_set}
        data |= {name: own[name] for name in self.here}
        if self.request.at is not None:
            data["at"] = self.request.at.date()
        if self.claiming.place:
            data |= {"jurisdiction": self.claiming.place, "standards": ()}
        pairs = list(zip(self.claiming.adverts, claiming_of(loaded).adverts, file.advertisements, strict=True))
        if any(said != before for said, before, _ in pairs):
            # What the file says of all of them is among what is known of each.
            data |= {"facts": Facts(), "sku": None, "channel": None}
            data["advertisements"] = tuple(self._changed(file, *one) for one in pairs)
        return _valid(ClaimFile, {name: value for name, value in data.items() if value not in ("", None)})

    def _changed(self, file: ClaimFile, said: Said, before: Said, one: Advertisement) -> Advertisement:
        data: dict[str, Any] = {name: getattr(one, name) for name in one.model_fields_set}
        if said.text != before.text:
            data |= {"text": said.text, "says": ()}
        known, was = file.facts_of(one), dict(before.facts)
        kept = {key: getattr(known, key) for key, text in said.facts if was.get(key) == text}
        typed = self._facts(replace(said, facts=tuple(pair for pair in said.facts if pair[0] not in kept)))
        data |= {"facts": typed.model_copy(update=kept), "sku": said.sku or None, "channel": said.channel or None}
        return _valid(Advertisement, {name: value for name, value in data.items() if value is not None})

    def _facts(self, said: Said) -> Facts:
        """What is known of one advertisement. Raises ProblemGroup."""
        currency = self.session.cart.currency
        return Facts().model_copy(update={key: read_fact(key, text, currency) for key, text in said.facts})

    @property
    def here(self) -> frozenset[str]:
        """The keys under which the screen names something else than the file of claims does."""
        said = self.claiming
        if self.loaded is None:
            return frozenset()
        before = claiming_of(self.loaded)
        found = {"history"} if (said.history, said.is_marked) != (before.history, False) else set()
        found |= {"catalogue"} if said.catalogue != before.catalogue else set()
        return frozenset(found | ({"standards"} if said.standard else set()))

    @property
    def folder(self) -> Path | None:
        """Where the files are that a file of claims names."""
        return None if self.loaded is None or self.loaded.path is None else self.loaded.path.parent

    def located(self, problem: Problem) -> Problem:
        """A problem with what a file of claims says, at its place there."""
        where = problem.where
        if self.loaded is None or where.line is not None or where.file is not None or set(where.path) & self.here:
            return problem
        return replace(problem, where=self.loaded.where(where.path, problem.trouble))

    # --- what was read, and how it is done again ------------------------------------------------------------------

    def inputs(self, *, with_cart: bool) -> Iterator[Input]:
        """The file of claims; the cart and its rulebook as their files hold them, else as saving would write them."""
        if self.loaded is not None:
            path, text = self.loaded.path, self.loaded.text.text
            yield Input.of("claims", self.request.claims or "-", text.encode() if path is None else path.read_bytes())
        if with_cart:
            yield from self._bought()

    def _bought(self) -> tuple[Input, ...]:
        session = self.session
        cart, rulebook = dump_cart(session.cart).encode(), dump_rulebook(session.rulebook).encode()
        with suppress(ProblemGroup, OSError):
            bought, terms = open_case(self.source, self.request.rules)
            if bought.value == session.cart and bought.path is not None:
                cart = bought.path.read_bytes()
            if terms.value == session.rulebook and terms.path is not None:
                rulebook = terms.path.read_bytes()
        name = session.cart.cart or session.name
        return Input.of("cart", name, cart), Input.of("rulebook", session.rulebook.rulebook, rulebook)

    def again(self, told: ClaimsTold) -> Iterator[str]:
        """The words of a command line that does it again; none where the cart is nowhere but on the screen."""
        session, said = self.session, self.claiming
        if session.is_dirty or self.request.stdin is not None:
            return
        if self.loaded is not None:
            yield from self._file_again(told)
        elif not said.text.startswith("-"):
            yield from ("promocalc", "claim", said.text, *self._options(told), *self._facts_again(said.said))
            if session.moment is None and not said.standard:
                yield from self._standards(told)

    def _options(self, told: ClaimsTold) -> Iterator[str]:
        said, moment = self.claiming, self.session.moment
        has_cart = told.circumstances.subject is not None
        options = {
            "--cart": self.source if has_cart else "",
            "--rules": self.request.rules or "",
            "--currency": "" if has_cart else self.session.cart.currency,
            "--jurisdiction": said.place,
            "--standard": said.standard,
            "--start": said.start,
            "--history": said.history if said.uses_history else "",
            "--sku": said.said.sku if said.uses_history else "",
            "--channel": said.said.channel if said.uses_history else "",
            "--catalogue": said.catalogue,
            "--at": "" if moment is None else moment.isoformat(),
        }
        for option, value in options.items():
            yield from (option, value) if value else ()

    @staticmethod
    def _facts_again(said: Said) -> Iterator[str]:
        for key, text in said.facts:
            if key != START:
                yield from ("--fact", f"{key}={text}")

    def _file_again(self, told: ClaimsTold) -> Iterator[str]:
        """As long as nothing else is said on the screen than in the file."""
        assert self.loaded is not None
        before, said = claiming_of(self.loaded), self.claiming
        if replace(said, at=0, place="", standard="") != before:
            return
        yield from ("promocalc", "claim", self.request.claims or "-")
        named = (("--jurisdiction", said.place), ("--standard", said.standard))
        for option, value in named:
            yield from (option, value) if value else ()
        if self.request.at is not None:
            yield from ("--at", self.request.at.isoformat())
        undated = self.claims.at is None and any(one.advert.facts.start is None for one in told.adverts)
        if undated and not self.claims.standards:
            yield from self._standards(told)

    @staticmethod
    def _standards(told: ClaimsTold) -> Iterator[str]:
        for standard in told.standards:
            yield from ("--standard", standard.standard)


def _valid(model: type[M], data: dict[str, Any]) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise ProblemGroup(tuple(Problem(one, Where(tuple(path))) for path, one in troubles(error))) from None
