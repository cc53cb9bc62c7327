"""How a rule is used: by itself, by a coupon that is held, or out of a wallet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import PlainValidator, WithJsonSchema

from promocalc.frozen import Frozen
from promocalc.problems import MissingKey, UnknownWord, nearest
from promocalc.rules.values import (
    Flaws,
    fail,
    known_keys,
    read_amount,
    read_name,
    read_step,
    shown,
    within,
    write_number,
    written,
)


class Balance(Frozen):
    """Paid from a wallet: charged what was really taken, down to its last cent.

    With a ``unit`` the wallet holds whole points of that worth. ``step`` and
    ``least`` count points where there is a unit, else money.
    """

    name: str
    unit: Decimal | None = None
    step: Decimal | None = None
    """Only whole multiples of it are spent."""
    least: Decimal | None = None
    """At least so much, or nothing."""


Use: TypeAlias = Literal["automatic", "coupon"] | Balance

_KEYS = ("balance", "unit", "step", "least")


def read_use(value: object) -> Use:
    """``automatic``, ``coupon`` (held and counted, used up whole) or ``{balance: NAME}``."""
    match value:
        case Balance() | "automatic" | "coupon":
            return value
        case Mapping():
            return _read_balance(value)
        case _:
            words = ("automatic", "coupon")
            fail([((), UnknownWord(shown(value), (*words, "{balance: NAME}"), nearest(shown(value), words)))])


def _read_balance(value: Mapping[Any, Any]) -> Balance:
    flaws: Flaws = []
    known_keys(value, _KEYS, flaws)
    if not flaws and "balance" not in value:
        flaws.append(((), MissingKey("balance")))
    if flaws:
        fail(flaws)
    name = within("balance", read_name, value["balance"], flaws)
    unit = within("unit", read_step, value["unit"], flaws) if "unit" in value else None
    step = within("step", read_step, value["step"], flaws) if "step" in value else None
    least = within("least", read_amount, value["least"], flaws) if "least" in value else None
    if flaws:
        fail(flaws)
    return Balance(name, unit, step, least)


def write_use(use: Use) -> str | dict[str, Any]:
    """As a file writes it."""
    if not isinstance(use, Balance):
        return use
    said = {"unit": use.unit, "step": use.step, "least": use.least}
    return {"balance": use.name} | {key: write_number(value) for key, value in said.items() if value is not None}


_AMOUNT: dict[str, Any] = {"type": ["number", "string"]}
UsePart = Annotated[
    Use,
    PlainValidator(read_use),
    written(write_use),
    WithJsonSchema(
        {
            "anyOf": [
                {"enum": ["automatic", "coupon"]},
                {
                    "type": "object",
                    "properties": {"balance": {"type": "string"}, **dict.fromkeys(_KEYS[1:], _AMOUNT)},
                    "required": ["balance"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
