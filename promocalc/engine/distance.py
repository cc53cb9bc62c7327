"""The distance to more: what would make a rule take more than it does."""

from __future__ import annotations

from promocalc.engine.outcome import NextStep
from promocalc.engine.plan import Site
from promocalc.engine.programme import Apply
from promocalc.engine.terms import Deduct, DeductEvery, DeductTier, Quantity


def next_step(apply: Apply, site: Site, measured: int) -> NextStep | None:
    """How much more of the measure makes it take more, where that can be said of the pool as a whole."""
    terms, counts = apply.terms, apply.measure.counts
    if site.units and not isinstance(terms.verb, DeductTier):
        return None
    match terms.verb:
        case DeductEvery(off, every):
            missing = every - measured % every
            return NextStep(missing, off, counts) if off else None
        case DeductTier(tiers):
            ahead = [(start, off) for start, off in tiers if start > measured]
            if not ahead or site.units:
                return None
            now = [off for start, off in tiers if start <= measured]
            gain = _gain(ahead[0][1], now[-1] if now else 0)
            return NextStep(ahead[0][0] - measured, gain, counts) if gain else None
        case Deduct(off) if isinstance(off, int):
            needs = [c.at_least for c in apply.conditions if c.looks == apply.measure and c.at_least is not None]
            short = [need - measured for need in needs if need > measured]
            return NextStep(max(short), off, counts) if short else None
        case _:
            return None


def _gain(ahead: Quantity, now: Quantity) -> int:
    """Between two tiers that are both amounts; a rate's gain depends on what is bought."""
    return ahead - now if isinstance(ahead, int) and isinstance(now, int) else 0
