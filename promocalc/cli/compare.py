"""``promocalc compare``: one cart under several rulebooks, moments, shoppers, choices or prices."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from promocalc.cli.case import Case, Wanted
from promocalc.cli.complete import files, rulebook_names
from promocalc.cli.diagnostics import Exit, narrate, report_problems
from promocalc.cli.opened import answered, opened
from promocalc.cli.over_time import RECEIVED, REPEATED, RULEBOOK
from promocalc.cli.page import Paged, Switch, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import AT, BALANCE_AT, CART, FORMAT, PAPER, PERSONA
from promocalc.cli.streams import standard_input
from promocalc.cli.variants import Axes, columns, variants_of
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language
from promocalc.problems import NoRulebook, Problem, ProblemGroup, Where

if TYPE_CHECKING:
    from promocalc.timeline import Comparison, Scenarios

MOST = 24
"""So many columns at most."""

PAGE = Page(
    Words("One cart in several ways, side by side.", "同一个购物车，几种买法并排比较。"),
    Words(
        "Every value of a repeated option is a column, beside the cart as it is; several options are combined. "
        "A variant spells out a column of its own: keys are rules, at, balance-at, persona, use, skip, reading and "
        "price. Tells what each rule takes, which is cheapest, and through which rules the others are dearer.\n\n"
        "A column that has no price is told on stderr, with exit code 2; the others are still compared. A RULEBOOK "
        "after the cart takes the place of the cart's own: a second cart cannot be compared.",
        "可重复选项的每个值是一列，与原样的购物车并列；几个选项则逐一组合。--variant 单独写明一列，键有 rules、at、"
        "balance-at、persona、use、skip、reading、price。给出每条规则减多少、哪种最省、其他贵在哪条规则。\n\n"
        "无法计价的一列会在标准错误上说明，退出码为 2；其余仍然比较。购物车之后可写规则书，代替购物车自己的；"
        "不能比较两个购物车。",
    ),
    (
        Example(
            "promocalc compare cart.yaml --skip coupon --persona member=88vip",
            Words("with and without a coupon, for two shoppers", "用券与不用券，两种身份"),
        ),
        Example(
            "promocalc compare cart.yaml --variant 'B: at=2020-11-12T10:00+08:00; price=1=899' --format markdown",
            Words("now against later at another price, as a report", "现在买与以后换个价格买，输出报告"),
        ),
        Example("promocalc compare cart.yaml --presale", Words("presale against buying in stock", "预售与买现货")),
    ),
)
_RULES = Switch(
    ("--rules",),
    Words("A rulebook: a shipped name or a file. Repeatable.", "规则书：自带的名称或文件。可重复。"),
    Words("NAME|FILE", "名称|文件"),
    {**REPEATED, "shell_complete": rulebook_names},
)
_RULE_NAMES = Words("RULE,...", "规则,...")
_VALUES = (
    _RULES,
    Switch(AT.names, Words("A moment. Repeatable.", "时刻。可重复。"), AT.value, REPEATED),
    Switch(
        BALANCE_AT.names,
        Words("A moment for the balance. Repeatable.", "付尾款的时刻。可重复。"),
        AT.value,
        REPEATED,
    ),
    Switch(PERSONA.names, Words("A shopper. Repeatable.", "身份。可重复。"), PERSONA.value, REPEATED),
    Switch(("--use",), Words("With these offers. Repeatable.", "用这些优惠。可重复。"), _RULE_NAMES, REPEATED),
    Switch(("--skip",), Words("Without these offers. Repeatable.", "不用这些优惠。可重复。"), _RULE_NAMES, REPEATED),
    Switch(
        ("--variant",),
        Words("A column spelt out. Repeatable.", "单独写明的一列。可重复。"),
        Words("'NAME: KEY=VALUE; ...'", "'名称: 键=值; ...'"),
        REPEATED,
    ),
    Switch(
        ("--presale",),
        Words(
            "Also the ways that an order with a deposit can go: in stock, walk away, miss the balance.",
            "另列预售的几种走法：买现货、放弃、错过尾款。",
        ),
        settings={"is_flag": True},
    ),
)
_FORM = Switch(
    FORMAT.names,
    Words("Form of the comparison; text unless given.", "对比的形式；不给则为 text。"),
    None,
    FORMAT.settings,
)
_NOTHING = Words(
    "nothing to compare: give --rules, --at, --balance-at, --persona, --use, --skip, --variant or --presale",
    "没有可比的：请给出 --rules、--at、--balance-at、--persona、--use、--skip、--variant 或 --presale",
)
_READ_AS_RULES = Words(
    "nothing to compare: '{rulebook}' after the cart is read as its rulebook; to compare two rulebooks, give "
    "--rules {rulebook}",
    "没有可比的：购物车之后的“{rulebook}”当作它的规则书；要比较两份规则书，请写 --rules {rulebook}",
)
_NO_PRICE = Words("error: no price for:", "错误：以下各列无法计价：")
_TOO_MANY = Words("{count} columns are more than {most}", "{count} 列太多，最多 {most} 列")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="compare",
        callback=partial(_compare, language),
        params=[
            argument(language, "cart", metavar=CART, shell_complete=files),
            argument(language, "rulebook", metavar=RULEBOOK, required=False, shell_complete=rulebook_names),
            *(option(language, switch) for switch in (*_VALUES, RECEIVED, _FORM, *PAPER)),
            json_option(language),
            lang_option(language),
            quiet_option(language),
        ],
    )


def _compare(
    language: Language,
    *,
    cart: str,
    rulebook: str | None,
    variant: tuple[str, ...],
    presale: bool,
    received: str | None,
    format: str,
    as_json: bool,
    output: Path | None,
    force: bool,
    quiet: bool,
    width: int,
    ascii: bool,
    **repeated: tuple[str, ...],
) -> int:
    axes = Axes(**repeated)
    if not (any(repeated.values()) or variant or presale):
        said = _NOTHING.said(language) if rulebook is None else _READ_AS_RULES.said(language, rulebook=rulebook)
        raise click.UsageError(said, click.get_current_context())
    form = "json" if as_json else format
    failed: dict[tuple[Problem, ...], list[str]] = {}

    def make() -> str:
        case, own_rules = _opened(Wanted(cart, rulebook, received=received), axes, language, quiet)
        found = _compared(case, axes, variant, language, own_rules)
        for one in found.variants:
            if one.problems:
                failed.setdefault(tuple(map(_placed, one.problems)), []).append(one.variant.name)
        ways = _ways(case) if presale else None
        return _written(found, ways, form, language, width, ascii)

    code = answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)
    for problems, names in failed.items():
        narrate("\n".join([_NO_PRICE.said(language), *(f"  - {name}" for name in names)]))
        report_problems(ProblemGroup(problems), language)
    return Exit.BAD_INPUT if failed else code


def _opened(wanted: Wanted, axes: Axes, language: Language, quiet: bool) -> tuple[Case, bool]:
    """The case, and whether it has a rulebook of its own; else the first that is given is what it stands on.

    Raises ProblemGroup.
    """
    piped = standard_input().read() if wanted.cart == "-" else b""
    # A moment that is given serves a cart that has none: nobody has to be told that it is priced as of now.
    spare = axes.at[0] if axes.at else None

    def attempt(rules: str | None) -> Case:
        return opened(replace(wanted, rules=rules), language, quiet=quiet, stdin=io.BytesIO(piped), spare=spare)

    try:
        return attempt(wanted.rules), True
    except ProblemGroup as group:
        if not axes.rules or not any(isinstance(problem.trouble, NoRulebook) for problem in group.problems):
            raise
    return attempt(axes.rules[0]), False


def _compared(case: Case, axes: Axes, spelt: tuple[str, ...], language: Language, own_rules: bool) -> Comparison:
    """Every column priced.

    Raises ProblemGroup where one cannot be read, and UsageError where there are too many.
    """
    from promocalc.files.load import open_rulebook
    from promocalc.timeline import compare

    found = columns(axes, spelt, case, language, own_rules=own_rules)
    if len(found) > MOST:
        raise click.UsageError(_TOO_MANY.said(language, count=len(found), most=MOST))
    named = dict.fromkeys(column.rules for column in found if column.rules is not None)
    books = {name: open_rulebook(name).value for name in named}
    return compare(case.bought, case.rulebook, tuple(variants_of(found, case, books)))


def _placed(problem: Problem) -> Problem:
    """The option that a problem is about, where it is about one."""
    match problem.where.path:
        case ("choices", ("use" | "skip") as key, *_):
            return replace(problem, where=Where((f"--{key}",)))
        case ("balance_at",):
            return replace(problem, where=Where(("--balance-at",)))
        case _:
            return problem


def _ways(case: Case) -> Scenarios:
    from promocalc.timeline import scenarios

    with case.located():
        return scenarios(case.bought, case.rulebook, case.choices, case.at, case.balance_at)


def _written(found: Comparison, ways: Scenarios | None, form: str, language: Language, width: int, ascii: bool) -> str:
    """A comparison in one of the forms."""
    if form == "json":
        from promocalc.explain.overtime.compare_json import dumps

        return dumps(found, language, ways)
    from promocalc.explain.overtime.compare import markdown, text
    from promocalc.explain.overtime.paths import markdown as ways_in_markdown
    from promocalc.explain.overtime.paths import text as ways_in_text

    # The ways are those of the cart as it is, which is the first column: where there are others, that is said.
    of = found.variants[0].variant.name if len(found.variants) > 1 else ""
    if form == "markdown":
        return markdown(found, language) + (ways_in_markdown(ways, language, of=of) if ways is not None else "")
    told = text(found, language, width=width, ascii=ascii)
    return told + (ways_in_text(ways, language, of=of, width=width, ascii=ascii) if ways is not None else "")
