"""Help, in both languages, of every command."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator

import click
import pytest

from promocalc.cli.page import Paged
from promocalc.cli.program import program
from promocalc.explain.cells import width
from promocalc.explain.language import LANGUAGES, Language
from tests.cli.harness import Ran, run


def every(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """A command and all below it."""
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from every(below, (*path, name))


COMMANDS = [path for path, _ in every(program("en"))]
EXAMPLES = [
    example.line
    for _, command in every(program("en"))
    if isinstance(command, Paged)
    for example in command.page.examples
]

SAME_IN_BOTH = """
    promocalc price timeline refund protect compare validate rules schema tui completion list show rulebook rulebooks
    cart name bash zsh fish eval jq COLUMNS
    sed cat text markdown json lang en zh auto at persona use skip reading format output force width ascii quiet help
    version yaml csv iso utf gb stdin member vip new true term dumb shop my problems line message pay r i o q h V N x T
    balance received return worth all returned before spent on now rulebook already refunded variant presale ics windows
    coupon pip install calendar B F K zshrc bashrc config completions basket tmall double s language server
    curve formula against cap curve detail discount every from in latex LaTeX lines off quantity R second spend stock
    svg tex to unicode Unicode unknown
    afresh best budget lock plans split add wishes drop standard claim standards
    says kind history catalogue fact start prices html report claims ads
    reference currency jurisdiction sku channel charged days CN EU AU JP UK US CA Parquet half
    PROMOCALC LANG YAML JSON CSV UTF GB ISO TERM Schema ASCII Ctrl C
"""
"""Names, which no language translates."""


def english_words(text: str) -> set[str]:
    """Words of a page that are neither names nor Chinese."""
    return set(re.findall(r"[A-Za-z]+", text)) - set(SAME_IN_BOTH.split())


def ask(path: tuple[str, ...], language: Language, flag: str = "--help") -> Ran:
    return run(*path, flag, "--lang", language) if path else run("--lang", language, flag)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
class TestEveryCommand:
    def test_has_a_page_with_usage_options_and_examples(self, path: tuple[str, ...]) -> None:
        ran = ask(path, "en")
        assert (ran.code, ran.err) == (0, "")
        for heading in ("Usage: promocalc", "Options:", "Examples:"):
            assert heading in ran.out

    def test_has_the_page_under_the_short_flag(self, path: tuple[str, ...]) -> None:
        assert ask(path, "en", "-h") == ask(path, "en")

    def test_leaves_no_english_in_the_chinese_page(self, path: tuple[str, ...]) -> None:
        assert english_words(ask(path, "zh").out) == set()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_fits_eighty_columns_but_for_examples(self, path: tuple[str, ...], language: Language) -> None:
        page = re.split("^(?:Examples:|示例：)$", ask(path, language).out, flags=re.MULTILINE)[0]
        assert max(width(row) for row in page.splitlines()) <= 80

    def test_has_two_examples_at_least(self, path: tuple[str, ...]) -> None:
        command = dict(every(program("en")))[path]
        assert isinstance(command, Paged)
        assert len(command.page.examples) >= 2


def test_columns_stand_under_each_other_in_chinese() -> None:
    rows = [row for row in run("price", "-h", "--lang", "zh").out.splitlines() if row.startswith("  -")]
    starts = {width(row[: match.end()]) for row in rows if (match := re.match(r"  \S.*? {2,}(?=\S)", row))}
    assert len(starts) == 1


@pytest.mark.parametrize("line", EXAMPLES)
def test_every_example_is_a_command_line_that_parses(line: str) -> None:
    for part in re.findall(r"promocalc[^|>\")]*", line):
        if "schema.json" in part:
            continue
        command = program("en")
        words = [word for word in shlex.split(part)[1:] if "jq" not in word]
        context = command.make_context("promocalc", words)
        while context._protected_args:
            assert isinstance(context.command, click.Group)
            name, below, rest = context.command.resolve_command(context, [*context._protected_args, *context.args])
            assert below is not None
            context = below.make_context(name, rest, parent=context)


def test_the_version_is_told() -> None:
    from promocalc import __version__

    assert run("--version").out.split()[-1] == __version__
    assert run("--lang", "zh", "--version").out == f"promocalc 版本 {__version__}\n"
