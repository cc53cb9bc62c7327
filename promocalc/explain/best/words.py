"""What a language has to be able to say of the cheapest way to pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.explain.language import Language
from promocalc.numbers.formula import Reason


@dataclass(frozen=True, slots=True)
class BestLabels:
    """Headings, column names and short words."""

    title: str
    now: str
    """What is paid as the cart stands."""
    best: str
    saved: str
    dearer: str
    """In place of ``saved`` where what is fixed costs more than now."""
    nothing_saved: str
    proof: str
    budget: str
    fixed: str
    """Over what was decided before."""

    do: str
    """Over what to do."""
    redo: str
    """Before the command that prices it so."""
    why: str
    rule: str
    gain: str
    """Column: how much the price changes."""
    tax: str
    total: str

    ways: str
    number: str
    pay: str
    off: str
    against_now: str
    uses: str
    uses_nothing: str
    is_now: str
    as_little: str
    """Behind a way that costs no more than the cheapest one."""

    offers: str
    offer: str
    worth: str
    reason: str

    effort: str
    step: str
    of_saving: str
    nothing: str
    """Where everything is left alone that may be."""
    nothing_but_fixed: str
    as_it_stands: str
    then: str
    """Before a rule that comes to those above it."""
    assumptions: str


class Words(Protocol):
    """The sentences. Names in them are quoted already; amounts are as people read them."""

    @property
    def labels(self) -> BestLabels:
        """The words around the figures."""

    def proven(self, combinations: str, /) -> str:
        """All combinations were weighed."""

    def exhausted(self, combinations: str, /) -> str:
        """All combinations were priced one by one."""

    def within(self, gap: str, bound: str, /) -> str:
        """How far from the least it may be."""

    def no_bound(self) -> str:
        """How far from the least it may be is not known."""

    def as_fixed(self, proof: str, /) -> str:
        """A proof that says nothing of what is paid if nothing is fixed."""

    def interrupted(self) -> str:
        """The search was stopped before the end, and what there is is no proof."""

    def interrupted_beside(self) -> str:
        """The search was stopped when the cheapest way was proven already."""

    def nothing_open(self, *, fixed: bool) -> str:
        """There is nothing to decide; or everything is decided before."""

    def nothing_matters(self, *, fixed: bool) -> str:
        """What may be decided changes nothing; what is fixed may."""

    def share(self, amount: str, percent: str, /) -> str:
        """So much is saved, and what part of what is paid now."""

    def spare(self, budget: str, left: str, /) -> str:
        """How much of the budget is left."""

    def use(self, rule: str, effect: str, /) -> str:
        """Something to use, and what it does."""

    def leave(self, rule: str, effect: str, /) -> str:
        """Something to leave alone, and what it does now."""

    def keep(self, rule: str, effect: str, /) -> str:
        """Something that is used now, and still."""

    def no_change(self, *, fixed: bool) -> str:
        """What there is now is the cheapest already; or it is among the ways that keep to what is fixed."""

    def none_found(self) -> str:
        """Nothing was found that is cheaper than what there is now: no proof."""

    def same_rules(self) -> str:
        """The same offers are used, but not in the same places."""

    def with_it(self, rule: str, came: str, /) -> str:
        """What comes of it if a rule is used besides."""

    def today(self, rule: str, came: str, /) -> str:
        """What comes of a rule now."""

    def takes_less(self, rule: str, there: str, best: str, /) -> str:
        """A rule takes less there than in the cheapest way."""

    def later(self, now: str, best: str, /) -> str:
        """What is given for later is not worth the same."""

    def without(self, pay: str, /) -> str:
        """What is paid at the least without an offer."""

    def replaceable(self) -> str:
        """An offer is used, and another way without it pays as little."""

    def would(self, effect: str, /) -> str:
        """What an offer would do by itself."""

    def forced(self, more: str, /) -> str:
        """How much more is paid where it is used all the same."""

    def no_less(self) -> str:
        """Nothing is gained by using it."""

    def besides(self, effect: str, /) -> str:
        """An offer is used that changes nothing of what is paid."""

    def kept_out(self) -> str:
        """An offer cannot be used because of what is fixed."""

    def rough(self) -> str:
        """What offers are worth is told by ways that are not proven to be the cheapest."""

    def unweighed(self) -> str:
        """The search was stopped before all offers were weighed."""

    def not_held(self, rules: str, /) -> str:
        """Coupons that are not in the wallet."""

    def must_use(self, rules: str, /) -> str:
        """What has to be used."""

    def must_leave(self, rules: str, /) -> str:
        """What has to be left alone."""

    def idle(self, rule: str, came: str, /) -> str:
        """Nothing comes of something that has to be used."""

    def freed(self, pay: str, less: str, /) -> str:
        """What is paid at the least if nothing is fixed."""

    def cannot(self, reason: Reason, about: str, /) -> str:
        """Why nothing can be proven of a cart."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.best import en

            return en
        case "zh":
            from promocalc.explain.best import zh

            return zh
        case _:
            assert_never(language)
