"""What toggling an offer means for the shopper's choices: pure, and always a choice that can be priced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from promocalc.cart import Choices
from promocalc.engine import Receipt
from promocalc.engine.outcome import Beaten, Excluded, NotChosen
from promocalc.engine.programme import Programme


def takes_part(choices: Choices, rule: str, receipt: Receipt | None, programmes: Sequence[Programme]) -> bool:
    """Whether an offer is in use: as chosen; where it has rivals and nothing was chosen, as it came out."""
    if rule in choices.skip:
        return False
    if rule in choices.use or receipt is None or not has_rivals(rule, programmes):
        return True
    outcomes = [step.outcome for step in receipt.steps if step.rule == rule]
    return not all(isinstance(outcome, NotChosen | Beaten | Excluded) for outcome in outcomes)


def has_rivals(rule: str, programmes: Sequence[Programme]) -> bool:
    """Whether using it can mean giving up another."""
    return any(
        any(rule in names for alternatives, _ in programme.one_ofs for names in alternatives)
        or any(rule in (*exclusion.these, *exclusion.not_with) for exclusion in programme.book.exclude)
        for programme in programmes
    )


def leave_offer(choices: Choices, rule: str) -> Choices:
    """Without this offer."""
    return _choices(choices, set(choices.use) - {rule}, {*choices.skip, rule})


def use_offer(choices: Choices, rule: str, programmes: Sequence[Programme]) -> Choices:
    """With this offer; chosen ones that may not stand beside it are given up.

    An offer without rivals only stops being left alone: whether it then takes
    anything is the programme's affair.
    """
    used = set(choices.use)
    for programme in programmes:
        for alternatives, at_most in programme.one_ofs:
            if any(rule in names for names in alternatives):
                used -= _surplus([set(names) & used for names in alternatives if rule not in names], at_most - 1)
        for exclusion in programme.book.exclude:
            for one, other in ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these)):
                if rule in one:
                    used -= set(other) - {rule}
    if has_rivals(rule, programmes):
        used.add(rule)
    return _choices(choices, used, set(choices.skip) - {rule})


def _surplus(chosen: Iterable[set[str]], room: int) -> set[str]:
    """Of the other alternatives' chosen rules, those beyond the first ``room`` alternatives."""
    held = [names for names in chosen if names]
    return {name for names in held[max(room, 0) :] for name in names}


def _choices(choices: Choices, used: set[str], skipped: set[str]) -> Choices:
    return choices.model_copy(update={"use": tuple(sorted(used)), "skip": tuple(sorted(skipped))})
