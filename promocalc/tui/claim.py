"""What the claim screen asks: an advertisement against the session's cart. No terminal library needed.

It is judged elsewhere than where keys are read, and may be given up on the way. Only who pays least needs NumPy: where
that cannot be told, a claim is judged without its cart.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from promocalc.cart import Choices
from promocalc.choose.watch import Stopped
from promocalc.claims.document import ClaimFile
from promocalc.claims.inputs import Input
from promocalc.claims.judging import judge_adverts
from promocalc.explain.best_words import words
from promocalc.explain.claim_told import ClaimsTold
from promocalc.explain.problem import message, render_all
from promocalc.files.claim_case import NoStandardError, open_claim_case
from promocalc.files.history_parquet import ParquetMissing
from promocalc.files.load import open_case
from promocalc.files.write import dump_cart, dump_rulebook
from promocalc.formula.subject import Subject
from promocalc.numbers.formula import NotExpressible, Reason
from promocalc.problems import MissingKey, Problem, ProblemGroup, Where
from promocalc.rules.values import troubles
from promocalc.tui.claim_words import claim_words
from promocalc.tui.claiming import Claiming
from promocalc.tui.request import EXAMPLE, Request
from promocalc.tui.session import Session
from promocalc.tui.waiting import Waiting
from promocalc.tui.whatif import subject_of
from promocalc.tui.words import Language

if TYPE_CHECKING:
    from promocalc.claims.witness import Witness


@dataclass(frozen=True)
class Asked:
    """What is to be judged."""

    claiming: Claiming
    session: Session
    request: Request
    today: date
    lacks: str = ""
    """The extra without which nobody can tell who pays least; "" where it is there."""

    @cached_property
    def subject(self) -> Subject:
        """The cart with nothing decided: whoever pays least decides."""
        subject = subject_of(self.session)
        return Subject(subject.cart, subject.rulebook, self._free, subject.at, subject.balance_at)

    @property
    def _free(self) -> Choices:
        return self.session.cart.choices.model_copy(update={"use": (), "skip": ()})

    @property
    def is_decided(self) -> bool:
        """Whether the cart has chosen something, which does not count here."""
        return self._free != self.session.cart.choices

    @property
    def source(self) -> str:
        """Where the cart is, as a command line names it."""
        return str(self.session.path) if self.session.path is not None else self.request.source or EXAMPLE

    def is_like(self, other: Asked | None) -> bool:
        """Whether the other comes to the same."""
        if other is None or self.subject != other.subject:
            return False
        return (self.claiming, self.today, self.lacks) == (other.claiming, other.today, other.lacks)

    # --- as a file of claims would say it -------------------------------------------------------------------------

    @property
    def claims(self) -> ClaimFile:
        """What is asked. Raises ProblemGroup."""
        said, moment = self.claiming, self.session.moment
        known: dict[str, Any] = {
            "currency": self.session.cart.currency,
            "jurisdiction": said.place,
            "standards": [said.standard] if said.standard else None,
            "facts": {"start": said.start} if said.start else None,
            "catalogue": said.catalogue,
            "at": None if moment is None else moment.date(),
        }
        if said.uses_history:
            known |= {"history": said.history, "sku": said.sku, "channel": said.channel}
        data = {"claims": "asked", "advertisements": [{"text": said.text}]}
        try:
            return ClaimFile.model_validate(data | {name: value for name, value in known.items() if value})
        except ValidationError as error:
            raise ProblemGroup(tuple(Problem(one, Where(tuple(path))) for path, one in troubles(error))) from None

    def inputs(self) -> tuple[Input, ...]:
        """The cart and its rulebook: as their files hold them, else as saving would write them."""
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
        said, session = self.claiming, self.session
        if session.is_dirty or self.is_decided or self.request.stdin is not None or said.text.startswith("-"):
            return
        moment = session.moment
        options = {
            "--cart": self.source if told.circumstances.subject is not None else "",
            "--rules": self.request.rules or "",
            "--currency": "" if told.circumstances.subject is not None else session.cart.currency,
            "--jurisdiction": said.place,
            "--standard": said.standard,
            "--start": said.start,
            "--history": said.history if said.uses_history else "",
            "--sku": said.sku if said.uses_history else "",
            "--channel": said.channel if said.uses_history else "",
            "--catalogue": said.catalogue,
            "--at": "" if moment is None else moment.isoformat(),
        }
        yield from ("promocalc", "claim", said.text)
        for option, value in options.items():
            yield from (option, value) if value else ()
        if moment is None and not said.standard:
            for standard in told.standards:
                yield from ("--standard", standard.standard)


@dataclass(frozen=True, eq=False)
class Worked:
    """What came of it; or why there is no verdict."""

    asked: Asked
    told: ClaimsTold | None = None
    witness: Witness | None = None
    unproven: tuple[Reason, str] | None = None
    """Why nobody can tell who pays least."""
    unfit: tuple[Problem, ...] = ()
    """What is wrong with the cart, which is left aside then."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the question."""
    no_standard: tuple[str, date] | None = None
    """Where nothing is in force, and when."""
    lacks: str = ""
    """The extra without which a file cannot be read."""
    defect: str = ""
    """What went wrong with the working itself, which is nobody's fault but ours."""

    @property
    def choosing(self) -> MissingKey | None:
        """Of several things or channels in the prices one has to be chosen: which there are."""
        found = [one.trouble for one in self.problems]
        return found[0] if len(found) == 1 and isinstance(found[0], MissingKey) and found[0].allowed else None

    def note(self, language: Language) -> str:
        """Why there is no verdict; "" where there is one."""
        say = claim_words(language)
        if self.defect:
            return say.failed.format(why=self.defect)
        if self.lacks:
            return say.needs_file.format(extra=self.lacks)
        if self.no_standard is not None:
            place, day = self.no_standard
            return say.no_standard.format(place=place, day=day) if place else say.no_place
        if self.problems:
            return render_all(self.problems, language)
        return "" if self.unproven is None else words(language).cannot(*self.unproven)

    def aside(self, language: Language) -> str:
        """Why the cart is left aside; "" where it is not."""
        say = claim_words(language)
        if self.asked.lacks:
            return say.needs.format(extra=self.asked.lacks)
        if self.unproven is not None:
            return say.aside.format(why=words(language).cannot(*self.unproven))
        semicolon = "；" if language == "zh" else "; "
        why = semicolon.join(message(one.trouble, language) for one in self.unfit)
        return say.aside.format(why=why) if why else ""


def work(asked: Asked, waiting: Waiting, before: Worked | None = None) -> Worked | None:
    """The verdicts, or why there are none; None where nobody waits for them any more.

    Who pays least is taken from ``before`` where that is the same cart.
    """
    try:
        found = _judged(_witnessed(asked, waiting, before))
    except Stopped:
        return None
    return None if waiting.stopped() else found


def _judged(found: Worked) -> Worked:
    """With the verdicts, or why there are none."""
    asked, witness = found.asked, found.witness
    if asked.lacks and asked.claiming.catalogue:
        return replace(found, lacks=asked.lacks)
    try:
        case = open_claim_case(asked.claims, asked.today, subject=None if witness is None else asked.subject)
        circumstances = replace(case.circumstances, found=witness)
        judged = judge_adverts(case.adverts, circumstances)
    except ProblemGroup as group:
        return replace(found, problems=group.problems)
    except NoStandardError as no:
        return replace(found, no_standard=(no.jurisdiction, no.day))
    except ParquetMissing as missing:
        return replace(found, lacks=missing.extra)
    except NotExpressible as no:
        return replace(found, unproven=(no.reason, no.about))
    own = asked.inputs() if witness is not None else ()
    told = ClaimsTold(judged, circumstances, None, (*own, *case.inputs), case.notes)
    return replace(found, told=replace(told, again=tuple(asked.again(told))))


def _witnessed(asked: Asked, waiting: Waiting, before: Worked | None) -> Worked:
    """Who pays least, or why that cannot be told. Raises Stopped."""
    if asked.lacks:
        return Worked(asked)
    if before is not None and before.asked.subject == asked.subject and not before.asked.lacks:
        return Worked(asked, None, before.witness, before.unproven, before.unfit)
    from promocalc.claims.witness import witness

    try:
        return Worked(asked, witness=witness(asked.subject, waiting))
    except NotExpressible as no:
        return Worked(asked, unproven=(no.reason, no.about))
    except ProblemGroup as group:
        return Worked(asked, unfit=group.problems)
