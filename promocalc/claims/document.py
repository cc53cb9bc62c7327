"""A file of claims: what advertisements say, and what is known of it, with the names of all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import Field, ModelWrapValidatorHandler, PlainValidator, ValidationError, WithJsonSchema, model_validator

from promocalc.claims.claim import Claim, ClaimPart, Day, read_claim, write_claim
from promocalc.claims.facts import Facts
from promocalc.claims.standard import Jurisdiction, Names
from promocalc.money import CURRENCIES
from promocalc.problems import EmptyList, MissingOneOf, Path, TooFine, WrongKind
from promocalc.rules.model import Model
from promocalc.rules.rulebook import Currency, Source
from promocalc.rules.values import Flaws, Name, PlainText, TitleText, fail, shown, troubles, within, written


def read_said(value: object) -> tuple[Claim, ...]:
    """What an advertisement says: one claim, or a list of them. Raises located troubles."""
    if isinstance(value, (list, tuple)):
        flaws: Flaws = []
        found = tuple(within(at, read_claim, one, flaws) for at, one in enumerate(value))
        if flaws:
            fail(flaws)
        return found
    return (read_claim(value),)


def write_said(value: tuple[Claim, ...]) -> Any:
    """As a file says it: a list only where there are several."""
    return write_claim(value[0]) if len(value) == 1 else [write_claim(one) for one in value]


Said = Annotated[
    tuple[ClaimPart, ...],
    PlainValidator(read_said),
    written(write_said),
    WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "array", "items": {"type": "object"}}]}),
]


class Advertisement(Model):
    """One advertisement: a sentence that is read, or what it says in so many words."""

    text: PlainText = ""
    """The sentence, as it was advertised."""
    says: Said = ()
    """What it claims, where the sentence is not to be read: one claim or several."""
    facts: Facts = Facts()
    """What is known of it. It goes before what the whole file says."""
    sku: PlainText | None = None
    """Of which thing it is: a price history may be about several."""
    channel: PlainText | None = None
    """Where it was seen: prices of other channels are not held against it."""
    title: TitleText | None = None
    """What people call it."""
    source: TitleText | None = None
    """Where it was read: the name of a source of the file, or words of one's own."""

    @model_validator(mode="wrap")
    @classmethod
    def _alone(cls, value: Any, handler: ModelWrapValidatorHandler[Advertisement]) -> Advertisement:
        """A sentence may stand alone. What is missing is told beside all else that is wrong."""
        said = {"text": value} if isinstance(value, str) else value
        flaws: Flaws = []
        if isinstance(said, Mapping) and not said.get("text") and not said.get("says"):
            flaws.append(((), MissingOneOf(("text", "says"))))
        try:
            found = handler(said)
        except ValidationError as error:
            fail([*flaws, *troubles(error)])
        if flaws:
            fail(flaws)
        return found


def _read_advertisements(value: object) -> tuple[Advertisement, ...]:
    some = value if isinstance(value, (list, tuple)) else (value,)
    if not some:
        fail([((), EmptyList())])
    flaws: Flaws = []
    found = tuple(within(at, _read_advertisement, one, flaws) for at, one in enumerate(some))
    if flaws:
        fail(flaws)
    return found


def _read_advertisement(value: object) -> Advertisement:
    if not isinstance(value, (str, Mapping, Advertisement)):
        fail([((), WrongKind(shown(value), "mapping"))])
    return Advertisement.model_validate(value)


class ClaimFile(Model):
    """Advertisements, what is known of them, and under which standards they are judged."""

    claims: Name
    """The name it goes by."""
    title: TitleText | None = None
    """What people read; `{zh: …, en: …}` says it in both languages."""
    currency: Currency = "CNY"
    """ISO 4217 code."""
    jurisdiction: Jurisdiction | None = None
    """Whose standards: all of them that are in force on the day."""
    standards: Names = ()
    """Standards by name: shipped ones, or files beside this one."""
    at: Day | None = None
    """When it was advertised: which standards are in force, and the year of dates that name none."""
    cart: PlainText | None = None
    """The cart that the advertisements are about: a shipped name, or a file beside this one."""
    rulebook: PlainText | None = None
    """The rulebook under which it is priced, unless the cart names one."""
    history: PlainText | None = None
    """A file of prices that were observed."""
    catalogue: PlainText | None = None
    """A file of the items in scope, for what is said of everything, or of one at the least."""
    sku: PlainText | None = None
    """Of which thing the history is taken, where it is of several."""
    channel: PlainText | None = None
    """Of which channel the history is taken, where it is of several."""
    facts: Facts = Facts()
    """What is known of all of them."""
    advertisements: Annotated[
        tuple[Advertisement, ...],
        PlainValidator(_read_advertisements),
        written(lambda some: [one.model_dump() for one in some]),
        WithJsonSchema({"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "object"}]}}),
    ]
    """What is advertised."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Where it was read, by a short name."""

    def facts_of(self, advertisement: Advertisement) -> Facts:
        """What is known of one of the advertisements: its own facts before those of the file."""
        own = advertisement.facts
        said = {name: value for name in Facts.model_fields if (value := getattr(own, name)) is not None}
        return self.facts.model_copy(update=said)

    @model_validator(mode="after")
    def _in_coins(self) -> ClaimFile:
        digits = CURRENCIES[self.currency]
        flaws: Flaws = [
            (path, TooFine(f"{amount:f}", self.currency, digits))
            for path, amount in self._amounts()
            if (amount * 10**digits) % 1
        ]
        if flaws:
            fail(flaws)
        return self

    def _amounts(self) -> Iterator[tuple[Path, Decimal]]:
        """Every amount in it, and where it stands."""
        yield from _money(self.facts, ("facts",))
        for at, one in enumerate(self.advertisements):
            yield from _money(one.facts, ("advertisements", at, "facts"))
            for place, claim in enumerate(one.says):
                yield from _money(claim, ("advertisements", at, "says", place))


def _money(model: Model, path: Path) -> Iterator[tuple[Path, Decimal]]:
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Decimal):
            yield (*path, name), value
