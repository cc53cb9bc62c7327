"""A rulebook: rules, how they stack, and where they come from, for one campaign, shop or law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, PlainValidator, ValidationError, WithJsonSchema, model_validator

from promocalc.money import CURRENCIES
from promocalc.problems import MissingKey, UnknownCurrency, UnknownZone, WrongKind, nearest
from promocalc.rules.check import Checked, check_rulebook
from promocalc.rules.compose import Part, compose
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.model import Model
from promocalc.rules.programme import Tree
from promocalc.rules.rule import Defaults, Rule
from promocalc.rules.values import Name, PlainText, TitleText, fail, read_text, shown, written


def _read_currency(value: object) -> str:
    code = read_text(value).upper()
    if code not in CURRENCIES:
        fail([((), UnknownCurrency(shown(value), nearest(code, tuple(CURRENCIES))))])
    return code


def _read_zone(value: object) -> str:
    name = read_text(value)
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        fail([((), UnknownZone(name, nearest(name, tuple(available_timezones()))))])
    return name


Currency = Annotated[
    str, PlainValidator(_read_currency), WithJsonSchema({"enum": sorted(CURRENCIES), "type": "string"})
]
Zone = Annotated[str, PlainValidator(_read_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Shanghai"]})]


class Source(Model):
    """Where a term is written, and how sure that is."""

    title: TitleText
    """What the source is called."""
    url: PlainText | None = None
    """Where it can be read."""
    published: PlainText | None = None
    """When it was published."""
    read: PlainText | None = None
    """When it was last looked at."""
    confidence: Literal["high", "medium", "low"] | None = None
    """How sure its terms are."""


def _read_rules(value: object) -> dict[str, Rule]:
    if not isinstance(value, Mapping):
        fail([((), WrongKind(shown(value), "mapping"))])
    flaws: list[Any] = []
    rules: dict[str, Rule] = {}
    for name, body in value.items():
        rule = read_rule(name, body, flaws)
        if rule is not None:
            rules[rule.name] = rule
    if flaws:
        fail(flaws)
    return rules


def read_rule(name: object, body: object, flaws: list[Any]) -> Rule | None:
    """One entry of ``rules:``; its troubles go to ``flaws`` under its name."""
    from promocalc.rules.values import KEY_MARK, read_name, troubles

    if isinstance(body, Rule):
        return body
    key = str(name)
    try:
        read_name(name)
    except ValidationError as error:
        flaws.extend(((key, KEY_MARK, *path), trouble) for path, trouble in troubles(error))
        return None
    if not isinstance(body, Mapping):
        flaws.append(((key,), WrongKind(shown(body), "mapping")))
        return None
    try:
        return Rule.model_validate({**body, "name": key})
    except ValidationError as error:
        flaws.extend(((key, *path), trouble) for path, trouble in troubles(error))
        return None


def _write_rules(rules: dict[str, Rule]) -> dict[str, Any]:
    bodies = {name: rule.model_dump(mode="json", by_alias=True) for name, rule in rules.items()}
    return {name: {key: inner for key, inner in body.items() if key != "name"} for name, body in bodies.items()}


Rules = Annotated[dict[str, Rule], PlainValidator(_read_rules), written(_write_rules)]


class Rulebook(Model):
    """Rules + programme + sources. A dialect is a rulebook with ``defaults`` only, which others extend."""

    rulebook: Name
    """The name it goes by."""
    title: TitleText | None = None
    """What people read; `{zh: …, en: …}` says it in both languages."""
    version: PlainText | None = None
    """Its own version, as text."""
    currency: Currency = "CNY"
    """ISO 4217 code; carts in another currency are refused."""
    timezone: Zone = "Asia/Shanghai"
    """The zone in which daily hours are told."""
    extends: PlainText | None = None
    """A rulebook whose defaults hold here too: a shipped name, or a file beside this one."""
    defaults: Defaults = Defaults()
    """How cents behave in every rule that does not say otherwise."""
    sources: dict[str, Source] = Field(default_factory=dict)
    """Where the terms are written, by a short name."""
    rules: Rules = Field(default_factory=dict)
    """The rules, by name."""
    price: Tree | None = None
    """How the rules stack: each rule stands here once."""
    exclude: tuple[Exclusion, ...] = ()
    """Rules that may not meet, wherever they stand."""
    inherited: Defaults | None = Field(None, exclude=True, repr=False)
    """What ``extends`` stands for, filled in by whoever loaded the rulebook."""

    @model_validator(mode="after")
    def _fits_together(self) -> Rulebook:
        flaws = check_rulebook(
            Checked(dict(self.rules), self.price, self.exclude, self.effective_defaults, self.currency)
        )
        if self.rules and self.price is None:
            flaws.append(((), MissingKey("price")))
        if flaws:
            fail(flaws)
        return self

    @property
    def effective_defaults(self) -> Defaults:
        """Its own defaults over what it extends."""
        return self.defaults.over_(self.inherited or Defaults())

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.rulebook

    @classmethod
    def of(cls, name: str, programme: Part, **facts: Any) -> Rulebook:
        """A rulebook from rules stacked in Python: ``Rulebook.of("shop", a >> b, currency="EUR")``."""
        composed = compose(programme)
        rules = {rule.name: rule for rule in composed.rules}
        return cls(rulebook=name, rules=rules, price=composed.tree, **facts)
