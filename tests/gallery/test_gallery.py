"""What people read when their file is wrong, word for word; and that no trouble is forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

import pytest

from promocalc.explain.cells import width
from promocalc.explain.language import Language
from promocalc.explain.problems.text import render
from promocalc.problems import (
    AllGone,
    BalanceOutside,
    BalanceTooEarly,
    ChosenExcluded,
    CurrencyMismatch,
    FileNotWritten,
    LinesDisagree,
    MoreThanPaid,
    NoDepositOpen,
    NotByLine,
    OverBudget,
    ReceivedBeforePaid,
    TooEarly,
    TooManyChosen,
    TooManyReturned,
    Trouble,
    UnknownChoice,
    UnknownLine,
    UnknownPersona,
    WindowsApart,
)

from .gallery import HERE, LANGUAGES, exhibits, opened, problems_with, said_about, said_file

NOT_IN_A_FILE: dict[type, str] = {
    FileNotWritten: "what was to be written, not what was read",
    CurrencyMismatch: "a cart and a rulebook that are fine by themselves; the engine says so",
    UnknownPersona: "asked for when pricing",
    UnknownChoice: "a choice under a rulebook; the engine says so",
    TooManyChosen: "a choice under a rulebook; the engine says so",
    LinesDisagree: "lines under a rulebook, each fine by itself; the engine says so",
    ChosenExcluded: "a choice under a rulebook; the engine says so",
    BalanceOutside: "a cart's moment under a rulebook; the engine says so",
    BalanceTooEarly: "a cart's moments under a rulebook; the engine says so",
    NoDepositOpen: "a cart's moment under a rulebook; the engine says so",
    WindowsApart: "a cart under a rulebook; the engine says so",
    UnknownLine: "asked for when goods go back",
    TooManyReturned: "asked for when goods go back",
    AllGone: "asked for when goods go back",
    ReceivedBeforePaid: "a cart's moments under a rulebook; the engine says so",
    MoreThanPaid: "asked for when a price falls",
    NotByLine: "an option of the command line",
    OverBudget: "asked for when choosing",
    TooEarly: "asked for when goods go back",
}


@pytest.fixture(autouse=True, scope="module")
def gallery() -> Iterator[None]:
    with opened():
        yield


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", exhibits())
def test_what_is_said_is_what_is_written_down(name: str, language: Language) -> None:
    assert said_about(name, language) == said_file(name, language).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", exhibits())
def test_every_exhibit_has_a_problem(name: str) -> None:
    assert problems_with(name)


@pytest.mark.parametrize("name", exhibits())
def test_problems_stand_in_the_order_of_the_file(name: str) -> None:
    places = [(p.where.line, p.where.column) for p in problems_with(name) if p.where.file == name]
    assert places == sorted(places)


@pytest.mark.parametrize("name", exhibits())
def test_the_caret_stands_under_the_place(name: str) -> None:
    for problem in problems_with(name):
        where = problem.where
        lines = render(problem).splitlines()
        carets = [line for line in lines if set(line.partition("|")[2].strip()) == {"^"}]
        if where.line is None or where.column is None or not carets:
            continue
        excerpt = lines[lines.index(carets[0]) - 1]
        before = carets[0][: carets[0].index("^")]
        # Cut by cells, the excerpt starts anew just where the caret does.
        taken = ""
        for character in excerpt:
            if width(taken) >= width(before):
                break
            taken += character
        assert width(taken) == width(before)
        rest = excerpt[len(taken) :]
        assert where.excerpt[where.column - 1 :].replace("\t", " ").startswith(rest[:1].replace("\ufffd", ""))


def test_every_trouble_that_a_file_can_hold_is_in_the_gallery() -> None:
    shown = {type(problem.trouble) for name in exhibits() for problem in problems_with(name)}
    assert set(get_args(Trouble)) - shown == set(NOT_IN_A_FILE)


def test_no_text_is_left_over() -> None:
    written = {path for language in LANGUAGES for path in HERE.glob(f"*.{language}.txt")}
    assert written == {said_file(name, language) for name in exhibits() for language in LANGUAGES}
