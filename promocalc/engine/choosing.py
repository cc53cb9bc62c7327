"""What the shopper decides, as gates: which choosable rules are left alone, and whether that is allowed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from promocalc.cart import Choices
from promocalc.engine.programme import Programme
from promocalc.engine.readings import reading_groups
from promocalc.problems import ChosenExcluded, Problem, ProblemGroup, TooManyChosen, UnknownChoice, Where, nearest


def check_choices(programmes: Sequence[Programme], choices: Choices) -> None:
    """Raises ProblemGroup where a choice names nothing that any reading leaves open, or chooses what may not meet."""
    problems = [*_unknown(programmes, choices), *_contradictions(programmes, choices)]
    if problems:
        raise ProblemGroup(tuple(dict.fromkeys(problems)))


def left_alone(programme: Programme, choices: Choices) -> frozenset[str]:
    """The choosable rules that these choices leave alone. They have been checked."""
    used = set(choices.use)
    left = set(choices.skip)
    for alternatives, _ in programme.one_ofs:
        if any(used & set(rules) for rules in alternatives):
            left |= {rule for rules in alternatives if not used & set(rules) for rule in rules}
    for exclusion in programme.book.exclude:
        # On a store or a line they may both have their place; there the programme decides where they meet.
        if exclusion.on != "order":
            continue
        for chosen, others in ((exclusion.these, exclusion.not_with), (exclusion.not_with, exclusion.these)):
            if used & set(chosen):
                left |= {rule for rule in others if rule in programme.choosable and rule not in used}
    return frozenset(left)


def _unknown(programmes: Sequence[Programme], choices: Choices) -> Iterator[Problem]:
    rules = tuple(dict.fromkeys(rule for programme in programmes for rule in programme.choosable))
    readings = tuple(name for group in reading_groups(programmes[0].book) for name in group)
    every = {rule for programme in programmes for rule in programme.book.rules}
    for key, known in (("use", rules), ("skip", rules), ("reading", readings)):
        for at, name in enumerate(getattr(choices, key)):
            if name not in known:
                unknown = UnknownChoice(name, known, nearest(name, known), exists=key != "reading" and name in every)
                yield Problem(unknown, Where(("choices", key, at)))


def _contradictions(programmes: Sequence[Programme], choices: Choices) -> Iterator[Problem]:
    used = set(choices.use)
    for programme in programmes:
        for alternatives, at_most in programme.one_ofs:
            chosen = [rules for rules in alternatives if used & set(rules)]
            if len(chosen) > at_most:
                names = tuple(rule for rules in chosen for rule in rules if rule in used)
                yield Problem(TooManyChosen(names, at_most), Where(("choices", "use")))
    for exclusion in programmes[0].book.exclude:
        if exclusion.on == "order":
            for first, second in product(exclusion.these, exclusion.not_with):
                if first in used and second in used and first != second:
                    yield Problem(ChosenExcluded((first, second)), Where(("choices", "use")))
    for group in reading_groups(programmes[0].book):
        wanted = tuple(name for name in group if name in choices.reading)
        if len(wanted) > 1:
            yield Problem(TooManyChosen(wanted, 1), Where(("choices", "reading")))


def variations(programme: Programme, choices: Choices, left: frozenset[str]) -> list[frozenset[str]]:
    """Every way to settle ``keep: best``: as the programme has it, without one side, without the other."""
    said = set(choices.use) | set(choices.skip)
    ways: list[list[frozenset[str]]] = []
    for exclusion in programme.book.exclude:
        if exclusion.keep == "best":
            sides = [frozenset(exclusion.these), frozenset(exclusion.not_with)]
            ways.append([frozenset(), *(side - said for side in sides if side - said)])
    return [left.union(*combo) for combo in product(*ways)]
