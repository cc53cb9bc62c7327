"""What the verbs about functions have in common: what is left open, values of it, and the extra that they need."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

import click

from promocalc.cli.case import Case, read_option
from promocalc.cli.diagnostics import refused
from promocalc.cli.over_time import minor
from promocalc.cli.words import Words
from promocalc.explain.language import LANGUAGES, Language
from promocalc.problems import NotARate, Problem, ProblemGroup, UnknownWord, Where, nearest

if TYPE_CHECKING:
    from promocalc.formula.subject import Subject
    from promocalc.formula.unknowns import Unit, Unknown

UNKNOWN_NAME = Words(
    "WHAT is spend, spend:LINE, price:LINE, quantity:LINE, balance:NAME, or a number of a rule: RULE.from, RULE.off, "
    "RULE.every, RULE.to, RULE.cap.",
    "“什么”可写 spend、spend:商品、price:商品、quantity:商品、balance:名称，或规则里的一个数：规则.from、规则.off、"
    "规则.every、规则.to、规则.cap；也可写 消费、单价:商品、数量:商品、余额:名称。",
)
"""How it is written what is left open; for the page of a verb."""
WHAT_NAME = Words("WHAT", "什么")

_MISSING = Words(
    "this needs a library that is not installed: pip install 'promocalc[{extra}]'",
    "这需要一个尚未安装的库：pip install 'promocalc[{extra}]'",
)


def need(language: Language, *modules: str, extra: str = "formula") -> None:
    """Raises UsageError, with what to install, where a library is not there."""
    if any(find_spec(module) is None for module in modules):
        raise click.UsageError(_MISSING.said(language, extra=extra))


def subject_of(case: Case, name: str = "") -> Subject:
    """What is asked about: a case as the options have it."""
    from promocalc.formula.subject import Subject

    return Subject(case.bought, case.rulebook, case.choices, case.at, case.balance_at, name)


def unknown_of(option: str, text: str, subject: Subject) -> Unknown:
    """What an option says is left open; lines by their titles too. Raises ProblemGroup, with what may be."""
    from promocalc.formula.asked import read_unknown

    try:
        return read_unknown(text, subject)
    except ProblemGroup as group:
        troubles = [one.trouble for one in group.problems]
    for at, trouble in enumerate(troubles):
        if isinstance(trouble, UnknownWord):
            meant, near = _by_title(text, subject, trouble)
            if meant is not None:
                return read_unknown(meant, subject)
            troubles[at] = UnknownWord(trouble.value, trouble.allowed, near)
    raise ProblemGroup(tuple(Problem(one, Where((option,))) for one in troubles)) from None


def _by_title(text: str, subject: Subject, trouble: UnknownWord) -> tuple[str | None, str | None]:
    """What ``price:TITLE`` means where one line alone has that title, and else what is nearest to it."""
    from promocalc.formula.asked import PREFIXES

    kind, colon, name = text.strip().replace("：", ":").partition(":")
    kind, name = PREFIXES.get(kind.strip(), kind.strip()), name.strip()
    ids = {known.partition(":")[2]: known for known in trouble.allowed if known.startswith(f"{kind}:")}
    if not colon or not ids:
        return None, trouble.near
    titles: dict[str, set[str]] = {}
    for line in subject.cart.lines:
        if line.title is not None and line.id in ids:
            for language in LANGUAGES:
                title = line.title.in_language(language).replace("：", ":")
                titles.setdefault(title, set()).add(ids[line.id])
    found = titles.get(name, set())
    if len(found) == 1:
        return found.pop(), None
    # Alike has to be the name: every price is spelt alike before it.
    alike = nearest(name, (*ids, *titles))
    return None, None if alike is None else ids.get(alike) or min(titles[alike])


def value_of(option: str, text: str, unit: Unit, case: Case) -> int:
    """A value that an option states of what is left open: minor units, a count, or hundredths of a percent.

    Raises ProblemGroup.
    """
    from promocalc.engine.left_open import HUNDREDTHS
    from promocalc.rules.values import read_amount, read_percent, read_whole

    if unit == "money":
        return minor(option, read_option(option, lambda: read_amount(text)), case)
    if unit == "rate":
        hundredths = read_option(option, lambda: read_percent(text)).fraction * HUNDREDTHS
        if hundredths.denominator != 1:
            raise refused(option, NotARate(text))
        return int(hundredths)
    return read_option(option, lambda: read_whole(text))
