"""Scalars of the language: amounts, rates, names, views, moments. Reading them, and what to say when they do not fit.

Readers take what a YAML file or a Python caller wrote and return the exact
value, or raise a located trouble: a pydantic error that carries a
:class:`~promocalc.problems.Trouble` and the path to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Annotated, Any, NoReturn, TypeAlias, TypeVar

from pydantic import PlainSerializer, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import InitErrorDetails, PydanticCustomError

from promocalc.money import Rate, parse_rate, tidy
from promocalc.problems import (
    BadName,
    EmptyList,
    MissingKey,
    NotAnAmount,
    NotARate,
    OutOfRange,
    Path,
    Trouble,
    UnknownKey,
    UnknownWord,
    WrongKind,
    nearest,
)

Flaws: TypeAlias = list[tuple[Path, Trouble]]
"""Troubles found inside one value, each with the path to it from there."""

KEY_MARK = "(key)"
"""Last step of a path that means the key itself and not its value."""


def fail(flaws: Flaws) -> NoReturn:
    """Raise all of ``flaws`` as one pydantic error; a model around merges them under its own path."""
    raise ValidationError.from_exception_data(
        "promocalc",
        [
            InitErrorDetails(
                type=PydanticCustomError("trouble", "{text}", {"trouble": trouble, "text": repr(trouble)}),
                loc=path,
                input=None,
            )
            for path, trouble in flaws
        ],
    )


def troubles(error: ValidationError) -> Flaws:
    """What went wrong, as troubles with paths: ours as they are, pydantic's own translated."""
    found: Flaws = []
    for item in error.errors(include_url=False):
        loc = tuple(item["loc"])
        context = item.get("ctx") or {}
        match item["type"]:
            case "trouble":
                found.append((loc, context["trouble"]))
            case "missing":
                found.append((loc[:-1], MissingKey(str(loc[-1]))))
            case "extra_forbidden":
                found.append(((*loc, KEY_MARK), UnknownKey(str(loc[-1]), ())))
            case "enum" | "literal_error":
                allowed = tuple(re.findall(r"'([^']*)'", str(context.get("expected", ""))))
                found.append((loc, UnknownWord(shown(item["input"]), allowed, nearest(shown(item["input"]), allowed))))
            case "bool_type" | "bool_parsing":
                found.append((loc, WrongKind(shown(item["input"]), "yes_no")))
            case "tuple_type" | "list_type" | "set_type" | "frozen_set_type":
                found.append((loc, WrongKind(shown(item["input"]), "list")))
            case "too_short":
                found.append((loc, EmptyList()))
            case "model_type" | "dict_type" | "model_attributes_type" | "mapping_type":
                found.append((loc, WrongKind(shown(item["input"]), "mapping")))
            case _:
                found.append((loc, WrongKind(shown(item["input"]), "text")))
    return found


def shown(value: object) -> str:
    """A value as its author would recognise it, cut to a length that fits a message."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case Mapping():
            return "{…}"
        case list() | tuple():
            return "[…]"
        case _:
            text = str(value)
            return text if len(text) <= 60 else text[:57] + "…"


def written(write: Callable[[Any], Any]) -> PlainSerializer:
    """How a field is written into a file. The return type is given, because finding it out slows starting down."""
    return PlainSerializer(write, return_type=Any)


# --- amounts and rates ---------------------------------------------------------------------------------

Number: TypeAlias = Decimal | Rate
"""What a rule takes: an amount of money, or a share of a view."""

LARGEST = Decimal(10**15)
"""More than any cart costs in any currency; beyond it a slip of the finger is likelier than a price."""

_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.\d+)?")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")


def read_amount(value: object) -> Decimal:
    """An exact amount, not negative. Floats are refused: 0.1 is not a tenth."""
    if isinstance(value, bool) or value is None or isinstance(value, (list, tuple, Mapping)):
        fail([((), WrongKind(shown(value), "number"))])
    if isinstance(value, float):
        fail([((), NotAnAmount(shown(value), "float"))])
    text = tidy(str(value))
    negative = text.startswith(("-", "−"))
    digits = text[1:] if negative else text
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    if not _PLAIN.fullmatch(digits):
        fail([((), NotAnAmount(shown(value), _why_not(digits)))])
    amount = Decimal(digits)
    if negative and amount:
        fail([((), OutOfRange(shown(value), "0", None))])
    if amount > LARGEST:
        fail([((), OutOfRange(shown(value), None, f"{LARGEST}"))])
    return amount


def read_step(value: object) -> Decimal:
    """An amount above nothing: what something is repeated by, or rounded to."""
    step = read_amount(value)
    if not step:
        fail([((), OutOfRange(shown(value), "0.01", None))])
    return step


def _why_not(text: str) -> Any:
    if not text:
        return "empty"
    if parse_rate(text) is not None:
        return "rate"
    if re.fullmatch(r"\d+:\d+(?::\d+)?", text):
        return "clock"
    if re.fullmatch(r"[\d.]+[eE][+-]?\d+", text):
        return "exponent"
    if re.fullmatch(r"0\d+(?:\.\d+)?|0[xob][0-9a-fA-F]+", text):
        return "leading_zero"
    if re.fullmatch(r"[\d,. _']+", text):
        return "grouping"
    if re.fullmatch(r"\.?(?:inf|nan)(?:inity)?", text, re.IGNORECASE):
        return "infinite"
    return "words"


def read_rate(value: object) -> Rate | None:
    """A percentage between 0 and 100 %, or None where ``value`` is not written as one. 折 is read as what remains."""
    if isinstance(value, Rate):
        return value
    if not isinstance(value, str):
        return None
    found = parse_rate(value)
    if found is None:
        if tidy(value).endswith(("%", "折")):
            fail([((), NotARate(value))])
        return None
    rate, _ = found
    if rate.fraction > 1:
        fail([((), NotARate(value))])
    return rate


def read_off(value: object) -> Number:
    """A deduction: an amount or a rate. ``8.5折`` takes 15 % off."""
    rate = read_rate(value)
    if rate is None:
        return read_amount(value)
    if isinstance(value, str) and tidy(value).endswith("折"):
        return rate.remaining()
    return rate


def read_price(value: object) -> Number:
    """A price: an amount, or a rate of what it is taken of. ``8.5折`` is 85 %."""
    rate = read_rate(value)
    return read_amount(value) if rate is None else rate


def read_percent(value: object) -> Rate:
    """A rate, and nothing else: ``20%``, ``1/1000``."""
    rate = read_rate(value)
    if rate is None:
        fail([((), NotARate(shown(value)))])
    return rate


def read_whole(value: object, least: int = 0) -> int:
    """A whole number of things, from ``least`` up."""
    if isinstance(value, bool) or not isinstance(value, (int, str, Decimal)):
        fail([((), WrongKind(shown(value), "whole"))])
    text = tidy(str(value))
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)", text):
        fail([((), WrongKind(shown(value), "whole"))])
    if int(text) < least:
        fail([((), OutOfRange(shown(value), str(least), None))])
    return int(text)


def write_number(value: Number | int) -> str | int:
    """As a file writes it: money without an exponent, a rate as a percentage."""
    if isinstance(value, Rate):
        return str(value)
    if isinstance(value, int):
        return value
    return int(value) if value == value.to_integral_value() else f"{value:f}"


# As :func:`promocalc.money.tidy` takes them: full-width signs are as good as plain ones.
_DIGIT = "[0-9０-９]"
_AMOUNT = rf"^\s*[¥￥]?\s*{_DIGIT}[0-9０-９,，]*([.．]{_DIGIT}+)?\s*元?\s*$"
_RATE = rf"^\s*{_DIGIT}+([.．]{_DIGIT}+)?([%％]|折)\s*$|^\s*{_DIGIT}+[/／]{_DIGIT}+\s*$"
_NUMBER_SCHEMA = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": f"{_AMOUNT}|{_RATE}"}],
}
_AMOUNT_SCHEMA = {
    "anyOf": [{"type": "number", "minimum": 0}, {"type": "string", "pattern": _AMOUNT}],
}

Money = Annotated[Decimal, PlainValidator(read_amount), written(write_number), WithJsonSchema(_AMOUNT_SCHEMA)]
StepMoney = Annotated[Decimal, PlainValidator(read_step), written(write_number), WithJsonSchema(_AMOUNT_SCHEMA)]
OffNumber = Annotated[
    Decimal | Rate,
    PlainValidator(read_off),
    written(write_number),
    WithJsonSchema(_NUMBER_SCHEMA),
]
Percent = Annotated[
    Rate, PlainValidator(read_percent), written(write_number), WithJsonSchema({"type": "string", "pattern": _RATE})
]
Count = Annotated[int, PlainValidator(lambda v: read_whole(v, 1)), WithJsonSchema({"type": "integer", "minimum": 1})]


LONGEST = 36_500
"""Days: a hundred years. Beyond it a slip of the finger is likelier than a term."""


def read_days(value: object) -> int:
    """A number of days, from one up."""
    days = read_whole(value, 1)
    if days > LONGEST:
        fail([((), OutOfRange(shown(value), None, str(LONGEST)))])
    return days


Days = Annotated[int, PlainValidator(read_days), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": LONGEST})]


# --- names ------------------------------------------------------------------------------------------------

COMBINATORS = ("together", "best_of", "first_of", "one_of", "unstated", "consume")
RESERVED = frozenset(
    {*COMBINATORS, "marked", "running", "paid", "tax", "pieces", "distinct", "line", "order", "store", "piece", "pool"}
)
_NAME = re.compile(r"[^\W_][\w.]*(?:-[\w.]+)*", re.UNICODE)


def read_name(value: object) -> str:
    """A name that can stand in a view and in ``price:``: letters of any script, digits, ``-``, ``_`` and ``.``."""
    if not isinstance(value, str):
        fail([((), WrongKind(shown(value), "text"))])
    if not value:
        fail([((), BadName(value, "empty"))])
    if value in RESERVED:
        fail([((), BadName(value, "reserved"))])
    if not _NAME.fullmatch(value):
        fail([((), BadName(value, "characters"))])
    return value


Name = Annotated[str, PlainValidator(read_name), WithJsonSchema({"type": "string", "pattern": r"^[^\s+_][^\s+]*$"})]


Word = TypeVar("Word", bound=str)


def read_word(value: object, words: tuple[Word, ...]) -> Word:
    """One of a few words."""
    for word in words:
        if value == word:
            return word
    fail([((), UnknownWord(shown(value), words, nearest(shown(value), words)))])


def read_yes_no(value: object) -> bool:
    """Yes or no; YAML's own ``true`` and ``false`` are as good."""
    if value in ("yes", "no"):
        return value == "yes"
    if not isinstance(value, bool):
        fail([((), WrongKind(shown(value), "yes_no"))])
    return value


YesNo = Annotated[bool, PlainValidator(read_yes_no), WithJsonSchema({"enum": [True, False, "yes", "no"]})]


def read_text(value: object) -> str:
    """Text; a number is taken as written (an id may be 0123)."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)
    fail([((), WrongKind(shown(value), "text"))])


def write_text(value: object) -> str:
    """As its own text. (A plain function: pydantic takes long to find out what ``str`` takes.)"""
    return str(value)


PlainText = Annotated[str, PlainValidator(read_text), WithJsonSchema({"type": ["string", "number"]})]


@dataclass(frozen=True, slots=True)
class Title:
    """A text for people, in both languages."""

    en: str
    zh: str

    def in_language(self, language: str) -> str:
        """The text in ``en`` or ``zh``."""
        return self.zh if language == "zh" else self.en


def read_title(value: object) -> Title:
    """One text for both languages, or ``{en: …, zh: …}`` (one of them is enough)."""
    match value:
        case Title():
            return value
        case Mapping():
            flaws: Flaws = [
                ((str(key), KEY_MARK), UnknownKey(str(key), ("en", "zh"), nearest(str(key), ("en", "zh"))))
                for key in value
                if key not in ("en", "zh")
            ]
            flaws += [
                ((str(key),), WrongKind(shown(text), "text"))
                for key, text in value.items()
                if key in ("en", "zh") and not isinstance(text, (str, int, Decimal))
            ]
            if not flaws and not value:
                flaws.append(((), MissingKey("en")))
            if flaws:
                fail(flaws)
            en, zh = value.get("en", value.get("zh")), value.get("zh", value.get("en"))
            return Title(str(en), str(zh))
        case _:
            text = read_text(value)
            return Title(text, text)


def write_title(title: Title) -> str | dict[str, str]:
    """As short as it can be said."""
    return title.en if title.en == title.zh else {"en": title.en, "zh": title.zh}


TitleText = Annotated[
    Title,
    PlainValidator(read_title),
    written(write_title),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {
                    "type": "object",
                    "properties": {"en": {"type": "string"}, "zh": {"type": "string"}},
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


# --- mappings read by hand --------------------------------------------------------------------------------------


def within(key: str | int, read: Callable[[Any], Any], value: object, flaws: Flaws) -> Any:
    """``read(value)``, its troubles collected in ``flaws`` under ``key``; None where it failed."""
    try:
        return read(value)
    except ValidationError as error:
        flaws.extend(((key, *path), trouble) for path, trouble in troubles(error))
        return None


def known_keys(value: Mapping[Any, Any], known: Iterable[str], flaws: Flaws) -> None:
    """A trouble for every key of ``value`` that is not one of ``known``."""
    allowed = tuple(known)
    flaws.extend(
        ((key, KEY_MARK), UnknownKey(str(key), allowed, nearest(str(key), allowed)))
        for key in value
        if key not in allowed
    )
