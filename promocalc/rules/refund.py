"""What comes back when goods go back: the policy of a platform or shop. Data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.money import Rate
from promocalc.problems import FeesOutOfOrder, MissingKey, UnknownWord, WrongKind, nearest
from promocalc.rules.cents import Round
from promocalc.rules.model import Model
from promocalc.rules.quantity import NUMBER_SCHEMA, AnyMoney, AnyOrderLimit
from promocalc.rules.scope import Moment
from promocalc.rules.take import Clawback
from promocalc.rules.values import (
    Days,
    Flaws,
    Percent,
    TitleText,
    YesNo,
    fail,
    read_name,
    read_rate,
    read_word,
    shown,
    within,
    written,
)

Returned: TypeAlias = Literal["never", "whole", "share"]
"""When something that was spent comes back: never, once everything it was spent on has gone back, or by its share."""

FromWallet: TypeAlias = Literal["never", "whole", "share", "first", "last"]
"""The same of what a wallet paid; ``first``: before any money does, ``last``: only once all money has come back."""

RETURNED: tuple[Returned, ...] = ("never", "whole", "share")
FROM_WALLET: tuple[FromWallet, ...] = (*RETURNED, "first", "last")


class Fee(Model):
    """What is held back of a refund: an amount for each return, line or piece, or a rate of what goes back."""

    keeps: AnyOrderLimit
    """How much: `5.00`, or `20%` of what the goods that go back cost, without tax that comes to it."""
    each: Literal["return", "line", "piece"] = "return"
    """What an amount is held back for; no more than that comes to."""
    least: AnyMoney | None = None
    """At least so much in all, whatever the rate comes to."""
    most: AnyMoney | None = None
    """At most so much in all."""
    until: Moment | None = None
    """Of several, the first whose moment has not come: `[{until: …, keeps: 10%}, {keeps: 50%}]`."""


def read_fees(value: object) -> tuple[Fee, ...]:
    """``5.00``, ``20%``, one mapping, or a list of them in order of time."""
    if isinstance(value, tuple) and all(isinstance(one, Fee) for one in value):
        return value
    flaws: Flaws = []
    listed = isinstance(value, (list, tuple))
    many: list[Any] = list(value) if isinstance(value, (list, tuple)) else [value]
    found = []
    for at, one in enumerate(many):
        said = one if isinstance(one, (Mapping, Fee)) else {"keeps": one}
        inner: Flaws = []
        found.append(within("keeps" if said is not one else at, Fee.model_validate, said, inner))
        for path, trouble in inner:
            # A bare number stands where the list or the fee stands; a single mapping is no list.
            short = path[2:] if said is not one else path[1:]
            flaws.append(((at, *short) if listed else short, trouble))
    for at in range(1, len(found)):
        before, own = found[at - 1], found[at]
        if before is not None and own is not None and not flaws:
            if before.until is None:
                flaws.append(((at - 1,), MissingKey("until")))
            elif own.until is not None and own.until <= before.until:
                flaws.append(((at, "until"), FeesOutOfOrder(before.until.isoformat(), own.until.isoformat())))
    if flaws:
        fail(flaws)
    return tuple(found)


def write_fees(fees: tuple[Fee, ...]) -> Any:
    """As short as it can be said."""
    said = [fee.model_dump(mode="json", by_alias=True) for fee in fees]
    short = [one["keeps"] if list(one) == ["keeps"] else one for one in said]
    return short[0] if len(short) == 1 else short


_FEE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "keeps": NUMBER_SCHEMA,
        "each": {"enum": ["return", "line", "piece"], "default": "return"},
        "least": NUMBER_SCHEMA,
        "most": NUMBER_SCHEMA,
        "until": {"type": "string"},
    },
    "required": ["keeps"],
    "additionalProperties": False,
}
_ONE_FEE: list[dict[str, Any]] = [{"type": ["number", "string"]}, _FEE_SCHEMA]
FeesPart = Annotated[
    tuple[Fee, ...],
    PlainValidator(read_fees),
    written(write_fees),
    WithJsonSchema({"anyOf": [*_ONE_FEE, {"type": "array", "items": {"anyOf": _ONE_FEE}}]}),
]


def read_kept(value: object) -> Literal["lost", "back"] | Rate:
    """What becomes of a deposit: ``lost``, ``back``, or the part of it that is lost."""
    if value in ("lost", "back"):
        return value
    rate = read_rate(value)
    if rate is None:
        fail([((), UnknownWord(shown(value), ("lost", "back", "50%"), nearest(shown(value), ("lost", "back"))))])
    return rate


KeptPart = Annotated[
    Any,
    PlainValidator(read_kept),
    written(lambda value: str(value)),
    WithJsonSchema({"anyOf": [{"enum": ["lost", "back"]}, {"type": "string", "examples": ["50%"]}]}),
]


def read_returned(value: object) -> FromWallet | dict[str, FromWallet]:
    """``share``, or by name of the balance: ``{allowance: share, red-envelope: whole}``."""
    if not isinstance(value, Mapping):
        return read_word(value, FROM_WALLET)
    flaws: Flaws = []
    found: dict[str, FromWallet] = {}
    for key, word in value.items():
        name = within(str(key), read_name, key, flaws)
        said = within(str(key), lambda v: read_word(v, FROM_WALLET), word, flaws)
        if name is not None and said is not None:
            found[name] = said
    if not value:
        flaws.append(((), WrongKind(shown(value), "mapping")))
    if flaws:
        fail(flaws)
    return found


ReturnedPart = Annotated[
    Any,
    PlainValidator(read_returned),
    written(lambda value: value),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": list(FROM_WALLET)},
                {"type": "object", "additionalProperties": {"enum": list(FROM_WALLET)}, "minProperties": 1},
            ]
        }
    ),
]


class Refund(Model):
    """What a refund gives back, and what it does not."""

    method: Literal["keep", "reprice"] = "keep"
    """`keep`: what a piece really cost comes back, and the rest keeps its discounts; `reprice`: what stays is priced
    anew, and what that makes dearer is taken off the refund."""
    within: Days | None = None
    """For how many days goods may go back."""
    after: Literal["order", "payment", "receipt"] = "receipt"
    """What these days are counted from."""
    coupons: Literal["never", "whole"] = "whole"
    """Whether a coupon comes back once everything that it was used on has gone back, while it is valid."""
    balances: ReturnedPart = "share"
    """When what a wallet paid comes back into it, while it is valid: one word, or one for each balance."""
    before_receipt: YesNo = False
    """Whether coupons and balances come back only before the goods have been received."""
    postage: Returned = "whole"
    """When postage and other charges come back."""
    benefits: Clawback = "share"
    """What is taken back of points and rebates, where their rule does not say."""
    fee: FeesPart = ()
    """What is held back of a refund, at most all of it: `20%`, `5.00`, `{keeps: 9, each: piece}`; several by time."""
    deposit: KeptPart = "lost"
    """What becomes of a deposit whose balance is not paid: `lost`, `back`, or the part of it that is lost."""
    binds: Percent | None = None
    """Up to which part of the price the law lets a deposit bind; the rest of it is a prepayment and comes back.
    Unless stated, no law is told."""
    law: TitleText | None = None
    """Which law that is."""
    round: Round | None = None
    """To which unit a refund is rounded, and how; the minor unit unless stated."""
    source: TitleText | None = None
    """Where the terms say so."""

    @property
    def keeps(self) -> Fraction:
        """Which part of a deposit is lost where its balance is not paid."""
        match self.deposit:
            case Rate(fraction):
                return fraction
            case word:
                return Fraction(int(word == "lost"))

    def fee_at(self, at: datetime | None) -> Fee | None:
        """The fee at a moment: of several the first that is not over, and where no moment is known, the last."""
        open_ = [fee for fee in self.fee if fee.until is None or (at is not None and at < fee.until)]
        return open_[0] if open_ else None if not self.fee or at is not None else self.fee[-1]

    def of_balance(self, name: str) -> FromWallet:
        """When what this balance paid comes back."""
        if isinstance(self.balances, str):
            return self.balances  # type: ignore[return-value]  # one of three words, read above
        found: FromWallet = self.balances.get(name, "share")
        return found
