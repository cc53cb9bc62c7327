"""What a language has to be able to say of goods that go back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol, assert_never

from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.timeline.refunded import BalanceBack, CouponBack, Part, RefundStage, TakenBack, Why


@dataclass(frozen=True, slots=True)
class RefundLabels:
    """Headings, column names and short words."""

    title: str
    ordered: str
    returned: str
    received: str
    stage: str
    paid: str
    goes_back: str
    """Over the table of what goes back."""
    item: str
    pieces: str
    tag: str
    cost: str
    back: str
    moved: str
    """What comes back into wallets instead of as money, or less than nothing: the other way round."""
    total: str
    part: str
    """In place of a count, where it is no whole number of pieces."""
    money: str
    """Over the totals."""
    expected: str
    cash: str
    cash_late: str
    """In place of that, where it is too late: what would have come back."""
    too_late: str
    """Before the moment until which it would not have been."""
    of_postage: str
    after_fee: str
    to_wallets: str
    not_back: str
    lost: str
    got_before: str
    so_far: str
    """What has been paid before the balance is."""
    deposit: str
    """Over the column of the deposits, before the balance is paid."""
    deposit_on: str
    """The deposit on what goes back, before the balance is paid: nothing else has been."""
    deposit_terms: str
    deposit_usual: str
    """In place of that, where the terms are silent."""
    deposit_law: str
    not_back_terms: str
    not_back_usual: str
    why: str
    how: str
    """In place of that, where as much comes back as the tag says."""
    elsewhere: str
    kept: str
    """Over what the goods that are kept cost."""
    kept_pay: str
    alone: str
    difference: str
    nothing_kept: str
    """In place of the heading, where all goods go back."""
    same: str
    notes: str
    policy: str
    """Over the terms."""
    silent: str
    """The terms say nothing of goods that go back."""


class Words(Protocol):
    """The sentences. Every closed union is taken apart to its last member."""

    @property
    def labels(self) -> RefundLabels:
        """The words around the figures."""

    def stage(self, stage: RefundStage, /) -> str:
        """What had happened by then."""

    def so_far(self, paid: str, pay: str, /) -> str:
        """What has been paid of all there is to pay."""

    def part(self, part: Part, names: Names, /, *, assumed: bool) -> str:
        """Why less money comes back than the tag says; ``assumed``: the terms are silent."""

    def otherwise(self) -> str:
        """After an amount that comes back in another form."""

    def why(self, why: Why, /) -> str:
        """Why something that was spent stays spent."""

    def balance(self, back: BalanceBack, names: Names, /) -> str:
        """What goes into a wallet again."""

    def coupon(self, back: CouponBack, /) -> str:
        """Whether a coupon can be used again."""

    def benefit(self, back: TakenBack, names: Names, /) -> str:
        """What is taken back of a benefit."""

    def funder(self, amount: str, /) -> str:
        """What somebody else had paid."""

    def with_wallets(self, paid: str, wallet: str, /) -> str:
        """What is paid in money, and what wallets pay."""

    def dearer(self, amount: str, /) -> str:
        """The kept goods cost more than by themselves."""

    def cheaper(self, amount: str, /) -> str:
        """The kept goods cost less than by themselves."""

    def in_time(self, closes: str, /) -> str:
        """Until when it is in time."""

    def unknown_time(self, after: Literal["order", "payment", "receipt"], days: int, /) -> str:
        """Nobody said when the days begin in which goods can go back."""

    def no_moment(self, stage: str, /) -> str:
        """Nobody said when the goods go back."""

    def at_once(self, amount: str, now: str, /) -> str:
        """Had everything gone back at once, another amount would have come back."""

    def one_by_one(self, amount: str, now: str, /) -> str:
        """Returned one by one, another amount comes back."""

    def short(self, amount: str, /) -> str:
        """Goods that are kept cost more than the refund."""

    def latest_fee(self) -> str:
        """Fees change with time, nobody said when, and so the last of them is taken."""

    def binds(self, amount: str, part: str, law: str | None, /) -> str:
        """How far the law lets a deposit bind: at least so much comes back."""

    def binds_less(self, amount: str, part: str, law: str | None, /) -> str:
        """The same, where the terms give more back than that."""

    def costs_less(self, amount: str, /) -> str:
        """More money comes back than was paid: kept goods cost less of it by themselves."""


def words(language: Language) -> Words:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.overtime import refund_en

            return refund_en
        case "zh":
            from promocalc.explain.overtime import refund_zh

            return refund_zh
        case _:
            assert_never(language)
