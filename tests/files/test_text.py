"""Bytes to text."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from promocalc.files.text import SIZE_LIMIT, decode, read_file, read_stream
from promocalc.problems import FileMissing, FileTooLarge, FileUnreadable, ProblemGroup, WrongEncoding

CHINESE = "rulebook: 双十一\ntitle: 跨店满减 😀\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode(), "utf-8"),
        (CHINESE.encode("utf-8-sig"), "utf-8-sig"),
        (CHINESE.encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16"),
        (CHINESE.encode("gb18030"), "gb18030"),
    ],
)
def test_text_is_read_in_whatever_encoding_it_was_saved(data: bytes, encoding: str) -> None:
    read = decode(data)
    assert (read.text, read.encoding) == (CHINESE, encoding)


def test_short_chinese_in_gb18030_is_not_taken_for_anything_else() -> None:
    for word in ("中", "优惠券", "红包", "满300减50", "8.5折"):
        assert decode(word.encode("gb18030")).text == word


@pytest.mark.parametrize(
    ("data", "at"),
    [
        (b"abc\xff", 3),
        ("中文".encode()[:5], 3),
        ("中文".encode("gb18030")[:3], 2),
        (b"a\0b", 1),
        ("a中\0".encode("utf-16-le"), 1),
        (b"\xef\xbb\xbfab\xff", 5),
    ],
)
def test_what_is_no_text_says_at_which_byte(data: bytes, at: int) -> None:
    with pytest.raises(ProblemGroup) as caught:
        decode(data, file="x")
    (problem,) = caught.value.problems
    assert problem.trouble == WrongEncoding(at)
    assert problem.where.line == 1


def test_a_stream_is_read_no_further_than_the_limit() -> None:
    assert read_stream(io.BytesIO(b"x" * SIZE_LIMIT)).file == "-"
    with pytest.raises(ProblemGroup) as caught:
        read_stream(io.BytesIO(b"x" * (SIZE_LIMIT + 7)))
    assert caught.value.problems[0].trouble == FileTooLarge(SIZE_LIMIT + 7, SIZE_LIMIT)


def test_a_missing_file_names_the_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "cart.yaml").touch()
    with pytest.raises(ProblemGroup) as caught:
        read_file(tmp_path / "crat.yaml", shown="crat.yaml")
    assert caught.value.problems[0].trouble == FileMissing("crat.yaml", "cart.yaml")


def test_a_folder_and_an_impossible_name_are_problems_too(tmp_path: Path) -> None:
    too_long = tmp_path / ("x" * 400)
    for path, kind in ((tmp_path, FileUnreadable), (Path("a\0b"), FileMissing), (too_long, FileUnreadable)):
        with pytest.raises(ProblemGroup) as caught:
            read_file(path)
        assert isinstance(caught.value.problems[0].trouble, kind)
