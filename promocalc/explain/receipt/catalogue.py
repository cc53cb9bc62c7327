"""What a language has to be able to say; a module of each says it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, assert_never

from promocalc.cart import Persona
from promocalc.engine.outcome import Assumption, NextStep, Outcome, SkipReason
from promocalc.engine.receipt import Payment
from promocalc.engine.steps import Step
from promocalc.engine.working import Equation
from promocalc.explain.language import Language
from promocalc.explain.names import Names
from promocalc.explain.receipt.labels import Labels
from promocalc.explain.receipt.splitting import Split
from promocalc.explain.rules.terms import Titles

if TYPE_CHECKING:
    from promocalc.timeline.promises import Promise, Promises


class Catalogue(Protocol):
    """The messages of one language. Every closed union is taken apart to its last member."""

    @property
    def labels(self) -> Labels:
        """The words around the figures."""

    def status(self, outcome: Outcome, /) -> str:
        """What came of a rule, in a word or two."""

    def outcome(self, step: Step, names: Names, /) -> str:
        """What came of a rule on a pool, with its numbers."""

    def reason(self, why: SkipReason, step: Step, names: Names, /) -> str:
        """Why a rule did nothing, with the distance."""

    def next_step(self, ahead: NextStep, step: Step, names: Names, /) -> str:
        """What would make a rule take more."""

    def equation(self, found: Equation, step: Step, /) -> str:
        """What an equation of the working works out."""

    def split_basis(self, split: Split, names: Names, /) -> str:
        """In what proportion a deduction is divided, and who gets the odd cent; empty where lines bear their own."""

    def picked(self, step: Step, names: Names, /) -> str:
        """How many sets a step formed, and which pieces it is for; empty where it looks at no single ones."""

    def later(self, told: Promise, names: Names, /) -> str:
        """What a rule gives for later, or takes off if a promise is kept: on what condition, and what it is worth."""

    def kept(self, told: Promises, names: Names, /) -> str:
        """What it comes to if every promise is kept: what is paid then, what comes later, what that asks for."""

    def payment(self, one: Payment, names: Names, /) -> str:
        """How much is paid when, and when it can be."""

    def balance(self, name: str, /) -> str:
        """A wallet, after the word that says it is one."""

    def assumption(self, taken: Assumption, names: Names, /) -> str:
        """What was taken for granted."""

    def view(self, text: str, titles: Titles, /) -> str:
        """What a threshold or a rate looks at."""

    def pool(self, per: str, key: str, names: Names, /) -> str:
        """Which lines count together."""

    def shopper(self, persona: Persona, names: Names, /) -> str:
        """Who buys."""


def catalogue(language: Language) -> Catalogue:
    """The messages of a language, loaded when it is first spoken."""
    match language:
        case "en":
            from promocalc.explain.receipt import en

            return en
        case "zh":
            from promocalc.explain.receipt import zh

            return zh
        case _:
            assert_never(language)
