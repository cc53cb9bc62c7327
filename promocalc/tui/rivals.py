"""Whom or what a curve can be compared with: the cart's other shoppers, shipped rulebooks, a rulebook's file."""

from __future__ import annotations

from dataclasses import replace

from promocalc.explain.names import clean
from promocalc.files.load import open_rulebook
from promocalc.files.shipped import shipped
from promocalc.tui.reading import Reading
from promocalc.tui.screens.choice import Choice
from promocalc.tui.session import Session
from promocalc.tui.whatif import Other, others
from promocalc.tui.whatif_words import whatif_words

ALONE, SHOPPER = "alone", "shopper:"
"""How the names of choices begin that are no rulebooks."""


def choices(reading: Reading, now: Other | None) -> list[Choice]:
    """Nobody (where there is somebody now), the other shoppers, then every shipped rulebook but the session's own."""
    session = reading.session
    say, language = whatif_words(session.language), session.language
    found = [Choice(ALONE, say.alone, say.alone)] if now is not None else []
    for other in others(session):
        shown = say.shopper.format(name=Reading(replace(session, persona=other.name)).shopper)
        found.append(Choice(SHOPPER + other.name, shown, f"{shown} {other.name}"))
    for one in shipped("rulebook"):
        if one.name != session.rulebook.name:
            title = clean(one.title.in_language(language))
            shown = say.rulebook.format(name=title)
            found.append(Choice(f"{one.group}/{one.name}", shown, f"{shown} {one.title.en} {one.title.zh} {one.name}"))
    return found


def chosen(session: Session, name: str) -> Other | None:
    """What was chosen; a rulebook is read only now. Raises ProblemGroup with what is wrong with it."""
    if name == ALONE:
        return None
    if name.startswith(SHOPPER):
        return next((one for one in others(session) if SHOPPER + one.name == name), None)
    beside = session.path.parent if session.path is not None else None
    rulebook = open_rulebook(name, beside=beside).value
    return Other("rulebook", rulebook.name, rulebook)
