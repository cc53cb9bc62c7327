"""How the price that is compared with came about: for how long it was asked, how recently, and how much was sold at it.

Without a window or a record of so many days in the standard's file, all days of what was observed count. So a short
record says little: a price that it shows for too few days may have been asked before it begins, and one that it shows
for enough of its days may have been asked for few of all.
"""

from __future__ import annotations

from fractions import Fraction

from promocalc.claims.claim import Off, Reduced, Save, WasNow
from promocalc.claims.grounds import Days, Longer, Missing, Raised, Sold
from promocalc.claims.matter import Matter, Rise
from promocalc.claims.needs import Answer, Need
from promocalc.claims.standard import Test


def _about_own(matter: Matter) -> bool:
    """Whether a claim compares with the seller's own earlier price, or with a list price or a worth of which somebody
    counted how often it was asked."""
    claim, facts = matter.claim, matter.facts
    if not isinstance(claim, WasNow | Save | Off | Reduced) or getattr(claim, "reach", "item") != "item":
        return False
    counted = facts.reference_days is not None or facts.sold_at_reference is not None
    counted = counted and facts.market is None  # what others ask is what such a price is beside
    of = getattr(claim, "of", "own")
    return of == "own" or (of != "future" and counted)


def raised(test: Test, matter: Matter) -> Answer:
    """The reference price was not raised shortly before: from a price that had stood long, by much, for few days."""
    if not _about_own(matter):
        return None
    facts, asked = matter.facts, matter.asked
    before, high = matter.minor(facts.before), matter.compared
    if before is not None:
        return Need(("now",)) if high is None else _stated_rise(test, matter, before, high)
    if not matter.history:
        return Need(("before",))
    rises = matter.rises(test.days)
    found = next((seen for _, seen in rises if _is_rise(test, seen, asked)), None)
    if found is not None:
        return Need(("now",)) if asked is None else _rise(found, asked, found=True)
    # Days on which nobody looked may hide a rise, and make the time before shorter or the time since longer.
    long = max(test.stood or 1, (test.brief or 0) + 1)
    if matter.unseen(long + (test.days or 0)) or any(_is_rise(test, seen, asked) for seen, _ in rises):
        return Need(("history",))
    return _rise(rises[0][0], asked, found=False) if rises else None


def _is_rise(test: Test, rise: Rise, asked: int | None) -> bool:
    """Whether it is what a test asks about: by much, from a price that had stood long and was no short offer, for few
    days, and not below that price again."""
    return (
        _much(test, rise.before, rise.raised)
        and (test.stood is None or rise.stood >= test.stood)
        and (test.brief is None or rise.stood > test.brief)
        and (test.days is None or rise.since <= test.days)
        and (asked is None or asked >= rise.before)
    )


def _rise(rise: Rise, asked: int | None, *, found: bool) -> Raised:
    return Raised(rise.before, rise.stood, rise.raised, rise.lasted, asked, found)


def _stated_rise(test: Test, matter: Matter, before: int, high: int) -> Answer:
    """What somebody says of the price before, and for how long each was asked."""
    stood, lasted, asked = matter.facts.before_days, matter.facts.reference_days, matter.asked
    said = Raised(before, stood, high, lasted, asked, found=False)
    if not _much(test, before, high) or (asked is not None and asked < before):
        return said
    if (test.stood is not None and stood is not None and stood < test.stood) or (
        test.days is not None and lasted is not None and lasted > test.days
    ):
        return said
    missing: list[Missing] = ["now"] if asked is None else []
    missing += ["reference_days"] if test.days is not None and lasted is None else []
    missing += ["history"] if test.stood is not None and stood is None else []
    return Need(tuple(missing)) if missing else Raised(before, stood, high, lasted, asked, found=True)


def _much(test: Test, before: int, high: int) -> bool:
    rise = Fraction(0) if test.rise is None else test.rise.fraction
    return high > before and high >= before * (1 + rise)


def time_at_reference(test: Test, matter: Matter) -> Answer:
    """The reference price was asked on enough days."""
    stated = matter.facts.reference_days
    if not _about_own(matter) or (isinstance(matter.claim, Reduced) and stated is None):
        return None
    share = None if test.share is None else test.share.fraction
    rarely = None if test.least is None else test.least.fraction
    if stated is not None:
        window = test.window if matter.facts.window_days is None else matter.facts.window_days
        return Days("reference", stated, window, test.days, share, few=test.few, rarely=rarely)
    window = test.window or test.record
    seen = None if matter.compared is None else matter.days_at(matter.compared, window)
    if seen is None:
        return Need(("reference_days",))
    unknown = seen.unknown
    if window is None:
        # A record that is shorter than the days that are asked for says nothing of those before it.
        start, since = matter.facts.start, matter.facts.sold_since
        sold = (test.days or 0) if start is None or since is None else min(test.days or 0, (start - since).days)
        unknown += max(sold - seen.looked_at - unknown, 0)
    return Days(
        "reference",
        seen.days,
        seen.looked_at,
        test.days,
        share,
        few=test.few,
        rarely=rarely,
        unknown=unknown,
        reaches=seen.reaches,
        assumed=seen.assumed,
    )


def never_asked(matter: Matter) -> Days | None:
    """That the reference price was asked on no day, where somebody counted, or nothing was sold before the reduction:
    then there is nothing to compare with, and it needs no other price. None where it was, or nobody knows.

    Of some days only, that settles it where a standard goes back to what was asked right before, or in a window whose
    last days these are: elsewhere it may have been asked earlier. That no piece was sold at it is another thing: it may
    have been asked all the same, and only some standards ask what was sold.
    """
    facts, policy = matter.facts, matter.standard.reference
    if facts.reference_days is None and matter.not_sold_before:
        return Days("reference", 0, None, least=1)
    if facts.reference_days != 0:
        return None
    recent = policy is not None and policy.way in ("before", "lowest") and policy.otherwise is None
    whole = facts.window_days is None or (recent and not matter.explained)
    return Days("reference", 0, facts.window_days, least=1) if whole else None


def since_reference(test: Test, matter: Matter) -> Answer:
    """The reference price was asked not long ago."""
    stated = matter.facts.since_reference
    if not _about_own(matter) or (isinstance(matter.claim, Reduced) and stated is None):
        return None
    if stated is not None:
        return Days("since", stated, None, most=test.days, recent=test.recent)
    last = None if matter.compared is None else matter.last_at(matter.compared)
    if last is None:
        return Need(("since_reference",))
    since, assumed = last
    in_doubt = test.recent is not None and (test.days is None or since <= test.days)
    return Days(
        "since",
        since,
        None,
        most=test.days,
        unknown=matter.unseen((test.recent if in_doubt else test.days) or 0),
        assumed=assumed,
        recent=test.recent,
        instead=matter.asked_last if since > 1 else None,
    )


def longer_than_promotion(_: Test, matter: Matter) -> Answer:
    """The reference price was asked for as long as the reduced one."""
    # Of a record it counts all days: it has to be as long as the promotion to say that the price stood more shortly.
    promotion, reference, unknown = matter.facts.promotion_days, matter.facts.reference_days, 0
    if not _about_own(matter):
        return None
    if reference is None and matter.compared is not None:
        seen = matter.days_at(matter.compared, None)
        if seen is not None:
            reference = seen.days
            unknown = seen.unknown + max((promotion or 0) - seen.looked_at - seen.unknown, 0)
    if promotion is None or reference is None:
        missing: list[Missing] = ["promotion_days"] if promotion is None else []
        return Need((*missing, *(("reference_days",) if reference is None else ())))
    if reference < promotion <= reference + unknown:
        return Need(("history",))
    return Longer(promotion, reference)


def sold_at_reference(test: Test, matter: Matter) -> Answer:
    """Enough was sold at the reference price."""
    if not _about_own(matter):
        return None
    sold = matter.facts.sold_at_reference
    if sold is None:
        return Need(("sold_at_reference",))
    most = Fraction(1, 2) if test.share is None else test.share.fraction
    return Sold(sold.fraction, most, most if test.least is None else test.least.fraction)
