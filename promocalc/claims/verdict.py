"""The verdict on a claim: it holds, it fails, or nobody can tell from what is known; and on what that rests."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.claims.claim import Bundle, Voucher
from promocalc.claims.grounds import (
    AboveReference,
    Cheaper,
    Days,
    Discount,
    Ground,
    LowestPrice,
    Missing,
    Saving,
    Share,
)
from promocalc.claims.matter import Matter
from promocalc.claims.reference import Reference
from promocalc.claims.standard import Test
from promocalc.claims.yardsticks import Need, answer
from promocalc.frozen import Frozen

Outcome: TypeAlias = Literal["holds", "fails", "cannot_tell"]


class Finding(Frozen):
    """What one test says."""

    outcome: Outcome
    test: Test | None
    """None for what follows from the claim's own numbers."""
    ground: Ground | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the verdict waits for it: not for one that a standard can do without."""
        return self.outcome != "cannot_tell" or self.test is None or not self.test.optional


class Verdict(Frozen):
    """What is to be said of one claim under one standard."""

    matter: Matter
    outcome: Outcome
    findings: tuple[Finding, ...]

    @property
    def allowed(self) -> Reference | None:
        """The highest reference that the standard allows."""
        return self.matter.allowed

    @property
    def missing(self) -> tuple[Missing, ...]:
        """What would have to be known for a verdict, each once."""
        every = (one for finding in self.findings if finding.counts for one in finding.missing)
        return tuple(dict.fromkeys(every))

    @property
    def provisional(self) -> bool:
        """Whether it holds on what was seen, while there are days on which nobody looked."""
        if self.outcome != "holds":
            return False
        if any(one.allowed is not None and not one.allowed.covered for one in self.matter.items):
            return True
        return any(not _covered(finding.ground) for finding in self.findings)


def judge(matter: Matter) -> Verdict:
    """The verdict on a claim.

    It fails where a test fails; it holds where none does and nothing is missing that a test cannot do without. Of
    tests that stand for each other one is enough: they fail together where one fails and none holds. Of tests that
    belong together one has to be known.
    """
    findings = [one for test in matter.standard.tests if (one := _finding(test, matter)) is not None]
    findings += [] if (own := _own(matter)) is None else [own]
    return Verdict(matter, _together(findings), tuple(findings))


def _finding(test: Test, matter: Matter) -> Finding | None:
    match answer(test, matter):
        case None:
            return None
        case Need(missing):
            return Finding("cannot_tell", test, None, missing)
        case ground:
            outcome = _outcome(ground)
            return Finding(outcome, test, ground, ("history",) if outcome == "cannot_tell" and _blind(ground) else ())


def _outcome(ground: Ground) -> Outcome:
    held = ground.holds
    if isinstance(ground, AboveReference | Saving | Discount | Cheaper) and held is False and _may_hold(ground):
        return "cannot_tell"
    return "cannot_tell" if held is None else "holds" if held else "fails"


def _may_hold(ground: AboveReference | Saving | Discount | Cheaper) -> bool:
    """Whether it would hold were the reference as high as days that nobody saw may make it."""
    allowed = ground.allowed
    if not allowed.above:
        return allowed.above is None
    return type(ground)(**vars(ground) | {"allowed": Reference(allowed.price + allowed.above, allowed.basis)}).holds


def _blind(ground: Ground) -> bool:
    """Whether prices of more days would settle it."""
    match ground:
        case AboveReference() | Saving() | Discount() | Cheaper() | LowestPrice():
            return True
        case Days(unknown=unknown, looked_at=looked_at, of=of):
            return unknown > 0 or (of == "reference" and looked_at is None)
        case _:
            return False


def _covered(ground: Ground | None) -> bool:
    match ground:
        case AboveReference(allowed=allowed) | Saving(allowed=allowed) | Discount(allowed=allowed):
            return allowed.covered and allowed.basis != "marked"
        case Cheaper(allowed=allowed):
            return allowed.covered and allowed.basis != "marked"
        case LowestPrice(covered=covered):
            return covered
        case Days(unknown=unknown):
            return unknown == 0
        case _:
            return True


def _own(matter: Matter) -> Finding | None:
    """What follows from the numbers that the claim itself says."""
    claim = matter.claim
    if not isinstance(claim, Bundle | Voucher) or claim.said is None:
        return None
    share = Share(Fraction(claim.said.fraction), claim.share)
    return Finding("holds" if share.holds else "fails", None, share)


def _together(findings: list[Finding]) -> Outcome:
    either: dict[str, list[Outcome]] = {}
    together: dict[str, list[Outcome]] = {}
    alone: list[Outcome] = []
    for one in findings:
        if one.test is not None and one.test.either is not None:
            either.setdefault(one.test.either, []).append(one.outcome)
        elif one.test is not None and one.test.together is not None:
            together.setdefault(one.test.together, []).append(one.outcome)
        elif one.counts:
            alone.append(one.outcome)
    alone += [_first(some, "holds", "fails") for some in either.values()]
    alone += [_first(some, "fails", "holds") for some in together.values()]
    if "fails" in alone:
        return "fails"
    return "cannot_tell" if "cannot_tell" in alone or not alone else "holds"


def _first(outcomes: list[Outcome], *order: Outcome) -> Outcome:
    """The first of these that is there; else nobody can tell."""
    return next((one for one in order if one in outcomes), "cannot_tell")
