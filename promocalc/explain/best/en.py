"""The cheapest way to pay, in English."""

from __future__ import annotations

from typing import assert_never

from promocalc.explain.best.words import BestLabels
from promocalc.numbers.formula import Reason

labels = BestLabels(
    title="Cheapest way",
    now="Paid now",
    best="At best",
    saved="Saved",
    dearer="Above now",
    nothing_saved="nothing: no less can be paid than now",
    proof="Proof",
    budget="Budget",
    fixed="What is fixed",
    do="What to do",
    redo="The receipt of it:",
    why="What that changes",
    rule="Rule",
    gain="Difference",
    tax="Tax",
    total="To pay",
    ways="The ways to pay",
    number="#",
    pay="To pay",
    off="Off",
    against_now="Against now",
    uses="Uses",
    uses_nothing="nothing",
    is_now="(now)",
    as_little="(costs as little)",
    offers="What each offer is worth here",
    offer="Offer",
    worth="Worth",
    reason="Why",
    effort="How far each step goes",
    step="With",
    of_saving="Of the saving",
    nothing="Nothing used",
    nothing_but_fixed="Only what is fixed",
    as_it_stands="As it stands now",
    then="+ ",
    assumptions="Assumptions",
)


def proven(combinations: str) -> str:
    """All combinations were weighed."""
    return f"all {combinations} combinations of what you may decide were weighed: nobody can pay less"


def exhausted(combinations: str) -> str:
    """All combinations were priced one by one."""
    return f"all {combinations} combinations of what you may decide were priced one by one: nobody can pay less"


def within(gap: str, bound: str) -> str:
    """How far from the least it may be."""
    return f"within {gap} of the least possible: nobody can pay less than {bound}"


def no_bound() -> str:
    """How far from the least it may be is not known."""
    return "none: how much less could be paid is not known"


def as_fixed(proof: str) -> str:
    """A proof that says nothing of what is paid if nothing is fixed."""
    return f"{proof}, as long as what is fixed stays"


def interrupted() -> str:
    """The search was stopped before the end, and what there is is no proof."""
    return "You stopped the search: this is the best of what had been weighed by then."


def interrupted_beside() -> str:
    """The search was stopped when the cheapest way was proven already."""
    return "You stopped the search: the cheapest way is proven, but not everything around it had been weighed by then."


def nothing_open(*, fixed: bool) -> str:
    """There is nothing to decide; or everything is decided before."""
    if fixed:
        return "There is nothing left to decide in this cart: what may be decided is fixed."
    return "There is nothing to decide in this cart: this is what it costs."


def nothing_matters(*, fixed: bool) -> str:
    """What may be decided changes nothing; what is fixed may."""
    if fixed:
        return "None of what is still open changes what is paid."
    return "Nothing that you may decide changes what is paid."


def share(amount: str, percent: str) -> str:
    """So much is saved, and what part of what is paid now."""
    return f"{amount}, {percent} of what is paid now"


def spare(budget: str, left: str) -> str:
    """How much of the budget is left."""
    return f"{budget}, of which {left} is left"


def use(rule: str, effect: str) -> str:
    """Something to use, and what it does."""
    return f"Use {rule}: {effect}."


def leave(rule: str, effect: str) -> str:
    """Something to leave alone, and what it does now."""
    return f"Leave {rule} alone (now: {effect})."


def keep(rule: str, effect: str) -> str:
    """Something that is used now, and still."""
    return f"Keep using {rule}: {effect}."


def no_change(*, fixed: bool) -> str:
    """What there is now is the cheapest already; or it is among the ways that keep to what is fixed."""
    if fixed:
        return "Change nothing else: as long as what is fixed stays, the cart as it stands is the cheapest way."
    return "Change nothing: the cart as it stands is the cheapest way already."


def none_found() -> str:
    """Nothing was found that is cheaper than what there is now: no proof."""
    return "Change nothing: nothing cheaper than the cart as it stands was found."


def same_rules() -> str:
    """The same offers are used, but not in the same places."""
    return (
        "The same offers are used; the command below says which ones to leave alone so that they go where they should."
    )


def with_it(rule: str, came: str) -> str:
    """What comes of it if a rule is used besides."""
    return f"With {rule} besides: {came}."


def today(rule: str, came: str) -> str:
    """What comes of a rule now."""
    return f"{rule} now: {came}."


def takes_less(rule: str, there: str, best: str) -> str:
    """A rule takes less there than in the cheapest way."""
    return f"{rule}: {there} instead of {best}"


def later(now: str, best: str) -> str:
    """What is given for later is not worth the same."""
    return f"What is given for later is worth {best} instead of {now}; it is not counted in what is paid."


def without(pay: str) -> str:
    """What is paid at the least without an offer."""
    return f"without it, the least is {pay}"


def replaceable() -> str:
    """An offer is used, and another way without it pays as little."""
    return "used, but another way without it costs the same"


def would(effect: str) -> str:
    """What an offer would do by itself."""
    return f"{effect} by itself"


def forced(more: str) -> str:
    """How much more is paid where it is used all the same."""
    return f"used all the same, {more} more is paid at the least"


def no_less() -> str:
    """Nothing is gained by using it."""
    return "no less is paid with it"


def besides(effect: str) -> str:
    """An offer is used that changes nothing of what is paid."""
    return f"used: {effect}, and no more is paid"


def kept_out() -> str:
    """An offer cannot be used because of what is fixed."""
    return "what is fixed keeps it out"


def rough() -> str:
    """What offers are worth is told by ways that are not proven to be the cheapest."""
    return "These figures compare the best ways that were found; it is not proven that there are no better ones."


def unweighed() -> str:
    """The search was stopped before all offers were weighed."""
    return "Offers that are not in this table had not been weighed when you stopped the search."


def not_held(rules: str) -> str:
    """Coupons that are not in the wallet."""
    return f"Not held, and they would change nothing here: {rules}."


def must_use(rules: str) -> str:
    """What has to be used."""
    return f"Has to be used: {rules}."


def must_leave(rules: str) -> str:
    """What has to be left alone."""
    return f"Has to be left alone: {rules}."


def idle(rule: str, came: str) -> str:
    """Nothing comes of something that has to be used."""
    return f"Nothing comes of {rule}: {came}."


def freed(pay: str, less: str) -> str:
    """What is paid at the least if nothing is fixed."""
    return f"If nothing were fixed, {pay} would be enough: {less} less."


def cannot(reason: Reason, about: str) -> str:
    """Why nothing can be proven of a cart."""
    match reason:
        case "sets":
            why = f"prices decide how many sets of different values there are, of more than {about}"
        case "long":
            why = f"there are more than {about} combinations that would have to be priced one by one"
        case "lots":
            why = "prices decide which pieces are counted together"
        case "nothing" | "together":
            why = f"{about} cannot be left open"
        case _:
            assert_never(reason)
    return f"the cheapest way cannot be proven for this cart: {why}"
