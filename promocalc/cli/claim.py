"""``promocalc claim``: is the advertised discount true, under which rule, and why."""

from __future__ import annotations

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
    from promocalc.explain.claim_told import ClaimsTold

_NOTHING = Words(
    "there is nothing to judge: give a file of claims, a sentence, or --says",
    "没有可判断的：请给出宣称文件、一句广告语，或 --says",
)


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
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
    form = "json" if as_json else format or _by_ending(output)
    if list_standards:
        from promocalc.cli.claim_standards import listed

        def make() -> str:
            return listed(language, as_json=form == "json")

        return answered(make, language, as_json=form == "json", output=output, force=force, quiet=quiet)
    if said["what"] is None and not said["says"]:
        raise click.UsageError(_NOTHING.said(language), click.get_current_context())
    outcome: Outcome = "holds"

    def judged() -> str:
        nonlocal outcome
        from promocalc.cli.claim_asked import Asked, told_of

        told = told_of(Asked(**said), language, quiet=quiet)
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
        from promocalc.explain.claim_json import dumps

        return dumps(told)
    if form == "markdown":
        from promocalc.explain.claim_markdown import markdown

        return markdown(told, language, _now())
    if form == "html":
        from promocalc.explain.claim_html import html

        return html(told, language, _now())
    from promocalc.explain.claim import text

    return text(told, language, width=width, ascii=ascii)


def _by_ending(output: Path | None) -> str:
    ending = "" if output is None else output.suffix.lower().removeprefix(".")
    named = {"md": "markdown", "htm": "html"}.get(ending, ending)
    return named if named in FORMATS else "text"


def _now() -> datetime:
    """When a report is worked out: it says so."""
    return datetime.now().astimezone().replace(microsecond=0)
