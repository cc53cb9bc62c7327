"""What advertisements say, and under what they are judged: kept while the program runs. Imports nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

START = "start"
"""The fact that has a key of its own: the first day of the reduction."""


@dataclass(frozen=True)
class Said:
    """One advertisement and what is known of it alone. Whatever is not there is not known."""

    text: str = ""
    """The sentence; "" where a file says in so many words what it claims."""
    facts: tuple[tuple[str, str], ...] = ()
    """What is known besides, by the keys of :class:`promocalc.claims.facts.Facts`, as it is typed."""
    sku: str = ""
    """Of several things in the prices: this one."""
    channel: str = ""
    """Of several channels in them: this one."""

    def fact(self, key: str) -> str:
        """What is known under a key; "" where nothing is."""
        return dict(self.facts).get(key, "")

    def knowing(self, key: str, text: str) -> Said:
        """The same with this fact; without it where the text is ""."""
        known = {**dict(self.facts), key: text}
        return replace(self, facts=tuple(sorted((key, text) for key, text in known.items() if text)))

    def among(self, key: str, name: str) -> Said:
        """The same of this thing (``sku``) or in this channel of the prices; "" for whichever there is."""
        return replace(self, sku=name) if key == "sku" else replace(self, channel=name)


@dataclass(frozen=True)
class Claiming:
    """The advertisements and what holds for all of them. Whatever is "" is not known, or not asked for."""

    adverts: tuple[Said, ...] = (Said(),)
    """One that is typed, or those of a file of claims."""
    at: int = 0
    """Which of them is looked at."""
    place: str = ""
    """Whose standards: a jurisdiction; "" for what a file says, else for where the cart's money is used."""
    standard: str = ""
    """One standard alone: a shipped name or a file."""
    is_marked: bool = False
    """Whether the marked price is compared with, whatever was asked before."""
    history: str = ""
    """The file of earlier prices."""
    catalogue: str = ""
    """The file with the items in scope."""

    @classmethod
    def of(cls, text: str) -> Claiming:
        """A sentence of which nothing else is known."""
        return cls((Said(text),))

    @property
    def said(self) -> Said:
        """The advertisement that is looked at."""
        return self.adverts[self.at]

    @property
    def text(self) -> str:
        """Its sentence."""
        return self.said.text

    @property
    def start(self) -> str:
        """The first day of its reduction: 2026-11-10."""
        return self.said.fact(START)

    @property
    def uses_history(self) -> bool:
        """Whether earlier prices count."""
        return bool(self.history) and not self.is_marked

    def saying(self, said: Said) -> Claiming:
        """The same with another one in the place of the advertisement that is looked at."""
        return replace(self, adverts=(*self.adverts[: self.at], said, *self.adverts[self.at + 1 :]))

    def moved(self, by: int) -> Claiming:
        """The same, looking at the next one, or at one further on; round and round."""
        return replace(self, at=(self.at + by) % len(self.adverts))
