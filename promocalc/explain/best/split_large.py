"""Why a cart is too large to be divided, in words."""

from __future__ import annotations

from promocalc.choose.parts import MOST_PARTS, MOST_RUNS, Parts, TooLarge
from promocalc.choose.recognised import NotOfTheKind, recognise
from promocalc.engine.receipt import Receipt
from promocalc.explain.best.split_words import words
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.formula.subject import Subject


def too_large(large: TooLarge, subject: Subject, now: Receipt, language: Language) -> str:
    """How large it is, and what keeps it from the solver where something does. ``now`` names its rules."""
    say, most = words(language), f"{large.most:,}"
    by_parts = large.most == MOST_PARTS
    said = say.too_many_parts(f"{large.parts:,}", most) if by_parts else say.too_many_runs(most)
    try:
        recognise(Parts(subject, MOST_RUNS))
    except NotOfTheKind as other:
        names = Names(now, language)
        rule = None if other.rule is None else names.quoted(names.rule(other.rule))
        return say.not_of_the_kind(said, rule, other.why)
    return said
