"""What ``promocalc claim`` is asked: options and files, as advertisements and what is known besides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.asking import need, subject_of
from promocalc.cli.case import Case, Wanted, moment_of
from promocalc.cli.diagnostics import Gathering, narrate, refused
from promocalc.cli.opened import opened
from promocalc.cli.streams import standard_input
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import MissingKey, Problem, ProblemGroup, Where

if TYPE_CHECKING:
    from promocalc.choose.watch import Watch
    from promocalc.claims.document import ClaimFile
    from promocalc.claims.inputs import Input, Taken
    from promocalc.explain.claim.given import Given
    from promocalc.explain.claim.told import ClaimsTold
    from promocalc.files.claim_case import ClaimCase
    from promocalc.files.claims import LoadedClaims
    from promocalc.problems import Path as Place

_NONE = Words(
    "no shipped standard of {place} is in force on {day}; --standard names one, --standards lists them",
    "自带的标准中，{place} 在 {day} 没有施行的；可用 --standard 指定，用 --standards 查看",
)
_WHERE = Words(
    "whose standards? give --jurisdiction or --standard; --standards lists them",
    "按哪里的标准？请给出 --jurisdiction 或 --standard；用 --standards 查看",
)
_SENTENCE = Words("--says is for a sentence, not for a file of claims", "--says 用于一句广告语，不用于宣称文件")
_WITHOUT = Words("{option} needs {other}", "{option} 要与 {other} 一起用")
_STOPPED = Words(
    "stopped before it was known who pays least: nothing is judged",
    "已停止：还不知道谁付得最少，未作判断",
)

_OPTIONS: dict[Place, str] = {
    ("advertisements", 0, "says"): "--says",
    ("advertisements", 0, "text"): "--currency",
    ("facts", "start"): "--start",
    ("facts", "now"): "--now",
    ("facts", "reference"): "--reference",
    ("facts",): "--fact",
    ("standards",): "--standard",
    ("jurisdiction",): "--jurisdiction",
    ("currency",): "--currency",
    ("history",): "--history",
    ("sku",): "--sku",
    ("channel",): "--channel",
    ("cart",): "--cart",
    ("catalogue",): "--catalogue",
    ("rulebook",): "--rules",
}
"""Which option says what a file of claims says at a place."""
_FILES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class Asked:
    """What the command line says; a file of claims says the rest."""

    what: str | None = None
    says: tuple[str, ...] = ()
    standard: tuple[str, ...] = ()
    jurisdiction: str | None = None
    currency: str | None = None
    start: str | None = None
    now: str | None = None
    reference: str | None = None
    fact: tuple[str, ...] = ()
    history: str | None = None
    sku: str | None = None
    channel: str | None = None
    cart: str | None = None
    catalogue: str | None = None
    rules: str | None = None
    at: str | None = None
    persona: str | None = None


def told_of(asked: Asked, language: Language, *, quiet: bool, page: tuple[str, ...] = ()) -> ClaimsTold:
    """Everything judged; ``page`` are the words of the command line that say how it is written down.

    Raises ProblemGroup with all that is wrong, UsageError where no standard can be chosen, KeyboardInterrupt where
    somebody stopped it.
    """
    return _Bench(asked, language, quiet, page).told()


@dataclass(frozen=True)
class _Bench:
    """One command line, as it is read."""

    asked: Asked
    language: Language
    quiet: bool
    page: tuple[str, ...]

    def told(self) -> ClaimsTold:
        from promocalc.explain.best.words import words
        from promocalc.explain.claim.told import ClaimsTold
        from promocalc.files.claim_case import NoStandardError
        from promocalc.files.history_parquet import ParquetMissing
        from promocalc.numbers.formula import NotExpressible

        self.fits()
        if self.searches:
            need(self.language, "numpy", extra="formula")
        try:
            with self.searching() as watch:
                found = self.opened(watch)
                judged = found.judged
        except ProblemGroup as group:
            raise ProblemGroup(tuple(self.placed(one) for one in group.problems)) from None
        except ParquetMissing as missing:
            need(self.language, "pyarrow", extra=missing.extra)
            raise
        except NoStandardError as no:
            said = _NONE.said(self.language, place=no.jurisdiction, day=no.day) if no.jurisdiction else ""
            raise click.UsageError(said or _WHERE.said(self.language), click.get_current_context()) from None
        except NotExpressible as no:
            said = words(self.language).cannot(no.reason, no.about)
            raise click.UsageError(said, click.get_current_context()) from None
        inputs = (*self.inputs(), *found.inputs)
        told = ClaimsTold(judged, found.circumstances, self.claims.title, inputs, found.notes)
        return replace(told, again=tuple(self.again(told)), taken=self.taken, given=self.given)

    def fits(self) -> None:
        """Raises UsageError where an option has nothing to say something of."""
        asked, claims = self.asked, self.claims
        lone = [(f"--{name}", "--history") for name in ("sku", "channel") if getattr(asked, name) is not None]
        lone = [] if claims.history is not None else lone
        lone += [("--persona", "--cart")] if asked.persona is not None and self.case is None else []
        for option, other in lone:
            said = _WITHOUT.said(self.language, option=option, other=other)
            raise click.UsageError(said, click.get_current_context())

    @property
    def searches(self) -> bool:
        """Whether somebody has to wait for the cheapest way of a cart or of items."""
        return self.case is not None or self.claims.catalogue is not None

    @contextmanager
    def searching(self) -> Iterator[Watch | None]:
        """Who waits for it. Raises KeyboardInterrupt where somebody stopped it."""
        if not self.searches:
            yield None
            return
        from promocalc.choose.watch import Stopped
        from promocalc.cli.progress import watching

        try:
            with watching(self.language, self.claims.currency, quiet=self.quiet) as watch:
                yield watch
        except Stopped:
            narrate(_STOPPED.said(self.language), quiet=self.quiet)
            raise KeyboardInterrupt from None

    def opened(self, watch: Watch | None) -> ClaimCase:
        """All that is named, read. Raises as :func:`promocalc.files.claim_case.open_claim_case`."""
        from promocalc.files.claim_case import open_claim_case

        return open_claim_case(
            self.claims,
            datetime.now().astimezone().date(),
            folder=None if self.loaded is None or self.loaded.path is None else self.loaded.path.parent,
            here=frozenset(place[0] for place in self.stated if isinstance(place[0], str)),
            subject=None if self.case is None else subject_of(self.case),
            watch=watch,
        )

    # --- what is asked --------------------------------------------------------------------------------------------

    @cached_property
    def loaded(self) -> LoadedClaims | None:
        """The file of claims; None where a sentence is given. Raises ProblemGroup."""
        what = self.asked.what
        if what is None or not _names_file(what):
            return None
        if self.asked.says:
            raise click.UsageError(_SENTENCE.said(self.language), click.get_current_context())
        from promocalc.files.claim_case import check_named
        from promocalc.files.claims import open_claims

        found = open_claims(what, stdin=standard_input())
        check_named(found, but=frozenset(str(place[0]) for place in self.stated))
        return found

    @cached_property
    def stated(self) -> dict[Place, Any]:
        """What options say, by the place at which a file of claims would. Raises ProblemGroup."""
        asked = self.asked
        found: dict[Place, Any] = {
            ("standards",): list(asked.standard) or None,
            ("jurisdiction",): asked.jurisdiction,
            ("currency",): asked.currency,
            ("history",): asked.history,
            ("sku",): asked.sku,
            ("channel",): asked.channel,
            ("cart",): asked.cart,
            ("catalogue",): asked.catalogue,
            ("rulebook",): asked.rules,
            ("at",): None if asked.at is None else _day(asked.at),
            **{("facts", key): value for key, value in self.facts()},
        }
        own = {"start": asked.start, "now": asked.now, "reference": asked.reference}
        found |= {("facts", key): value for key, value in own.items() if value is not None}
        return {place: value for place, value in found.items() if value is not None}

    def facts(self) -> Iterator[tuple[str, str]]:
        """What ``--fact`` says."""
        for text in self.asked.fact:
            key, sign, value = (part.strip() for part in text.partition("="))
            if not sign or not key:
                raise refused("--fact", MissingKey(f"{key or text.strip()}="))
            yield key, value

    @property
    def given(self) -> Given:
        """How facts were given."""
        return "options" if self.loaded is None else "file"

    @cached_property
    def claims(self) -> ClaimFile:
        """What is asked, as a file of claims, in the money that it is about. Raises ProblemGroup."""
        from promocalc.files.claim_case import in_its_money

        try:
            return in_its_money(self.written, self.money)
        except ProblemGroup as group:
            raise ProblemGroup(tuple(self.placed(one) for one in group.problems)) from None

    @property
    def taken(self) -> Taken:
        """What nobody said, and what was taken."""
        from promocalc.files.claim_case import taken_for

        return taken_for(self.written, self.money)

    @property
    def money(self) -> str | None:
        """The currency of the cart."""
        return None if self.case is None else self.case.cart.value.currency

    @cached_property
    def written(self) -> ClaimFile:
        """What is asked, as it was written. Raises ProblemGroup."""
        from promocalc.claims.document import Advertisement

        loaded = self.loaded
        data: dict[str, Any] = {"claims": "asked", "advertisements": [{"text": self.asked.what or "", **self.says()}]}
        if loaded is not None:
            data = {name: getattr(loaded.value, name) for name in loaded.value.model_fields_set}
        data |= {str(place[0]): value for place, value in self.stated.items() if len(place) == 1}
        if self.asked.jurisdiction is not None and not self.asked.standard:
            data.pop("standards", None)
        known = {str(place[1]): value for place, value in self.stated.items() if len(place) == 2}
        if loaded is None:
            data["facts"] = known
            return self.validated(data)
        if known or "sku" in data or "channel" in data:
            scratch = {"claims": "asked", "currency": data.get("currency", "CNY"), "facts": known}
            facts = self.validated({**scratch, "advertisements": ["-"]}).facts
            own = {name: value for name in type(facts).model_fields if (value := getattr(facts, name)) is not None}
            data["advertisements"] = [
                Advertisement.model_validate(
                    {
                        **{name: getattr(one, name) for name in one.model_fields_set},
                        "facts": one.facts.model_copy(update=own),
                        **({"sku": self.asked.sku} if self.asked.sku is not None else {}),
                        **({"channel": self.asked.channel} if self.asked.channel is not None else {}),
                    }
                )
                for one in loaded.value.advertisements
            ]
        return self.validated(data)

    def says(self) -> dict[str, Any]:
        """What ``--says`` says."""
        if not self.asked.says:
            return {}
        from promocalc.files.yaml import read_yaml

        gathering = Gathering()
        found = gathering.each(self.asked.says, lambda text: read_yaml(text).data())
        if gathering.problems:
            raise ProblemGroup(tuple(replace(one, where=Where(("--says",))) for one in gathering.problems))
        return {"says": found}

    def validated(self, data: dict[str, Any]) -> ClaimFile:
        """``data`` as a file of claims. Raises ProblemGroup, each problem at its option or place."""
        from pydantic import ValidationError

        from promocalc.claims.document import ClaimFile
        from promocalc.files.keys import explained
        from promocalc.rules.values import troubles

        try:
            return ClaimFile.model_validate(data)
        except ValidationError as error:
            found = [
                Problem(explained(ClaimFile, path, trouble), Where(tuple(path))) for path, trouble in troubles(error)
            ]
            raise ProblemGroup(tuple(self.placed(one) for one in found)) from None

    # --- the cart -------------------------------------------------------------------------------------------------

    @cached_property
    def case(self) -> Case | None:
        """The cart that it is about; None where there is none. Raises ProblemGroup."""
        asked, cart, rules = self.asked, self.asked.cart, self.asked.rules
        if cart is None and self.loaded is not None and self.loaded.value.cart is not None:
            cart = self.loaded.value.cart
            cart = str(self.loaded.beside(cart) or cart)
        if cart is None:
            return None
        if rules is None and self.loaded is not None and self.loaded.value.rulebook is not None:
            rules = self.loaded.value.rulebook
            rules = str(self.loaded.beside(rules) or rules)
        wanted = Wanted(cart, rules=rules, at=asked.at, persona=asked.persona)
        return opened(wanted, self.language, quiet=self.quiet)

    # --- what was read --------------------------------------------------------------------------------------------

    def inputs(self) -> Iterator[Input]:
        """The file of claims, the cart and its rulebook."""
        from promocalc.claims.inputs import Input

        if self.loaded is not None:
            yield Input.of("claims", self.asked.what or "-", _bytes(self.loaded.path, self.loaded.text.text))
        if self.case is not None:
            cart, book = self.case.cart, self.case.terms
            yield Input.of("cart", cart.value.name or self.case.wanted.cart, _bytes(cart.path, cart.text.text))
            if book is not None:
                yield Input.of("rulebook", book.value.name, _bytes(book.path, book.text.text))

    def placed(self, problem: Problem) -> Problem:
        """A problem at its option, or at its place in the file of claims."""
        path = problem.where.path
        if problem.where.line is not None or problem.where.file is not None:
            return problem
        if path[:1] == ("advertisements",) and path[2:3] == ("facts",) and path[2:4] in self.stated:
            path = path[2:]
        for length in (3, 2, 1):
            option = _OPTIONS.get(path[:length])
            given = self.loaded is None or path[:length] in self.stated or path[:2] in self.stated
            if option is not None and given:
                return replace(problem, where=Where((option,)))
        return problem if self.loaded is None else replace(problem, where=self.loaded.where(path, problem.trouble))

    @property
    def dated(self) -> bool:
        """Whether it is said when it was advertised."""
        return self.claims.at is not None

    def again(self, told: ClaimsTold) -> Iterator[str]:
        """The words of a command line that does it again, whenever that is."""
        asked = self.asked
        yield from ("promocalc", "claim")
        dashed = asked.what is not None and asked.what.startswith("-") and asked.what != "-"
        if asked.what is not None and not dashed:
            yield asked.what
        for one in fields(asked)[1:]:
            value = getattr(asked, one.name)
            for said in value if isinstance(value, tuple) else () if value is None else (value,):
                yield from (f"--{one.name}", said)
        if asked.at is None and self.case is not None and self.case.at is not None and self.case.cart.value.at is None:
            yield from ("--at", self.case.at.isoformat())
        # Of a day that nobody gave, today is another one when it is typed.
        if not self.claims.standards and any(one.advert.facts.start is None for one in told.adverts) and not self.dated:
            for standard in told.standards:
                yield from ("--standard", standard.standard)
        yield from self.page
        if dashed and asked.what is not None:
            yield from ("--", asked.what)


def _day(text: str) -> date:
    """What ``--at`` says: a day, or the day of a moment. Raises ProblemGroup."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return moment_of(text).date()


def _names_file(what: str) -> bool:
    """Whether a word names a file of claims, and is not a sentence."""
    from promocalc.files.shipped import find

    if what == "-" or find(what, "claims") is not None or what.lower().endswith(_FILES):
        return True
    try:
        return Path(what).is_file()
    except (OSError, ValueError):
        return False


def _bytes(path: Path | None, text: str) -> bytes:
    return text.encode() if path is None else path.read_bytes()
