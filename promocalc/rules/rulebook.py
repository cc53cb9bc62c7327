"""A rulebook: rules, how they stack, and where they come from, for one campaign, shop or law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, PlainValidator, ValidationError, WithJsonSchema, model_validator

from promocalc.money import CURRENCIES
from promocalc.problems import MissingKey, UnknownCurrency, UnknownZone, WrongKind, nearest
from promocalc.rules.cents import Defaults
from promocalc.rules.check import Checked, check_rulebook
from promocalc.rules.compose import Part, compose
from promocalc.rules.exclusion import Exclusion
from promocalc.rules.model import Model
from promocalc.rules.programme import Tree
from promocalc.rules.protection import Protection
from promocalc.rules.refund import Refund
from promocalc.rules.rule import Rule
from promocalc.rules.tax import Tax
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
    """ISO 4217 code. A list names several, the first being the main one; carts in others are refused."""
    also_in: tuple[Currency, ...] = ()
    """Further currencies that a cart may be in."""
    timezone: Zone = "Asia/Shanghai"
    """The zone in which daily hours are told."""
    about: TitleText | None = None
    """What it is, in words: what a dialect fixes, and on what evidence."""
    extends: PlainText | None = None
    """A rulebook whose defaults and policies hold here too: a shipped name, or a file beside this one."""
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
    tax: Tax | None = None
    """How tax closes the programme."""
    refund: Refund | None = None
    """What comes back when goods go back."""
    protection: Protection | None = None
    """What is owed when the price falls after the order."""
    inherited: Defaults | None = Field(None, exclude=True, repr=False)
    """What ``extends`` stands for, filled in by whoever loaded the rulebook."""
    inherited_refund: Refund | None = Field(None, exclude=True, repr=False)
    """The refund policy of what it extends."""
    inherited_protection: Protection | None = Field(None, exclude=True, repr=False)
    """The price protection of what it extends."""
    inherited_sources: dict[str, Source] = Field(default_factory=dict, exclude=True, repr=False)
    """Where that is written."""

    @model_validator(mode="before")
    @classmethod
    def _several_currencies(cls, value: Any) -> Any:
        if isinstance(value, Mapping) and isinstance(value.get("currency"), (list, tuple)) and value["currency"]:
            return {**value, "currency": value["currency"][0], "also_in": list(value["currency"][1:])}
        return value

    @model_validator(mode="after")
    def _fits_together(self) -> Rulebook:
        flaws = check_rulebook(
            Checked(
                dict(self.rules),
                self.price,
                self.exclude,
                self.effective_defaults,
                self.currency,
                self.also_in,
                self.tax,
                self.protection,
                self.refund,
            )
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
    def effective_refund(self) -> Refund | None:
        """Its own policy, or that of what it extends; None where neither says anything."""
        return self.refund or self.inherited_refund

    @property
    def effective_protection(self) -> Protection | None:
        """Its own policy, or that of what it extends; None where neither says anything."""
        return self.protection or self.inherited_protection

    def source_of(self, key: str) -> Source | None:
        """The source of that short name, its own or of what it extends."""
        return self.sources.get(key) or self.inherited_sources.get(key)

    @property
    def name(self) -> str:
        """The name it goes by."""
        return self.rulebook

    def in_currency(self, code: str) -> Rulebook:
        """The same terms for carts in another of its currencies: the amounts stated for that one hold."""
        if code == self.currency or code not in self.also_in:
            return self
        others = (self.currency, *(other for other in self.also_in if other != code))
        return self.model_copy(update={"currency": code, "also_in": others})

    @classmethod
    def of(cls, name: str, programme: Part, **facts: Any) -> Rulebook:
        """A rulebook from rules stacked in Python: ``Rulebook.of("shop", a >> b, currency="EUR")``."""
        composed = compose(programme)
        rules = {rule.name: rule for rule in composed.rules}
        return cls(rulebook=name, rules=rules, price=composed.tree, **facts)
