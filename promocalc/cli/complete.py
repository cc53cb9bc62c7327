"""What a shell offers when Tab is pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from promocalc.files.shipped import Kind


def rulebook_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The shipped rulebooks, and files."""
    return _named("rulebook", incomplete)


def files(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """Files."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def standard_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The shipped standards, and files."""
    return _named("standard", incomplete)


def claim_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:  # noqa: ARG001
    """The shipped files of claims, and files."""
    return _named("claims", incomplete)


def _named(kind: Kind, incomplete: str) -> list[CompletionItem[str]]:
    from click.shell_completion import CompletionItem

    from promocalc.files.shipped import shipped

    names = [one.name for one in shipped(kind) if one.name.startswith(incomplete)]
    # The scripts forget what came before a file, so it comes first.
    return [CompletionItem(incomplete, type="file"), *(CompletionItem(name) for name in names)]
