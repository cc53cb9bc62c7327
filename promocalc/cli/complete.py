"""What a shell offers when Tab is pressed."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem


def rulebook_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The shipped rulebooks, and files."""
    from promocalc.files.shipped import shipped

    names = [one.name for one in shipped("rulebook") if one.name.startswith(incomplete)]
    # The scripts forget what came before a file, so it comes first.
    return [CompletionItem(incomplete, type="file"), *(CompletionItem(name) for name in names)]


def shipped_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
    """The shipped rulebooks, with what they are called."""
    return rulebook_names(ctx, param, incomplete)
