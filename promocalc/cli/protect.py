"""``promocalc protect``: what is owed when the price falls after the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.case import Case, moment_of
from promocalc.cli.complete import files, rulebook_names
from promocalc.cli.diagnostics import Gathering
from promocalc.cli.opened import answered
from promocalc.cli.over_time import ON, REPEATED, amounts_by_line, case_of, parameters
from promocalc.cli.page import Paged, Switch
from promocalc.cli.streams import standard_input
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language
from promocalc.problems import CurrencyMismatch, Problem, ProblemGroup, Where

if TYPE_CHECKING:
    from promocalc.cart import Cart
    from promocalc.rules.rulebook import Rulebook
    from promocalc.timeline import Protected

PAGE = Page(
    Words("What is owed when the price falls after the order.", "下单后降价，应退多少差价。"),
    Words(
        "Compares the price then with the price now as the terms say: whose deductions count, one piece by itself or "
        "the whole order, for how long. Where the rulebook says nothing, the usual is taken for granted, and said so. "
        "--at is when the order was made, --on when the difference is claimed. A RULEBOOK after the cart takes the "
        "place of the cart's own.",
        "按条款比较当时与现在的价格：哪些优惠计入，单买一件还是整单，多长时间内。规则书没有写则按通常做法，并予说明。"
        "--at 是下单时刻，--on 是申请价保的时刻。购物车之后可写规则书，代替购物车自己的。",
    ),
    (
        Example(
            "promocalc protect cart.yaml --price 1=799", Words("the price of line 1 is 799 now", "商品 1 现价 799")
        ),
        Example(
            "promocalc protect cart.yaml --now-rulebook tmall-double11-2020 --on 2020-11-11T01:00+08:00",
            Words("under today's offers", "按现在的活动"),
        ),
    ),
)
_NOW = Switch(
    ("--now",),
    Words("A cart as it is sold now, with its own rulebook if it names one.", "现在的购物车；写明规则书则用它的。"),
    Words("CART", "购物车"),
    {"shell_complete": files},
)
_NOW_RULEBOOK = Switch(
    ("--now-rulebook",),
    Words("The rulebook of now: a shipped name or a file.", "现在的规则书：自带的名称或文件。"),
    Words("NAME|FILE", "名称|文件"),
    {"shell_complete": rulebook_names},
)
_PRICE = Switch(
    ("--price",),
    Words("What one piece of a line costs now. Repeatable.", "某商品一件的现价。可重复。"),
    Words("LINE=PRICE", "商品=价格"),
    REPEATED,
)
_AMOUNT = Words("LINE=AMOUNT", "商品=金额")
_ALREADY = Switch(
    ("--already",),
    Words("What has been paid back for falling prices before. Repeatable.", "此前已退的差价。可重复。"),
    _AMOUNT,
    REPEATED,
)
_REFUNDED = Switch(
    ("--refunded",),
    Words("What came back for goods that went back. Repeatable.", "因退货已退的金额。可重复。"),
    _AMOUNT,
    REPEATED,
)
_NOTHING = Words(
    "nothing has changed: give --price LINE=PRICE, --now CART, --now-rulebook NAME or --on MOMENT",
    "没有说什么变了：请给出 --price 商品=价格、--now 购物车、--now-rulebook 名称 或 --on 时刻",
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="protect",
        callback=partial(_protect, language),
        params=parameters(language, _NOW, _NOW_RULEBOOK, _PRICE, _ALREADY, _REFUNDED, ON),
    )


def _protect(
    language: Language,
    *,
    now: str | None,
    now_rulebook: str | None,
    price: tuple[str, ...],
    already: tuple[str, ...],
    refunded: tuple[str, ...],
    on: str | None,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **said: Any,
) -> int:
    if not (now or now_rulebook or price or on):
        raise click.UsageError(_NOTHING.said(language), click.get_current_context())

    def make() -> str:
        gathering = Gathering()
        case = case_of(language, said, quiet=quiet, gathering=gathering)
        priced = not gathering.problems
        cart, book = gathering.read(lambda: _today(case, now, now_rulebook)) or (None, None)
        said_of = {
            "prices": ("--price", price),
            "already": ("--already", already),
            "refunded": ("--refunded", refunded),
        }
        amounts = {key: gathering.read(partial(amounts_by_line, *texts, case)) or {} for key, texts in said_of.items()}
        moment = None if on is None else gathering.read(lambda: moment_of(on, "--on"))
        told = gathering.read(lambda: _told(case, cart, book, moment, **amounts)) if priced else None
        gathering.refuse()
        assert told is not None
        if as_json:
            from promocalc.explain.overtime.protect_json import dumps

            return dumps(told)
        from promocalc.explain.overtime.protect import text

        return text(told, language, width=width, ascii=ascii)

    return answered(make, language, as_json=as_json, output=output, force=force, quiet=quiet)


def _today(case: Case, now: str | None, now_rulebook: str | None) -> tuple[Cart | None, Rulebook | None]:
    """What is sold now: a cart, a rulebook, both or neither; a cart may name its rulebook.

    Raises ProblemGroup.
    """
    from promocalc.files.load import open_cart, open_case, open_rulebook

    stdin = standard_input()
    if now is None:
        return None, None if now_rulebook is None else open_rulebook(now_rulebook, stdin=stdin).value
    cart = open_cart(now, stdin=stdin, currency=case.cart.value.currency)
    then = case.cart.value.currency
    if cart.value.currency != then:
        raise ProblemGroup((cart.locate(Problem(CurrencyMismatch(cart.value.currency, then), Where(("currency",)))),))
    if now_rulebook is None and (cart.value.rulebook is None or now == "-"):
        return cart.value, None
    bought, book = open_case(now, now_rulebook, stdin=stdin)
    return bought.value, book.value


def _told(
    case: Case, cart: Cart | None, book: Rulebook | None, moment: datetime | None, **amounts: dict[str, int]
) -> Protected:
    from promocalc.timeline import protect

    receipt = case.price()
    prices, already, refunded = (amounts[key] for key in ("prices", "already", "refunded"))
    try:
        return protect(
            *(receipt, cart, book, moment),
            received=case.received,
            prices=prices,
            already=already,
            refunded=refunded,
        )
    except ProblemGroup as group:
        raise ProblemGroup(tuple(_placed(problem, case) for problem in group.problems)) from None


def _placed(problem: Problem, case: Case) -> Problem:
    """The option that a problem is about."""
    match problem.where.path:
        case (("already" | "refunded") as key, *_):
            option = f"--{key}"
        case ("prices", *_):
            option = "--price"
        case ("at",):
            option = "--on"
        case _:
            return case.place(problem)
    return replace(problem, where=Where((option,)))
