"""``promocalc claim``: is the advertised discount true, under which rule, and why."""

from __future__ import annotations

import re
import shlex
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from promocalc.cli.claim_page import FORMATS, OWN, PAGE, WHAT
from promocalc.cli.complete import claim_names
from promocalc.cli.diagnostics import Exit
from promocalc.cli.opened import answered
from promocalc.cli.page import Paged, argument, json_option, lang_option, option, quiet_option
from promocalc.cli.price_page import PAPER
from promocalc.cli.words import Words
from promocalc.explain.language import Language

if TYPE_CHECKING:
    from promocalc.claims.verdict import Outcome
    from promocalc.explain.claim.told import ClaimsTold

_ENDING = Words(
    "a report is not written as '{ending}', but as .txt, .md, .html or .json; or --format says which",
    "报告不能写成“{ending}”，可写成 .txt、.md、.html 或 .json；也可用 --format 指定",
)
_TWO_FORMS = Words("--json and --format {form} ask for two forms", "--json 与 --format {form} 要的是两种形式")
_NOTHING = Words(
    "there is nothing to judge: give a file of claims, a sentence, or --says",
    "没有可判断的：请给出宣称文件、一句广告语，或 --says",
)


_DASHED = Words(
    "a sentence that begins with '-' goes after --: promocalc claim -- {what}",
    "以“-”开头的广告语要放在 -- 之后：promocalc claim -- {what}",
)


class _Judging(Paged):
    """The command; a sentence may begin with a minus."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Raises UsageError where a sentence is taken for an option."""
        dashed = next((one for one in args if _MINUS.match(one)), None)
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption:
            if dashed is None:
                raise
            raise click.UsageError(_DASHED.said(self.language, what=shlex.quote(dashed)), ctx) from None


_MINUS = re.compile(r"-\s?\d")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return _Judging(
        PAGE,
        language,
        name="claim",
        callback=partial(_claim, language),
        params=[
            argument(language, "what", metavar=WHAT, required=False, shell_complete=claim_names),
            *(option(language, switch) for switch in (*OWN, *PAPER)),
            json_option(language),
            lang_option(language),
            quiet_option(language),
        ],
    )


def _claim(
    language: Language,
    *,
    list_standards: bool,
    format: str | None,
    as_json: bool,
    output: Path | None,
    force: bool,
    width: int,
    ascii: bool,
    quiet: bool,
    **said: Any,
) -> int:
    if as_json and format not in (None, "json"):
        raise click.UsageError(_TWO_FORMS.said(language, form=format or ""), click.get_current_context())
    form = "json" if as_json else format or _by_ending(output)
    if form is None:
        ending = "" if output is None else output.suffix
        raise click.UsageError(_ENDING.said(language, ending=ending), click.get_current_context())
    if list_standards:
        from promocalc.cli.claim_standards import listed

        def make() -> str:
            return listed(language, as_json=form == "json", width=width)

        return answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)
    if not (said["what"] or "").strip() and not said["says"]:
        raise click.UsageError(_NOTHING.said(language), click.get_current_context())
    outcome: Outcome = "holds"

    def judged() -> str:
        nonlocal outcome
        from promocalc.cli.claim_asked import Asked, told_of

        page = _page(language, form, output, width=width, ascii=ascii)
        told = told_of(Asked(**said), language, quiet=quiet, page=page)
        outcome = told.outcome
        return _written(told, language, form, width=width, ascii=ascii)

    code = answered(judged, language, as_json=form == "json", output=output, force=force, quiet=quiet)
    return _exit(outcome) if code is Exit.FINE else code


def _exit(outcome: Outcome) -> Exit:
    if outcome == "holds":
        return Exit.FINE
    return Exit.FINDINGS if outcome == "fails" else Exit.UNDECIDED


def _written(told: ClaimsTold, language: Language, form: str, *, width: int, ascii: bool) -> str:
    if form == "json":
        from promocalc.explain.claim.as_json import dumps

        return dumps(told)
    if form == "markdown":
        from promocalc.explain.claim.markdown import markdown

        return markdown(told, language, _now())
    if form == "html":
        from promocalc.explain.claim.html import html

        return html(told, language, _now())
    from promocalc.explain.claim.text import text

    return text(told, language, width=width, ascii=ascii)


def _page(language: Language, form: str, output: Path | None, *, width: int, ascii: bool) -> tuple[str, ...]:
    """The options that write the same page again."""
    from promocalc.explain.sheet import WIDTH

    found = ["--json"] if form == "json" else ["--lang", language]
    if form not in ("json", _by_ending(output)):
        found += ["--format", form]
    if form == "text":
        found += [] if width == WIDTH else ["--width", str(width)]
        found += ["--ascii"] if ascii else []
    found += [] if output is None else ["--output", str(output)]
    return tuple(found)


def _by_ending(output: Path | None) -> str | None:
    """The form that a file's name says; text where it says none, None where it says another."""
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    named = {"": "text", "txt": "text", "md": "markdown", "htm": "html"}.get(ending, ending)
    return named if named in FORMATS else None


def _now() -> datetime:
    """When a report is worked out: it says so."""
    return datetime.now().astimezone().replace(microsecond=0)
