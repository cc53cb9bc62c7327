"""``promocalc tui``: the screen."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial

import click

from promocalc.cli.complete import rulebook_names
from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, argument, lang_option, option
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

PAGE = Page(
    Words(
        "Open the screen: cart, offers, price and reasons side by side.", "打开界面：购物车、优惠、价格与理由并排显示。"
    ),
    Words(
        "Needs a terminal. 'promocalc' alone does the same, on an example; 'promocalc CART' on that cart.",
        "需要终端。单独输入“promocalc”也会打开界面（用示例）；“promocalc 购物车”则打开那个购物车。",
    ),
    (
        Example("promocalc tui cart.yaml", Words("a cart on the screen", "在界面中打开购物车")),
        Example(
            "promocalc tui basket.csv --rules tmall-double11-2020",
            Words("a table of goods, under a shipped rulebook", "一张商品表，按自带的规则书计价"),
        ),
    ),
)
_CART = Words("[CART]", "[购物车]")
_RULES = Words(
    "Rulebook: a shipped name or a file, instead of the cart's own.",
    "规则书：自带的名称或文件，代替购物车所写的。",
)
_RULES_VALUE = Words("NAME|FILE", "名称|文件")
_NO_SCREEN = Words(
    "the screen needs a terminal, and {why}; 'promocalc price {cart}' prints the same receipt",
    "界面需要终端，而{why}；“promocalc price {cart}”可以打印同一份账单",
)
_DUMB = Words("TERM=dumb cannot draw one", "TERM=dumb 无法绘制")
_PIPED = Words("{stream} is not one", "{stream} 不是终端")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="tui",
        callback=partial(_screen, language),
        params=[
            argument(language, "cart", metavar=_CART, required=False),
            option(language, "--rules", help=_RULES, metavar=_RULES_VALUE, shell_complete=rulebook_names),
            lang_option(language),
        ],
    )


def _screen(language: Language, cart: str | None, rules: str | None) -> int:
    return open_screen(cart, rules, language)


def open_screen(cart: str | None, rules: str | None, language: Language) -> int:
    """The screen, on an example where no cart is given.

    Raises UsageError where there is no terminal to draw on.
    """
    why = _no_terminal(language)
    if why is not None:
        text = _NO_SCREEN.said(language, why=why, cart=cart or ("购物车" if language == "zh" else "CART"))
        raise click.UsageError(text)
    from promocalc.tui.app import run

    gc.enable()  # a screen lives long
    code = run(cart_source=cart, rules=rules, language=language)
    return code if isinstance(code, int) else Exit.FINE


def _no_terminal(language: Language) -> str | None:
    """Why nothing can be drawn here, or None. The screen reads stdin and draws on stderr."""
    for name in ("stdin", "stdout", "stderr"):
        if not getattr(sys, name).isatty():
            return _PIPED.said(language, stream=name)
    return _DUMB.said(language) if os.environ.get("TERM") == "dumb" else None
