"""``promocalc rules``: the rulebooks that come with promocalc."""

from __future__ import annotations

from functools import partial

import click

from promocalc.cli import rules_list, rules_show
from promocalc.cli.page import PagedGroup, lang_option
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

PAGE = Page(
    Words("The shipped rulebooks: which there are, and what they say.", "自带的规则书：有哪些，写了什么。"),
    Words(
        "Each cites its sources, says how sure it is, and comes with carts whose figures a source prints.",
        "每本都注明来源和可信程度，并附有数字出自来源的购物车。",
    ),
    (
        Example("promocalc rules list", Words("all of them", "全部")),
        Example("promocalc rules show tmall-double11-2020", Words("one of them, in words", "用文字说明其中一本")),
    ),
)


def command(language: Language) -> click.Command:
    """The group, in one language."""
    makers = {"list": rules_list.command, "show": rules_show.command}
    return PagedGroup(
        PAGE,
        language,
        makers,
        name="rules",
        params=[lang_option(language)],
        invoke_without_command=True,
        callback=partial(_bare, language),
    )


def _bare(language: Language) -> int | None:
    """Without a word after it: the list."""
    if click.get_current_context().invoked_subcommand is not None:
        return None
    return rules_list.list_rulebooks(language, as_json=False)
