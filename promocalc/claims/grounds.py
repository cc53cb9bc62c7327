"""On what a verdict rests: the numbers on both sides of every test. Amounts are minor units, shares are fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Literal, TypeAlias

from promocalc.claims.grounds_offer import BelowThreshold as BelowThreshold
from promocalc.claims.grounds_offer import EveryItem as EveryItem
from promocalc.claims.grounds_offer import GiftWorth as GiftWorth
from promocalc.claims.grounds_offer import Items as Items
from promocalc.claims.grounds_offer import Share as Share
from promocalc.claims.grounds_offer import Shown as Shown
from promocalc.claims.history import Observation, PriceKind
from promocalc.claims.reference import Reference
from promocalc.frozen import Frozen

Missing: TypeAlias = Literal[
    "start",
    "now",
    "charged",
    "reference",
    "history",
    "market",
    "before",
    "reference_days",
    "since_reference",
    "promotion_days",
    "sold_at_reference",
    "items",
    "item_prices",
    "later",
    "planned",
    "refunded",
    "gift_price",
    "ends",
]
"""What would have to be known."""


class AboveReference(Frozen):
    """The price that is compared with, beside the highest that is allowed."""

    claimed: int
    allowed: Reference

    @property
    def holds(self) -> bool:
        """Whether no higher price is compared with."""
        return self.claimed <= self.allowed.price


class Saving(Frozen):
    """How much less is asked than the allowed reference: said, and real."""

    claimed: int
    asked: int
    allowed: Reference
    slack: int = 0
    """What rounding by custom excuses."""

    @property
    def real(self) -> int:
        """What is saved; below 0 where more is asked than before."""
        return self.allowed.price - self.asked

    @property
    def holds(self) -> bool:
        """Whether so much is saved."""
        return self.real + self.slack >= self.claimed

    @property
    def would_need(self) -> int:
        """The reference at which it would hold."""
        return self.claimed + self.asked


class Discount(Frozen):
    """Which share of the allowed reference comes off: said, and real."""

    claimed: Fraction
    asked: int
    allowed: Reference
    decimals: int = 0
    """Of the percentage that is said: the real one is rounded as it is before they are compared."""
    slack: int = 0
    over: bool = False
    """More than ``claimed`` is said: so much is not enough, and nothing is rounded."""

    @property
    def real(self) -> Fraction:
        """The share that comes off; below 0 where more is asked than before."""
        return Fraction(self.allowed.price - self.asked, self.allowed.price) if self.allowed.price else Fraction(0)

    @property
    def holds(self) -> bool:
        """Whether so much comes off, as percentages are rounded."""
        if self.over:
            return self.asked < self.allowed.price * (1 - self.claimed)
        scale = 100 * 10**self.decimals
        rounded = Fraction((2 * scale * self.real + 1) // 2, scale)
        return rounded >= self.claimed or self.asked <= self.allowed.price * (1 - self.claimed) + self.slack

    @property
    def would_need(self) -> int | None:
        """The lowest reference from which so much would come off, nothing rounded; None where everything does."""
        rest = 1 - self.claimed
        if not rest:
            return None
        return int(self.asked // rest) + 1 if self.over else -int(-self.asked // rest)


class Cheaper(Frozen):
    """Whether less is asked than before, where nobody says how much."""

    asked: int
    allowed: Reference

    @property
    def holds(self) -> bool:
        """Whether less is asked."""
        return self.asked < self.allowed.price


class Asked(Frozen):
    """What is asked, beside the price that is advertised."""

    claimed: int
    asked: int
    at_till: bool = False
    """It was charged at the till."""
    slack: int = 0
    bound: int | None = None
    """Nobody is asked less, where what is asked is the cheapest way that was found."""

    @property
    def holds(self) -> bool | None:
        """Whether no more is asked. Less is as good. None where it may be asked of somebody."""
        if self.asked <= self.claimed + self.slack:
            return True
        return None if self.bound is not None and self.bound <= self.claimed + self.slack else False


class AboveMarket(Frozen):
    """The price that is compared with, beside what others ask; or beside the one that the maker recommends."""

    claimed: int
    market: int
    of: Literal["market", "list"] = "market"
    slack: int = 0
    """What rounding by custom excuses."""
    near: Fraction | None = None
    """Up to this share above it is not settled whether it differs; None where nothing more is excused."""

    @property
    def holds(self) -> bool | None:
        """Whether it is so much; None where that is not settled."""
        if self.claimed <= self.market + self.slack:
            return True
        return None if self.near is not None and self.claimed <= self.market * (1 + self.near) else False


class AnotherPrice(Frozen):
    """A price that is advertised beside a lower one, where the lower one is what is asked."""

    claimed: int
    asked: int
    other: int
    """The lower price."""

    @property
    def holds(self) -> bool | None:
        """None: it may be of something else, or compared with."""
        return None


class NothingLess(Frozen):
    """A price that is compared with itself."""

    price: int

    @property
    def holds(self) -> bool:
        """Nothing is saved."""
        return False


class Cheapest(Frozen):
    """What is asked, beside the lowest that others ask."""

    asked: int
    market: int

    @property
    def holds(self) -> bool:
        """Whether nobody asks less."""
        return self.asked <= self.market


class PaidBack(Frozen):
    """What was paid back, beside what it is cheaper by: later, or with another seller."""

    asked: int
    cheaper: int
    refunded: int
    elsewhere: bool = False

    @property
    def difference(self) -> int:
        """What had to be paid back."""
        return max(self.asked - self.cheaper, 0)

    @property
    def holds(self) -> bool:
        """Whether the whole difference was."""
        return self.refunded >= self.difference


class Raised(Frozen):
    """Whether the reference price was raised shortly before, and what is asked now beside the price before that."""

    before: int
    before_days: int | None
    raised: int
    raised_days: int | None
    asked: int | None
    found: bool

    @property
    def holds(self) -> bool:
        """Whether it was not."""
        return not self.found


class Days(Frozen):
    """A number of days beside what is asked of it."""

    of: Literal["reference", "since"]
    """On how many days the reference price was asked; how long ago it was asked last."""
    days: int
    looked_at: int | None
    """Of how many days that were looked at; None where nobody says."""
    least: int | None = None
    share: Fraction | None = None
    """More than this share of the days."""
    most: int | None = None
    few: int | None = None
    """So many days or fewer are not enough; between this and ``least`` it is not settled."""
    rarely: Fraction | None = None
    """On this share of the days or less it is not enough; between this and ``share`` it is not settled."""
    unknown: int = 0
    """On how many more days of the window nobody looked: they could change it."""
    reaches: bool = True
    """Whether the record is of the whole window; without one, of the whole time of sale."""
    assumed: PriceKind | None = None
    """The kind of price that was taken for what was asked."""
    recent: int | None = None
    """So many days ago or fewer it is the most recent price; between this and ``most`` it is not settled."""
    instead: int | None = None
    """The price that was asked since then, the last before the reduction. Minor units."""

    @property
    def holds(self) -> bool | None:
        """Whether it is as asked; None where that is not settled, or depends on days of which nothing is known."""
        if self.most is not None and self.days > self.most:
            return None if self.unknown else False
        if self.recent is not None and self.days > self.recent:
            return None
        parts = (self._enough, self._often)
        return False if False in parts else None if None in parts else True

    @property
    def firm(self) -> bool:
        """Whether what holds holds whatever was asked on days that nobody saw; not where only labels were seen."""
        seen = self.assumed != "tag" and self.reaches
        if self.of == "since" or self.share is None or self.looked_at is None:
            return seen
        return seen and self.days > self.share * (self.looked_at + self.unknown)

    @property
    def _enough(self) -> bool | None:
        if self.least is None or self.days >= self.least:
            return True
        few = self.least - 1 if self.few is None else self.few
        return False if self.days + self.unknown <= few else None

    @property
    def _often(self) -> bool | None:
        if self.share is None:
            return True
        if self.looked_at is None:
            return None
        if self.days > self.share * self.looked_at:
            return True
        rarely = self.share if self.rarely is None else self.rarely
        return False if self.days + self.unknown <= rarely * (self.looked_at + self.unknown) else None


class Longer(Frozen):
    """For how long the reduced price is asked, beside the reference price before it. Days."""

    promotion: int
    reference: int

    @property
    def holds(self) -> bool:
        """Whether the reference price was asked for as long."""
        return self.promotion <= self.reference


class Sold(Frozen):
    """The share of all pieces that was sold at the reference price."""

    share: Fraction
    more_than: Fraction
    """More than this is enough."""
    least: Fraction
    """This or less is not; between the two it is not settled."""

    @property
    def holds(self) -> bool | None:
        """Whether it is enough; None where that is not settled."""
        return True if self.share > self.more_than else False if self.share <= self.least else None


class Later(Frozen):
    """What is asked after an offer has ended, beside what was announced."""

    announced: int
    asked: int | None
    day: date | None = None
    planned: bool | None = None
    """Whether somebody had planned to ask what was announced."""

    @property
    def holds(self) -> bool:
        """Whether it came as announced."""
        return self.planned is not False and (self.asked is None or self.asked >= self.announced)


class WentOn(Frozen):
    """Whether an offer went on after its announced end; what was asked in it, and afterwards."""

    extended: bool
    asked: int | None = None
    later: int | None = None
    """None where nobody says."""
    surely: bool = True
    """Whether that was seen the day after the end, or somebody says so: else it may have gone on for some days."""

    @property
    def holds(self) -> bool:
        """Whether it ended."""
        return not self.extended


class LowestPrice(Frozen):
    """What is asked, beside the lowest that was seen in so many days."""

    asked: int
    seen: Observation
    days: int | None
    begins: date
    """The first day of which something is known."""
    reaches: bool
    """Whether that is as far back as the claim goes."""
    covered: bool
    """Whether something was seen on every one of these days."""

    @property
    def holds(self) -> bool | None:
        """Whether nothing lower was seen; None where the record does not go back so far."""
        if self.asked > self.seen.price:
            return False
        return True if self.reaches else None


class Younger(Frozen):
    """For how many days a price is said to be the lowest, of what was not sold for so long: there is no such price."""

    days: int
    since: date
    """The first day on which it was sold at all."""

    @property
    def holds(self) -> bool:
        """Whether it was sold for so long."""
        return False


OfPrice: TypeAlias = (
    AboveReference | Saving | Discount | Cheaper | Asked | AnotherPrice | AboveMarket | NothingLess | Cheapest
)
"""What is asked, beside another price."""

OfTime: TypeAlias = Raised | Days | Longer | Sold | Later | WentOn | PaidBack | LowestPrice | Younger
"""What was asked earlier or later, for how long, and what was sold then."""

OfOffer: TypeAlias = GiftWorth | Share | Shown | EveryItem | BelowThreshold | Items
"""What an offer comes to."""

Ground: TypeAlias = OfPrice | OfTime | OfOffer
