"""A reader of equations in the currency's own units, in either language, who knows nothing of promocalc but how money
is shared: what a text comes to, over exact fractions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import ceil, floor
from typing import Any

from promocalc.money import Odd, share

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d[\d,]*(?:\.\d+)?(?<!,)%?)|(?P<word>[a-z_]+\d*)|(?P<said>，若|；否则|；|且|或|非)"
    r"|(?P<sign>>=|<=|==|[-+*/()\[\]{}:;,<>]))"
)
SAID = {"，若": "if", "；否则": "else", "；": ";", "且": "and", "或": "or", "非": "not"}
"""Chinese keywords."""
HOWS = {"share": Odd.LARGEST} | {f"share_{odd.value}": odd for odd in Odd}
COMPARE = {
    ">=": lambda a, b: a >= b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    "<": lambda a, b: a < b,
    "==": lambda a, b: a == b,
}


def half_even(x: Fraction) -> int:
    """Whole, a half to the even one: as Python rounds fractions."""
    return round(x)


ROUNDINGS = {
    "down": floor,
    "up": ceil,
    "half_up": lambda x: floor(x + Fraction(1, 2)),
    "half_down": lambda x: ceil(x - Fraction(1, 2)),
    "half_even": half_even,
}


def tokens(text: str) -> list[str]:
    """The words, numbers and signs of a line. A text that has anything else in it is no equation."""
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = TOKEN.match(text, at)
        assert match, f"{text!r} at {text[at:]!r}"
        # "；否则" is two words in one.
        found += [";", "else"] if match["said"] == "；否则" else [SAID.get(match[0].strip(), match[0].strip())]
        at = match.end()
    return [token.replace(",", "") if token[0].isdigit() else token for token in found]


class Reader:
    """Works out one text. ``known`` are symbols; ``coin`` is the smallest part of the currency."""

    def __init__(self, text: str, known: Mapping[str, Fraction], coin: Fraction) -> None:
        self.words, self.known, self.coin, self.at = tokens(text), known, coin, 0

    def read(self) -> Any:
        value = self.any()
        assert self.at == len(self.words), f"left over: {self.words[self.at :]}"
        return value

    def peek(self) -> str:
        return self.words[self.at] if self.at < len(self.words) else ""

    def take(self, *expected: str) -> str:
        word = self.peek()
        assert word, f"the end instead of {expected} in {self.words}"
        assert not expected or word in expected, f"{word!r} instead of {expected} in {self.words}"
        self.at += 1
        return word

    def any(self) -> Any:
        value = self.all()
        while self.peek() == "or":
            self.take()
            value = self.all() or value
        return value

    def all(self) -> Any:
        value = self.negated()
        while self.peek() == "and":
            self.take()
            value = self.negated() and value
        return value

    def negated(self) -> Any:
        if self.peek() == "not":
            self.take()
            return not self.negated()
        value = self.sum()
        if self.peek() in COMPARE:
            sign = self.take()
            return COMPARE[sign](value, self.sum())
        return value

    def sum(self) -> Any:
        value = -self.product() if self.peek() == "-" and self.take() else self.product()
        while self.peek() in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self) -> Any:
        value = self.atom()
        while self.peek() in ("*", "/"):
            value = value * self.atom() if self.take() == "*" else Fraction(value) / self.atom()
        return value

    def atom(self) -> Any:
        word = self.take()
        if word[0].isdigit():
            return Fraction(word[:-1]) / 100 if word.endswith("%") else Fraction(word)
        if word == "(":
            value = self.any()
            self.take(")")
            return value
        if word == "{":
            return self.choice()
        if self.peek() == "(":
            self.take()
            value = self.shared(HOWS[word]) if word in HOWS else self.called(word)
            self.take(")")
            return value
        return self.known[word]

    def choice(self) -> Any:
        found: list[Any] = []
        while self.peek() != "else":
            value = self.any()
            self.take("if")
            if self.any():
                found.append(value)
            self.take(";")
        self.take("else")
        found.append(self.any())
        self.take("}")
        return found[0]

    def called(self, name: str) -> Any:
        args = [self.any()]
        while self.peek() == ",":
            self.take()
            args.append(self.any())
        if name in ROUNDINGS:
            amount, step = args
            return ROUNDINGS[name](Fraction(amount) / step) * step
        return {"min": min, "max": max, "floor": lambda x: Fraction(floor(x))}[name](*args)

    def shared(self, how: Odd) -> Any:
        total = self.any()
        self.take(":")
        weights: list[Fraction] = []
        place = -1
        while True:
            mine = self.peek() == "["
            if mine:
                self.take()
                place = len(weights)
            weights.append(Fraction(self.any()))
            if mine:
                self.take("]")
            if self.peek() != ",":
                break
            self.take()
        coins = Fraction(total) / self.coin
        assert coins.denominator == 1
        assert place >= 0
        many = 1
        for weight in weights:
            many *= weight.denominator
        whole = [int(weight * many) for weight in weights]
        return share(int(coins), whole, how)[place] * self.coin
