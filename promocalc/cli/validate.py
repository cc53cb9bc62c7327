"""``promocalc validate``: every problem of every file, at once."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

import click

from promocalc.cli.case import Wanted, open_wanted
from promocalc.cli.complete import files
from promocalc.cli.diagnostics import Exit, narrate, report_problems
from promocalc.cli.page import Paged, argument, json_option, lang_option, quiet_option
from promocalc.cli.streams import put, standard_input
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language
from promocalc.problems import Problem, ProblemGroup

Kind: TypeAlias = Literal["cart", "rulebook", "standard", "claims"]

PAGE = Page(
    Words(
        "Find every problem in carts, rulebooks, standards and claims.", "找出购物车、规则书、标准和宣称中的所有问题。"
    ),
    Words(
        "What a file is, its keys tell. A cart that names a rulebook is also checked against it. "
        "Exit code 2 if there is a problem; '-' reads stdin.",
        "按键名区分文件种类。写明规则书的购物车还会与它对照检查。有问题则退出码为 2；“-”表示标准输入。",
    ),
    (
        Example(
            "promocalc validate cart.yaml my-shop.yaml", Words("two files, all their problems", "两个文件的所有问题")
        ),
        Example(
            "promocalc validate --json my-shop.yaml | jq -r '.problems[] | \"\\(.line): \\(.message)\"'",
            Words("the problems for a program", "供程序读取的问题列表"),
        ),
    ),
)
_FILES = Words("FILE...", "文件...")
_OK = Words("ok: {file} ({kind})", "没有问题：{file}（{kind}）")
_KINDS: dict[Kind, Words] = {
    "cart": Words("cart", "购物车"),
    "rulebook": Words("rulebook", "规则书"),
    "standard": Words("standard", "标准"),
    "claims": Words("claims", "宣称"),
}


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="validate",
        callback=partial(_validate, language),
        params=[
            argument(language, "names", metavar=_FILES, nargs=-1, required=True, shell_complete=files),
            json_option(language),
            lang_option(language),
            quiet_option(language),
        ],
    )


def _validate(language: Language, names: tuple[str, ...], as_json: bool, quiet: bool) -> int:
    found: dict[Problem, None] = {}
    for name in names:
        try:
            kind = check(name)
        except ProblemGroup as group:
            found |= dict.fromkeys(group.problems)
        else:
            narrate(_OK.said(language, file=name, kind=_KINDS[kind].said(language)), quiet=quiet)
    if as_json:
        from promocalc.cli.listing import listed

        put(listed(found, language), None, language)
    elif found:
        report_problems(ProblemGroup(tuple(found)), language)
    return Exit.BAD_INPUT if found else Exit.FINE


def check(name: str) -> Kind:
    """What a file is, if nothing is wrong with it.

    Raises ProblemGroup.
    """
    from promocalc.files.load import open_cart, open_rulebook
    from promocalc.files.text import read_bytes

    data = read_bytes(standard_input()) if name == "-" else b""
    source = "-" if name == "-" else Path(name)
    kind = _kind(source, io.BytesIO(data))
    if kind == "standard":
        from promocalc.files.standards import read_standard

        read_standard(source, stdin=io.BytesIO(data))
    elif kind == "claims":
        _check_claims(source, data)
    elif kind == "rulebook":
        open_rulebook(source, stdin=io.BytesIO(data))
    elif open_cart(source, stdin=io.BytesIO(data)).value.rulebook is not None:
        # Pricing it checks that the rulebook is there, counts the same money and knows what is chosen.
        open_wanted(Wanted(name), io.BytesIO(data)).price()
    return kind


def _check_claims(source: Path | str, data: bytes) -> None:
    """Whether all that a file of claims names is there and fits; nothing is judged. Raises ProblemGroup."""
    from datetime import UTC, datetime

    from promocalc.files.claim_case import NoStandardError, open_loaded
    from promocalc.files.claims import open_claims

    with suppress(NoStandardError):  # of which day it is asked is not said
        open_loaded(open_claims(source, stdin=io.BytesIO(data)), datetime.now(UTC).date())


def _kind(source: Path | str, stdin: io.BytesIO) -> Kind:
    """Told by the keys; by the name where they do not say."""
    from promocalc.files.keys import keys_meant, kind_told
    from promocalc.files.table import looks_like_table
    from promocalc.files.text import read_file, read_stream
    from promocalc.files.yaml import read_yaml

    text = read_file(source) if isinstance(source, Path) else read_stream(stdin)
    if str(source).lower().endswith((".csv", ".tsv")) or looks_like_table(text.text):
        return "cart"
    data = read_yaml(text.text, file=text.file).data()
    keys = data if isinstance(data, dict) else {}
    if "standard" in keys or "advertisements" in keys:
        return "standard" if "standard" in keys else "claims"
    return kind_told(keys) or ("rulebook" if "rulebook" in keys_meant(keys) else "cart")
