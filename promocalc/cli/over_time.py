"""What the verbs about time have in common: their arguments, and values that belong to a line of the cart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, TypeVar

import click

from promocalc.cli.case import Case, Wanted, read_option
from promocalc.cli.complete import files, rulebook_names
from promocalc.cli.diagnostics import Gathering, refused
from promocalc.cli.opened import opened
from promocalc.cli.page import Switch, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import CART, PAPER, WHAT
from promocalc.cli.words import Words
from promocalc.explain.language import Language
from promocalc.problems import NotByLine, TooFine, UnknownLine, nearest

T = TypeVar("T")

RULEBOOK = Words("[RULEBOOK]", "[规则书]")
_TWICE = Words(
    "the rulebook is given twice: as '{rulebook}' and as --rules {rules}",
    "规则书给了两次：“{rulebook}”和 --rules {rules}",
)
RECEIVED = Switch(
    ("--received",),
    Words("When the goods came, instead of what the cart says.", "收货的时刻，代替购物车所写的。"),
    Words("ISO", "时刻"),
)
ON = Switch(
    ("--on",),
    Words("The moment of the claim or return: ISO 8601 with an offset.", "申请退款或价保的时刻：带时区的 ISO 8601。"),
    Words("ISO", "时刻"),
)
REPEATED: dict[str, Any] = {"multiple": True}


def parameters(language: Language, *own: Switch) -> list[click.Parameter]:
    """CART, [RULEBOOK], the verb's own options, what is priced, and how it is written."""
    return [
        argument(language, "cart", metavar=CART, shell_complete=files),
        argument(language, "rulebook", metavar=RULEBOOK, required=False, shell_complete=rulebook_names),
        *(option(language, switch) for switch in (*own, *WHAT, RECEIVED, *PAPER)),
        json_option(language),
        lang_option(language),
        quiet_option(language),
    ]


def case_of(language: Language, said: dict[str, Any], *, quiet: bool, gathering: Gathering | None = None) -> Case:
    """The case that the arguments in ``said`` name; a rulebook may stand after the cart, or be an option.

    Raises ProblemGroup, and UsageError where there are two rulebooks; what is wrong with the options is in
    ``gathering`` instead, where there is one, and the case is not to be priced.
    """
    given = dict(said)
    rulebook = given.pop("rulebook", None)
    if rulebook is not None and given.get("rules") is not None:
        raise click.UsageError(
            _TWICE.said(language, rulebook=rulebook, rules=given["rules"]), click.get_current_context()
        )
    if rulebook is not None:
        given["rules"] = rulebook
    return opened(Wanted(**given), language, quiet=quiet, gathering=gathering)


# --- values that belong to a line ------------------------------------------------------------------


def by_line(option: str, texts: Sequence[str], case: Case, read: Callable[[object], T]) -> dict[str, T]:
    """What ``LINE=VALUE`` says, by line; the later wins.

    Raises ProblemGroup with all of them: a line that there is not, a value that cannot be read.
    """
    gathering, found = Gathering(), dict[str, T]()
    for text in texts:
        line, sign, value = (part.strip() for part in text.rpartition("="))
        if not sign or not line:
            gathering.problems += refused(option, NotByLine(text, f"{_first(case)}=49")).problems
            continue
        gathering.read(lambda line=line: known_line(option, line, case))  # type: ignore[misc]
        answer = gathering.read(lambda value=value: read_option(option, lambda: read(value)))  # type: ignore[misc]
        if answer is not None:
            found[line] = answer
    gathering.refuse()
    return found


def _first(case: Case) -> str:
    """A line that there is, for an example."""
    return next((line.id for line in case.cart.value.lines), "1")


def known_line(option: str, line: str, case: Case) -> None:
    """Raises ProblemGroup where the cart has no such line."""
    known = tuple(one.id for one in case.cart.value.lines)
    if line not in known:
        raise refused(option, UnknownLine(line, known, nearest(line, known)))


def minor(option: str, amount: Decimal, case: Case) -> int:
    """An amount in minor units. Raises ProblemGroup where the currency has no coin that small."""
    from promocalc.money import CURRENCIES, minor_units

    currency = case.cart.value.currency
    try:
        return minor_units(amount, currency)
    except ValueError:
        raise refused(option, TooFine(f"{amount:f}", currency, CURRENCIES[currency])) from None


def amounts_by_line(option: str, texts: Sequence[str], case: Case) -> dict[str, int]:
    """``LINE=AMOUNT`` in minor units, by line."""
    from promocalc.rules.values import read_amount

    def read(value: object) -> int:
        return minor(option, read_amount(value), case)

    return by_line(option, texts, case, read)
