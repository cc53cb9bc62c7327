"""Commands that show their page: help in either language, examples at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import click

from promocalc.cli.language import CHOICES, VARIABLE
from promocalc.cli.layout import Formatter
from promocalc.cli.words import Page, Words
from promocalc.explain.language import Language
from promocalc.problems import nearest

Maker: TypeAlias = Callable[[Language], click.Command]
"""Makes a command, in one language."""

_EXAMPLES = Words("Examples", "示例")
_OPTIONS = Words("[OPTIONS]", "[选项]")
_COMMAND = Words("COMMAND [ARGS]...", "命令 [参数]...")
_UNKNOWN = Words("there is no command '{name}'", "没有命令“{name}”")
_MAYBE = Words("; did you mean '{near}'?", "；是不是“{near}”？")


@dataclass(frozen=True, slots=True)
class Switch:
    """An option as data."""

    names: tuple[str, ...]
    help: Words
    value: Words | None = None
    """What stands for its value in the help; None for a flag or a closed set of words."""
    settings: dict[str, Any] = field(default_factory=dict)
    """What click is told besides."""


_LANG = Switch(
    ("--lang",),
    Words(f"Language. Else {VARIABLE} says it, else the locale.", f"语言。不给则看 {VARIABLE}，再看系统区域设置。"),
    settings={"type": click.Choice(CHOICES), "expose_value": False},
)
_JSON = Switch(
    ("--json", "as_json"),
    Words("JSON on stdout, for programs.", "在标准输出上给出 JSON，供程序读取。"),
    settings={"is_flag": True},
)
_QUIET = Switch(
    ("--quiet", "-q"),
    Words("Say nothing on stderr but errors.", "除错误外，标准错误上什么也不说。"),
    settings={"is_flag": True},
)


class Between(click.IntRange):
    """A whole number from the least to the most; told as people write it, in either language."""

    def _describe_range(self) -> str:
        return f"{self.min}–{self.max}"


class Context(click.Context):
    """A context whose help is measured in cells."""

    formatter_class = Formatter


class Paged(click.Command):
    """A command with a page."""

    context_class = Context

    def __init__(self, page: Page, language: Language, **settings: Any) -> None:
        settings.setdefault("options_metavar", _OPTIONS.said(language))
        settings.setdefault("context_settings", {"help_option_names": ["-h", "--help"]})
        super().__init__(
            short_help=page.summary.said(language),
            help=f"{page.summary.said(language)}\n\n{page.details.said(language)}",
            **settings,
        )
        self.page, self.language = page, language

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - wrapped, not cut
        """Its line in a list of commands."""
        return self.page.summary.said(self.language)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Summary and details."""
        formatter.write_paragraph()
        formatter.write_text(self.help or "")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The examples."""
        with formatter.section(_EXAMPLES.said(self.language)):
            for example in self.page.examples:
                formatter.write(f"  {example.line}\n")
                with formatter.indentation():
                    formatter.write_text(example.does.said(self.language))


class PagedGroup(Paged, click.Group):
    """A group with a page. A command is made when it is asked for."""

    def __init__(self, page: Page, language: Language, makers: Mapping[str, Maker], **settings: Any) -> None:
        super().__init__(page, language, subcommand_metavar=_COMMAND.said(language), **settings)
        self.makers = makers

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """In the order in which one needs them."""
        return list(self.makers)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, in the language of this run."""
        maker = self.makers.get(cmd_name)
        return None if maker is None else maker(self.language)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the first word names, or which one it may have meant."""
        name = args[0]
        if name not in self.makers and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(self.unknown(name), ctx)
        return super().resolve_command(ctx, args)

    def unknown(self, name: str) -> str:
        """What to say to a word that is no command."""
        return _UNKNOWN.said(self.language, name=name) + maybe(nearest(name, tuple(self.makers)), self.language)


def maybe(near: str | None, language: Language) -> str:
    """A guess at what was meant; empty where there is none."""
    return "" if near is None else _MAYBE.said(language, near=near)


def option(language: Language, switch: Switch) -> click.Option:
    """An option that speaks ``language``."""
    metavar = switch.value.said(language) if switch.value is not None else None
    return click.Option(switch.names, help=switch.help.said(language), metavar=metavar, **switch.settings)


def argument(language: Language, name: str, *, metavar: Words, **settings: Any) -> click.Argument:
    """An argument that the usage line calls ``metavar``."""
    return click.Argument([name], metavar=metavar.said(language), **settings)


def lang_option(language: Language) -> click.Option:
    """``--lang``: only checked here; :func:`promocalc.cli.language.language_of` has read it already."""
    return option(language, _LANG)


def quiet_option(language: Language) -> click.Option:
    """``--quiet``."""
    return option(language, _QUIET)


def json_option(language: Language) -> click.Option:
    """``--json``."""
    return option(language, _JSON)
