"""The verdict on a claim: it holds, it fails, or nobody can tell from what is known; and on what that rests."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.claims.claim import Bundle, Voucher, WasNow
from promocalc.claims.grounds import (
    AboveReference,
    Asked,
    Cheaper,
    Days,
    Discount,
    Ground,
    Items,
    LowestPrice,
    Missing,
    NothingLess,
    Saving,
    Share,
    WentOn,
)
from promocalc.claims.matter import Matter
from promocalc.claims.needs import Need
from promocalc.claims.reference import ASKED, Reference
from promocalc.claims.standard import Test
from promocalc.claims.yardsticks import answer
from promocalc.frozen import Frozen

Outcome: TypeAlias = Literal["holds", "fails", "cannot_tell"]


class Finding(Frozen):
    """What one test says."""

    outcome: Outcome
    test: Test | None
    """None for what follows from the claim's own numbers."""
    ground: Ground | None = None
    missing: tuple[Missing, ...] = ()
    waits: bool = True
    """Whether a verdict waits for what is missing."""

    @property
    def counts(self) -> bool:
        """Whether the verdict waits for it: not for one that a standard can do without."""
        if self.test is not None and self.test.unsettled and self.ground is not None:
            return True
        if isinstance(self.ground, Days) and not self.missing:
            return True  # no more can be known of it
        return self.outcome != "cannot_tell" or (self.waits and (self.test is None or not self.test.optional))


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
        """Whether it holds on what was seen, while there are days on which nobody looked, or another test that belongs
        to one that holds is not known."""
        return self.outcome == "holds" and any(
            not _covered(one.ground) or _may_fail(one, self.matter) for one in self.findings
        )

    @property
    def unshown(self) -> tuple[Finding, ...]:
        """Tests of which nothing is known, and one of which would have been enough: it fails because they count as not
        met. The advertiser has to prove them where ``matter.advertiser_proves``; elsewhere that is an assumption."""
        if self.outcome != "fails":
            return ()
        return tuple(
            one for some in _either(self.findings) if _one_of(some, self.matter) == "fails" for one in _open(some)
        )


def judge(matter: Matter) -> Verdict:
    """The verdict on a claim.

    It fails where a test fails; it holds where none does and nothing is missing that a test cannot do without. Of
    tests that stand for each other one is enough: they fail where one fails, none holds, and nothing speaks for the
    others (see ``unshown``). Of tests that belong together one has to be known.
    """
    findings = [one for test in matter.standard.tests if (one := _finding(test, matter)) is not None]
    findings += [] if (own := _own(matter)) is None else [own]
    return Verdict(matter, _together(findings, matter), tuple(findings))


def _may_fail(finding: Finding, matter: Matter) -> bool:
    """Whether a test that is not known might fail: one of several that belong together, or prices of more days."""
    test = finding.test
    if finding.outcome != "cannot_tell" or test is None or test.unsettled:
        return False
    return (test.together is not None and finding.counts) or (bool(matter.history) and finding.missing == ("history",))


def _finding(test: Test, matter: Matter) -> Finding | None:
    match answer(test, matter):
        case None:
            return None
        case Need(missing, waits):
            return Finding("cannot_tell", test, None, missing, waits)
        case ground:
            outcome = _outcome(ground)
            if test.unsettled and outcome == "fails":
                return Finding("cannot_tell", test, ground)
            return Finding(outcome, test, ground, ("history",) if outcome == "cannot_tell" and _blind(ground) else ())


def _outcome(ground: Ground) -> Outcome:
    held = ground.holds
    if isinstance(ground, AboveReference | Saving | Discount | Cheaper) and held is False and _may_hold(ground):
        return "cannot_tell"
    return "cannot_tell" if held is None else "holds" if held else "fails"


def _may_hold(ground: AboveReference | Saving | Discount | Cheaper) -> bool:
    """Whether it would hold were the reference as high as days that nobody saw may make it: of a price before, today's
    label says nothing."""
    allowed = ground.allowed
    if isinstance(ground, AboveReference) and allowed.basis == "marked":
        return True
    if not allowed.above:
        return allowed.above is None
    return _beside(ground, allowed.price + allowed.above)


def _blind(ground: Ground) -> bool:
    """Whether prices of more days would settle it."""
    match ground:
        case AboveReference() | Saving() | Discount() | Cheaper() | LowestPrice():
            return True
        case Days(unknown=unknown, looked_at=looked_at, of=of):
            return unknown > 0 or (of == "reference" and looked_at is None)
        case Items(may=may):
            return may > 0
        case _:
            return False


def _covered(ground: Ground | None) -> bool:
    match ground:
        case AboveReference() | Saving() | Discount() | Cheaper():
            return _surely(ground)
        case LowestPrice(covered=covered):
            return covered
        case Days() | Items():
            return ground.firm
        case WentOn(surely=surely):
            return surely
        case _:
            return True


def _surely(ground: AboveReference | Saving | Discount | Cheaper) -> bool:
    """Whether it would hold were the reference as low as days that nobody saw may make it."""
    price = ground.allowed.sure
    return price is not None and _beside(ground, price)


def _beside(ground: AboveReference | Saving | Discount | Cheaper, price: int) -> bool:
    return type(ground)(**vars(ground) | {"allowed": Reference(price, ground.allowed.basis)}).holds


def _own(matter: Matter) -> Finding | None:
    """What follows from the numbers that the claim itself says."""
    claim = matter.claim
    if isinstance(claim, WasNow) and claim.of in ("own", "list"):
        return _saves_nothing(claim, matter)
    if not isinstance(claim, Bundle | Voucher) or claim.said is None or claim.share is None:
        return None
    share = Share(Fraction(claim.said.fraction), claim.share)
    if isinstance(claim, Bundle) and claim.cheaper == claim.pieces and share.holds:
        return None  # that a share off all pieces is that share proves nothing
    return Finding("holds" if share.holds else "fails", None, share)


def _saves_nothing(claim: WasNow, matter: Matter) -> Finding | None:
    """A price that is compared with what is no lower.

    "Was 80, now 100" tells of a rise and promises nothing; a compared price alone promises that less is asked. What
    another part of the advertisement says may be asked for another thing.
    """
    was, now = matter.minor(claim.was) or 0, matter.minor(claim.now)
    if now is None:
        known = (matter.minor(matter.facts.now), matter.on_first_day(ASKED))
        asked = next((one for one in known if one is not None), None)
        if asked is None or asked in matter.others or asked < was:
            return None
        return Finding("fails", None, NothingLess(was) if asked == was else Asked(was, asked))
    return Finding("fails", None, NothingLess(was)) if now == was else None


def _together(findings: list[Finding], matter: Matter) -> Outcome:
    together: dict[str, list[Outcome]] = {}
    alone: list[Outcome] = []
    for one in findings:
        if one.test is not None and one.test.either is not None:
            continue
        if one.test is not None and one.test.together is not None:
            together.setdefault(one.test.together, []).append(one.outcome)
        elif one.counts:
            alone.append(one.outcome)
    alone += [_one_of(some, matter) for some in _either(findings)]
    alone += [_first(some, "fails", "holds") for some in together.values()]
    if "fails" in alone:
        return "fails"
    return "cannot_tell" if "cannot_tell" in alone or not alone else "holds"


def _either(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Tests that stand for each other."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        if one.test is not None and one.test.either is not None:
            found.setdefault(one.test.either, []).append(one)
    return list(found.values())


def _one_of(some: list[Finding], matter: Matter) -> Outcome:
    """What comes of tests one of which is enough. Where one fails, the others are not met if nobody shows it: by law
    where the advertiser has to prove it; as an assumption where nothing at all is known of them."""
    outcomes = [one.outcome for one in some]
    if "holds" in outcomes or "fails" not in outcomes:
        return _first(outcomes, "holds")
    left_open = any(one.ground is not None for one in _open(some))
    return "fails" if matter.advertiser_proves or not left_open else "cannot_tell"


def _open(some: list[Finding]) -> list[Finding]:
    return [one for one in some if one.outcome == "cannot_tell"]


def _first(outcomes: list[Outcome], *order: Outcome) -> Outcome:
    """The first of these that is there; else nobody can tell."""
    return next((one for one in order if one in outcomes), "cannot_tell")
