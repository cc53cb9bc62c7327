"""``promocalc tui``: the screen."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path

import click

from promocalc.cli.case import moment_of
from promocalc.cli.complete import files
from promocalc.cli.page import Paged, argument, lang_option, option
from promocalc.cli.price_page import AT, RULES
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

PAGE = Page(
    Words(
        "Open the screen: cart, offers, price and reasons side by side.", "打开界面：购物车、优惠、价格与理由并排显示。"
    ),
    Words(
        "Needs a terminal. 'promocalc' alone does the same, on an example; 'promocalc CART' on that cart. "
        "'-' reads the cart from stdin. A file of claims (X.claims.yaml, or a shipped one) opens on its verdicts.",
        "需要终端。单独输入“promocalc”也会打开界面（用示例）；“promocalc 购物车”则打开那个购物车。"
        "“-”表示从标准输入读取。给出宣称文件（也可用自带的），则打开其结论。",
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
_NAME = Words("CART", "购物车")
_NO_SCREEN = Words(
    "the screen needs a terminal, and {why}; 'promocalc price {cart}' prints the same receipt",
    "界面需要终端，而{why}；“promocalc price {cart}”可以打印同一份账单",
)
_NO_CLAIMS_SCREEN = Words(
    "the screen needs a terminal, and {why}; 'promocalc claim {claims}' prints the same verdicts",
    "界面需要终端，而{why}；“promocalc claim {claims}”可以打印同样的结论",
)
_OWN_RULES = Words(
    "--rules is for a cart; a file of claims names its own rulebook", "--rules 用于购物车；宣称文件自己写明规则书"
)
_CLAIMS = (".claims.yaml", ".claims.yml", ".claims.json")
_DUMB = Words("TERM=dumb cannot draw one", "TERM=dumb 无法绘制")
_PIPED = Words("{stream} is not one", "{stream} 不是终端")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="tui",
        callback=partial(open_screen, language),
        params=[
            argument(language, "cart", metavar=_CART, required=False, shell_complete=files),
            option(language, RULES),
            option(language, AT),
            lang_option(language),
        ],
    )


def open_screen(language: Language, cart: str | None = None, rules: str | None = None, at: str | None = None) -> int:
    """The screen, on an example where no cart is given, on its verdicts where a file of claims is.

    Raises UsageError where there is no terminal to draw on.
    """
    claims = cart if cart is not None and names_claims(cart) else None
    why = _no_terminal(language, reads_cart=cart == "-")
    if claims is not None and why is not None:
        raise click.UsageError(_NO_CLAIMS_SCREEN.said(language, why=why, claims=claims))
    if why is not None:
        raise click.UsageError(_NO_SCREEN.said(language, why=why, cart=cart or _NAME.said(language)))
    if claims is not None and rules is not None:
        raise click.UsageError(_OWN_RULES.said(language))
    moment = moment_of(at) if at is not None else None
    from promocalc.tui.app import run, run_claims

    gc.enable()  # a screen lives long
    if claims is not None:
        return run_claims(claims, language, at=moment)
    return run(cart, rules=rules, language=language, at=moment)


def names_claims(word: str) -> bool:
    """Whether a word names a file of claims, by its ending, or shipped ones."""
    if word.lower().endswith(_CLAIMS):
        return True
    from promocalc.files.shipped import find

    return not Path(word).exists() and find(word, "cart") is None and find(word, "claims") is not None


def _no_terminal(language: Language, *, reads_cart: bool) -> str | None:
    """Why nothing can be drawn here, or None. A cart may come through stdin; the keys then come from the terminal."""
    for name in ("stdout", "stderr") if reads_cart else ("stdin", "stdout", "stderr"):
        if not getattr(sys, name).isatty():
            return _PIPED.said(language, stream=name)
    return _DUMB.said(language) if os.environ.get("TERM") == "dumb" else None
