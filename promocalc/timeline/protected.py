"""What is owed when a price falls after the order, as values. Amounts are minor units; no sentence is here."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias, get_args

from promocalc.engine.receipt import Receipt
from promocalc.frozen import Frozen
from promocalc.rules.protection import Protection
from promocalc.rules.values import Title

# --- why nothing is owed, or less than the price fell -----------------------------------------------


class OutOfTime(Frozen):
    """The claim comes after the last moment, by so many days; what is left of a day is one."""

    closes: datetime
    late: int


class NotProtected(Frozen):
    """These rules had lowered its price, and their goods are not protected."""

    rules: tuple[str, ...]


class NoFall(Frozen):
    """What counts is no lower now; ``higher`` is by how much it is above."""

    higher: int


class Unchanged(Frozen):
    """Neither its price nor any offer has changed: the same comparison at the moment of the order gives as much."""


class BalanceFalls(Frozen):
    """The balance of the order is not paid yet: as a whole it falls by so much, and the deposit stays what it is."""

    by: int


class PaidBefore(Frozen):
    """The difference has been paid back before."""

    fell: int
    already: int


class NothingToRefund(Frozen):
    """Everything that was paid for it has come back already."""


class NotSoldNow(Frozen):
    """It has no price now."""


class LessToRefund(Frozen):
    """The price fell by more than can still be refunded, beside what has been paid back before."""

    fell: int
    already: int
    left: int


class AboveCap(Frozen):
    """What is owed is more than one claim brings."""

    owed: int
    cap: int


NothingOwed: TypeAlias = (
    OutOfTime
    | NotProtected
    | NoFall
    | Unchanged
    | BalanceFalls
    | PaidBefore
    | NothingToRefund
    | NotSoldNow
    | LessToRefund
    | AboveCap
)
"""Why nothing is owed; LessToRefund and AboveCap: why less."""

Counts: TypeAlias = Literal["counts", "wallet", "funded", "left_out", "excluded", "later", "later_out"]
"""Whether a rule's cut enters a compared price: it does · an own wallet pays, which is a payment and no cut · somebody
else than the merchant pays for it · the terms leave it out · its goods are not protected · a benefit for later that
counts as a lower price · one that does not."""

ReasonKind: TypeAlias = Literal[
    "late",
    "excluded",
    "unpaid",
    "unchanged",
    "uncounted",
    "later",
    "spent",
    "piece",
    "dearer",
    "pays",
    "already",
    "refunded",
    "tax",
    "cap",
]
"""Why what is owed is not what one would think. Of a whole line: too late · its goods are not protected · its balance
is not paid yet · nothing has changed. Step by step: what is compared leaves cuts out · counts benefits for later ·
lacks coupons that the order used up · is the price of one piece by itself · what is dearer is not set off · more or
less than the difference is paid back · some was paid back before · goods have gone back · tax comes to it · a claim has
a cap."""


class Reason(Frozen):
    """One reason, and by how much more (or less) is owed because of it."""

    kind: ReasonKind
    amount: int
    rules: tuple[str, ...] = ()
    """The rules that are at work."""


class Cut(Frozen):
    """What a rule takes off a line, or gives for it, and whether that enters the compared price."""

    rule: str
    amount: int
    counts: Counts


class ProtectedLine(Frozen):
    """One line: its price then and now as the terms compare them, for all its pieces, and what is owed."""

    line: str
    title: Title
    store: str
    pieces: int
    marked_then: int
    """What the shop asked, for all pieces."""
    cuts_then: tuple[Cut, ...]
    then: int
    """The price that counts: what was asked, less the cuts that count."""
    marked_now: int | None
    cuts_now: tuple[Cut, ...]
    """Off all pieces: where one piece is simulated, its cuts times the pieces."""
    now: int | None
    """The price that counts now; None where it is no longer sold."""
    owed: int
    """With the tax that comes to it."""
    already: int
    """What was paid back of it before."""
    refundable: int
    """What can still be refunded of it."""
    why: NothingOwed | None
    """Why nothing is owed, or less than the price fell."""
    paid: int
    """What was paid for it then, whoever lowered it, in money, with tax that came to the price."""
    pays_now: int | None
    """What the same pieces would be paid now, every rule counted and all lines bought together."""
    tax: int = 0
    """How much of what is owed is tax that came to the price."""
    simulated: Receipt | None = None
    """The receipt that ``now`` was read from: of one piece, or of the whole order."""
    reasons: tuple[Reason, ...] = ()
    """Why ``owed`` is not ``naive``: the amounts come to the difference."""

    @property
    def naive(self) -> int | None:
        """What one would think: paid then less what would be paid now."""
        return None if self.pays_now is None else self.paid - self.pays_now


class Protected(Frozen):
    """What is owed because prices fell."""

    then: Receipt
    now: Receipt | None
    """The whole order once more, every rule counted; None where nothing of it is sold any more."""
    policy: Protection
    assumed: bool
    """The terms do not say anything of price protection: nothing is promised, and what is called owed here and in the
    lines is what the usual terms would give."""
    at: datetime | None
    received: datetime | None
    closes: datetime | None
    """When claims end; None where the terms do not say, or what the days are counted from is not known."""
    in_time: bool | None
    """None where that cannot be said."""
    lines: tuple[ProtectedLine, ...]

    @property
    def owed(self) -> int:
        """What is owed, all together."""
        return sum(line.owed for line in self.lines)

    @property
    def naive(self) -> int:
        """What one would think: paid then less what would be paid now, of all that is still sold."""
        return sum(line.naive or 0 for line in self.lines)

    @property
    def differs(self) -> tuple[Reason, ...]:
        """Why that is not what is owed, over all lines: the amounts come to the difference."""
        amounts, rules = dict[ReasonKind, int](), dict[ReasonKind, dict[str, None]]()
        for line in self.lines:
            for one in line.reasons:
                amounts[one.kind] = amounts.get(one.kind, 0) + one.amount
                rules.setdefault(one.kind, {}).update(dict.fromkeys(one.rules))
        kinds = (kind for kind in get_args(ReasonKind) if amounts.get(kind))
        return tuple(Reason(kind, amounts[kind], tuple(rules[kind])) for kind in kinds)
