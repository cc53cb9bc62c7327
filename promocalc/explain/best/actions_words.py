"""What a language has to be able to say of what more could be done: get a coupon, wait, place two orders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, assert_never

from promocalc.choose.actions import Kind
from promocalc.explain.language import Language


@dataclass(frozen=True, slots=True)
class ActionLabels:
    """Headings and column names."""

    title: str
    action: str
    pay: str
    saves: str


class ActionWords(Protocol):
    """The sentences. Names in them are quoted already; amounts and moments are as people read them."""

    @property
    def labels(self) -> ActionLabels:
        """The words around the figures."""

    def get(self, rule: str, /) -> str:
        """To get a coupon that is not held."""

    def wait(self, until: str, /) -> str:
        """To order later."""

    def split(self, orders: int, /) -> str:
        """To place several orders."""

    def turn(self, begins: str, ends: str, /) -> str:
        """Which rules begin and which end by then; empty where there are none."""

    def apart(self, best: str, /) -> str:
        """Each of several actions is compared by itself."""

    def same_prices(self) -> str:
        """What is taken for granted of a later moment."""

    def dearer(self, at: str, pay: str, more: str, turn: str, /) -> str:
        """From when on more is paid, and why; ``turn`` may be empty."""

    def not_weighed(self, kind: Kind, /) -> str:
        """What was not found out here, and which option finds it out."""

    def coupons_left(self, rules: str, /) -> str:
        """Coupons that are not held, of which it was not found out what they would bring."""


def words(language: Language) -> ActionWords:
    """The sentences of a language."""
    match language:
        case "en":
            from promocalc.explain.best import actions_en

            return actions_en
        case "zh":
            from promocalc.explain.best import actions_zh

            return actions_zh
        case _:
            assert_never(language)
