"""What a shell offers when Tab is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


def rulebook_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The shipped rulebooks, and files."""
    from click.shell_completion import CompletionItem

    from promocalc.files.shipped import shipped

    names = [one.name for one in shipped("rulebook") if one.name.startswith(incomplete)]
    # The scripts forget what came before a file, so it comes first.
    return [CompletionItem(incomplete, type="file"), *(CompletionItem(name) for name in names)]


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """Files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]
