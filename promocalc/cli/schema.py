"""``promocalc schema``: what an editor needs to check and complete our files."""

from __future__ import annotations

from functools import partial
from typing import Literal

import click

from promocalc.cli.diagnostics import Exit
from promocalc.cli.page import Paged, argument, lang_option
from promocalc.cli.streams import put
from promocalc.cli.words import Example, Page, Words
from promocalc.explain.language import Language

PAGE = Page(
    Words("JSON Schema of our files, for editors.", "规则书、购物车、标准和宣称文件的 JSON Schema，供编辑器使用。"),
    Words(
        "With it, an editor completes keys and marks mistakes while one writes. 'promocalc validate' checks more.",
        "有了它，编辑器可以补全键名，并随写随标出错误。“promocalc validate”检查得更全。",
    ),
    (
        Example(
            "promocalc schema rulebook > rulebook.schema.json", Words("the schema in a file", "把 schema 存成文件")
        ),
        Example(
            "sed -i '1i # yaml-language-server: $schema=rulebook.schema.json' my-shop.yaml",
            Words("tell the editor, in the first line of a rulebook", "在规则书第一行告诉编辑器"),
        ),
    ),
)
_KIND = Words("rulebook|cart|standard|claims", "rulebook|cart|standard|claims")


def command(language: Language) -> click.Command:
    """The command, in one language."""
    return Paged(
        PAGE,
        language,
        name="schema",
        callback=partial(_schema, language),
        params=[
            argument(language, "kind", metavar=_KIND, type=click.Choice(("rulebook", "cart", "standard", "claims"))),
            lang_option(language),
        ],
    )


def _schema(language: Language, kind: Literal["rulebook", "cart", "standard", "claims"]) -> int:
    import json

    from promocalc.files.schema import schema

    put(json.dumps(schema(kind), ensure_ascii=False, indent=2), None, language)
    return Exit.FINE
