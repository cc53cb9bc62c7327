"""What comes back when goods go back: the policy of a platform or shop. Data, no behaviour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.problems import WrongKind
from promocalc.rules.cents import Round
from promocalc.rules.model import Model
from promocalc.rules.take import Clawback
from promocalc.rules.values import (
    Count,
    Flaws,
    Percent,
    TitleText,
    YesNo,
    fail,
    read_name,
    read_word,
    shown,
    within,
    written,
)

Returned: TypeAlias = Literal["never", "whole", "share"]
"""When something that was spent comes back: never, once everything it was spent on has gone back, or by its share."""

RETURNED: tuple[Returned, ...] = ("never", "whole", "share")


def read_returned(value: object) -> Returned | dict[str, Returned]:
    """``share``, or by name of the balance: ``{allowance: share, red-envelope: whole}``."""
    if not isinstance(value, Mapping):
        return read_word(value, RETURNED)
    flaws: Flaws = []
    found: dict[str, Returned] = {}
    for key, word in value.items():
        name = within(str(key), read_name, key, flaws)
        said = within(str(key), lambda v: read_word(v, RETURNED), word, flaws)
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
                {"enum": list(RETURNED)},
                {"type": "object", "additionalProperties": {"enum": list(RETURNED)}, "minProperties": 1},
            ]
        }
    ),
]


class Refund(Model):
    """What a refund gives back, and what it does not."""

    method: Literal["keep", "reprice"] = "keep"
    """`keep`: what a piece really cost comes back, and the rest keeps its discounts; `reprice`: what stays is priced
    anew, and what that makes dearer is taken off the refund."""
    within: Count | None = None
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
    deposit: Literal["lost", "back"] = "lost"
    """What becomes of a deposit whose balance is not paid."""
    binds: Percent | None = None
    """Up to which part of the price the law lets a deposit bind; the rest of it is a prepayment and comes back."""
    law: TitleText | None = None
    """Which law that is."""
    round: Round | None = None
    """To which unit a refund is rounded, and how; the minor unit unless stated."""
    source: TitleText | None = None
    """Where the terms say so."""

    def of_balance(self, name: str) -> Returned:
        """When what this balance paid comes back."""
        if isinstance(self.balances, str):
            return self.balances  # type: ignore[return-value]  # one of three words, read above
        found: Returned = self.balances.get(name, "share")
        return found
