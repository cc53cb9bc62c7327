"""In which language a command line speaks: known before anything is parsed, because parsing can fail in it too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from promocalc.explain.language import LANGUAGES, Language, detect

VARIABLE = "PROMOCALC_LANG"
CHOICES = (*LANGUAGES, "auto")


def language_of(args: Sequence[str], env: Mapping[str, str]) -> Language:
    """``--lang`` anywhere on the line, else PROMOCALC_LANG, else the locale.

    >>> language_of(["price", "--lang=zh"], {}), language_of([], {"PROMOCALC_LANG": "zh"}), language_of([], {})
    ('zh', 'zh', 'en')
    """
    said = [_known(text) for text in (_option(args), env.get(VARIABLE, ""))]
    return next((language for language in said if language is not None), detect(env))


def _option(args: Sequence[str]) -> str:
    """The value of the last ``--lang`` before a ``--``; empty where there is none, or it says ``auto``."""
    found = ""
    for at, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang" and at + 1 < len(args):
            found = args[at + 1]
        elif arg.startswith("--lang="):
            found = arg.removeprefix("--lang=")
    return found


def _known(text: str) -> Language | None:
    """A language by its name; ``zh_CN`` and ``zh-Hans`` are ``zh``."""
    short = text.lower().replace("_", "-").partition("-")[0].partition(".")[0]
    return next((language for language in LANGUAGES if language == short), None)
