"""YAML with positions: what plain text means, and where things stand."""

from __future__ import annotations

from typing import Any

import pytest

from promocalc.files.yaml import read_yaml
from promocalc.problems import (
    AnchorUsed,
    BadSyntax,
    DuplicateKey,
    KeyNotText,
    Path,
    ProblemGroup,
    SeveralDocuments,
    TagUsed,
    TooDeep,
)


def data(text: str) -> Any:
    document = read_yaml(text)
    assert document.problems == ()
    return document.data()


def troubles(text: str) -> list[object]:
    try:
        return [problem.trouble for problem in read_yaml(text).problems]
    except ProblemGroup as group:
        return [problem.trouble for problem in group.problems]


def place(text: str, path: Path) -> tuple[int | None, int | None, int]:
    where = read_yaml(text).where(path)
    return where.line, where.column, where.length


@pytest.mark.parametrize(
    "word", ["no", "yes", "on", "off", "0123", "12:30", "3e5", "1_000", ".5", ".inf", "2020-11-11", "0x1F", "=", "1.50"]
)
def test_what_looks_like_something_else_stays_text(word: str) -> None:
    assert data(f"{word}: {word}") == {word: word}


def test_only_true_false_and_null_mean_anything_by_themselves() -> None:
    assert data("{a: true, b: False, c: null, d: ~, e: , f: 'true', g: \"null\", h: ''}") == {
        "a": True,
        "b": False,
        "c": None,
        "d": None,
        "e": None,
        "f": "true",
        "g": "null",
        "h": "",
    }


def test_keys_are_always_text() -> None:
    assert data("{true: 1, null: 2, on: 3, 1: 4}") == {"true": "1", "null": "2", "on": "3", "1": "4"}


def test_json_is_read_as_it_is() -> None:
    assert data('{\n\t"a":[1,2.50,true,null],\n\t"b\\u4e2d":"\\ud83d\\ude00\\/","c":{}}') == {
        "a": ["1", "2.50", True, None],
        "b中": "😀/",
        "c": {},
    }


def test_a_backslash_before_an_escape_is_no_escape() -> None:
    assert data('{"a": "\\\\ud83d\\\\ude00"}') == {"a": "\\ud83d\\ude00"}


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_are_right_whatever_stands_before(mark: str, line_break: str) -> None:
    lines = ["# 注释 😀", "标题: 双11 😀", "规则: {😀券: {off: 50}, 甲: [一, 二]}", "尾: |", "  x", "末: 1"]
    text = mark + line_break.join(lines)
    assert place(text, ("标题",)) == (2, 5, 5)
    assert place(text, ("规则", "😀券", "off")) == (3, lines[2].index("50") + 1, 2)
    assert place(text, ("规则", "甲", 1)) == (3, lines[2].index("二") + 1, 1)
    assert place(text, ("规则", "甲", "(key)")) == (3, lines[2].index("甲") + 1, 1)
    assert place(text, ("末",)) == (6, 4, 1)


def test_line_separators_that_editors_do_not_know_move_nothing() -> None:
    text = "a: x\u2028y\nb: 1\u0085\nc: 2"
    assert data(text) == {"a": "x y", "b": "1", "c": "2"}
    assert place(text, ("c",)) == (3, 4, 1)


def test_a_path_that_does_not_exist_is_placed_at_what_is_around_it() -> None:
    assert place("a:\n  b: {c: 1}\n", ("a", "b", "d", "e")) == (2, 6, 6)
    assert place("a:\n  b: 1\n  c: 2\n", ("a", "x")) == (1, 1, 1)


def test_every_problem_of_the_writing_is_found_at_once() -> None:
    text = "a: &x 1\nb: *x\na: 2\nc: !t 3\n[d]: 4\na: 5\n<<: {e: 6}\n"
    assert troubles(text) == [
        AnchorUsed("x"),
        AnchorUsed("x"),
        DuplicateKey("a", 1),
        TagUsed("!t"),
        KeyNotText(),
        DuplicateKey("a", 1),
        AnchorUsed("<<"),
    ]


def test_an_alias_bomb_costs_nothing() -> None:
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 50)}]\n" for n in range(1, 60))
    assert len(troubles(bomb)) == 60 + 59


@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 5000, "- " * 300, "".join(" " * n + "a:\n" for n in range(300))]
)
def test_deep_nesting_is_refused_before_it_hurts(text: str) -> None:
    assert troubles(text) == [TooDeep(64)]


def test_what_is_just_deep_enough_is_read() -> None:
    assert troubles("[" * 64 + "]" * 64) == []


def test_a_second_document_is_named() -> None:
    assert troubles("a: 1\n---\nb: 2\n...\n---\n") == [SeveralDocuments()]


@pytest.mark.parametrize(
    ("text", "reason", "line", "column"),
    [
        ('a: "x\nb: 1\n', "unclosed", 1, 4),
        ('a: "x\nb: "y"\n', "unclosed", 1, 4),
        ("a: 1\nb: 'x\n", "unclosed", 2, 4),
        ("a: [1, 2\nb: 3\n", "bracket", 1, 4),
        ("a: {b: [1, 2}\nc: 3", "other", 1, 13),
        ("a: {b: {c: 1}\n", "bracket", 1, 4),
        ("a: [", "bracket", 1, 4),
        ("a:\n\tb: 1\n", "tab", 2, 1),
        ("a:\n  \tb: 1\n", "tab", 2, 3),
        ("a: 1\n  b: 2\n", "indent", 2, 4),
        ("a:\n  b: 1\n c: 2\n", "indent", 3, 2),
        ("a: - b\n", "indent", 1, 4),
        ("a: b: c\n", "colon", 1, 5),
        ("a: 1\nb 2\nc: 3\n", "colon", 2, 1),
        ("标题：双11\na: 1\n", "colon", 1, 1),
        ("a: @x\n", "character", 1, 4),
        ("a: ]\n", "character", 1, 4),
        ("a: \x07\n", "character", 1, 4),
    ],
)
def test_bad_syntax_is_placed_where_it_can_be_mended(text: str, reason: str, line: int, column: int) -> None:
    with pytest.raises(ProblemGroup) as caught:
        read_yaml(text)
    (problem,) = caught.value.problems
    assert isinstance(problem.trouble, BadSyntax)
    assert (problem.trouble.reason, problem.where.line, problem.where.column) == (reason, line, column)
