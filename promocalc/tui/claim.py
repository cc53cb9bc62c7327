"""What comes of what the claim screen asks: verdicts, or why there are none. No terminal library needed.

It is judged elsewhere than where keys are read, and may be given up on the way. Only who pays least needs NumPy: where
that cannot be told, or somebody stopped looking for it, a claim is judged without its cart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from promocalc.choose.watch import Stopped
from promocalc.claims.judging import judge_adverts
from promocalc.explain.best.words import words
from promocalc.explain.claim.given import Given
from promocalc.explain.claim.told import ClaimsTold
from promocalc.explain.problems.text import message, render_all
from promocalc.files.claim_case import NoStandardError, open_claim_case
from promocalc.files.history_parquet import ParquetMissing
from promocalc.numbers.formula import NotExpressible, Reason
from promocalc.problems import MissingKey, Problem, ProblemGroup
from promocalc.tui.claim_asked import Asked
from promocalc.tui.claim_words import claim_words
from promocalc.tui.waiting import Waiting
from promocalc.tui.words import Language

if TYPE_CHECKING:
    from promocalc.claims.witness import Witness


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
    is_cut: bool = False
    """Whether somebody stopped looking for who pays least."""
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
        if self.is_cut:
            return say.cut
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
    return None if waiting.is_gone else found


def _judged(found: Worked) -> Worked:
    """With the verdicts, or why there are none."""
    asked, witness = found.asked, found.witness
    if asked.lacks and asked.claiming.catalogue:
        return replace(found, lacks=asked.lacks)
    try:
        subject = None if witness is None else asked.subject
        case = open_claim_case(asked.claims, asked.today, folder=asked.folder, here=asked.here, subject=subject)
        circumstances = replace(case.circumstances, found=witness)
        judged = judge_adverts(case.adverts, circumstances)
    except ProblemGroup as group:
        return replace(found, problems=tuple(asked.located(one) for one in group.problems))
    except NoStandardError as no:
        return replace(found, no_standard=(no.jurisdiction, no.day))
    except ParquetMissing as missing:
        return replace(found, lacks=missing.extra)
    except NotExpressible as no:
        return replace(found, unproven=(no.reason, no.about))
    inputs = (*asked.inputs(with_cart=witness is not None), *case.inputs)
    told = ClaimsTold(judged, circumstances, case.claims.title, inputs, case.notes)
    again = () if found.is_cut else tuple(asked.again(told))
    given: Given = "options" if asked.loaded is None else "file"
    return replace(found, told=replace(told, again=again, taken=asked.taken, given=given))


def _witnessed(asked: Asked, waiting: Waiting, before: Worked | None) -> Worked:
    """Who pays least, or why that cannot be told. Raises Stopped."""
    if asked.lacks or not asked.has_cart:
        return Worked(asked)
    if before is not None and not before.is_cut and before.asked.subject == asked.subject and not before.asked.lacks:
        return Worked(asked, None, before.witness, before.unproven, before.unfit)
    from promocalc.claims.witness import witness

    try:
        return Worked(asked, witness=witness(asked.subject, waiting))
    except Stopped:
        if waiting.is_gone:
            raise
        return Worked(asked, is_cut=True)
    except NotExpressible as no:
        return Worked(asked, unproven=(no.reason, no.about))
    except ProblemGroup as group:
        return Worked(asked, unfit=group.problems)
