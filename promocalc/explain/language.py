"""Which language people are spoken to in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["en", "zh"]

LANGUAGES: tuple[Language, ...] = ("en", "zh")


def detect(env: Mapping[str, str]) -> Language:
    """The language of an environment: the first of LC_ALL, LC_MESSAGES and LANG that says anything.

    >>> detect({"LANG": "zh_CN.UTF-8"}), detect({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}), detect({})
    ('zh', 'en', 'en')
    """
    said = next((env[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(key)), "")
    return "zh" if said.lower().startswith("zh") else "en"
