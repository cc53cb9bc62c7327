"""``promocalc completion``: the script that lets a shell complete our words."""

from __future__ import annotations

from functools import partial

import click

from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, argument, lang_option
from promocalc.cli.streams import put
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

PAGE = Page(
    Words("The completion script for a shell.", "命令行补全脚本。"),
    Words(
        "Completes commands, options, files and the names of shipped rulebooks.",
        "补全命令、选项、文件和自带规则书的名称。",
    ),
    (
        Example('eval "$(promocalc completion bash)"', Words("in ~/.bashrc", "写入 ~/.bashrc")),
        Example('eval "$(promocalc completion zsh)"', Words("in ~/.zshrc", "写入 ~/.zshrc")),
        Example(
            "promocalc completion fish > ~/.config/fish/completions/promocalc.fish",
            Words("once, for fish", "fish 只需运行一次"),
        ),
    ),
)
SHELLS = ("bash", "zsh", "fish")
_SHELL = Words("bash|zsh|fish", "bash|zsh|fish")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="completion",
        callback=partial(_completion, language),
        params=[argument(language, "shell", metavar=_SHELL, type=click.Choice(SHELLS)), lang_option(language)],
    )


def _completion(language: Language, shell: str) -> int:
    from click.shell_completion import get_completion_class

    from promocalc.cli.program import VARIABLE

    kind = get_completion_class(shell)
    assert kind is not None, shell
    put(kind(click.get_current_context().find_root().command, {}, "promocalc", VARIABLE).source(), None, language)
    return Exit.FINE
