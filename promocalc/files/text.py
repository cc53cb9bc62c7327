"""Bytes to text: which encoding a file is in, and what cannot be text at all."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal, TypeAlias

from promocalc.problems import (
    FileMissing,
    FileTooLarge,
    FileUnreadable,
    Problem,
    ProblemGroup,
    Trouble,
    Where,
    WrongEncoding,
    nearest,
)

SIZE_LIMIT = 4 * 1024 * 1024
"""Bytes. The longest rulebook anyone has written is a hundredth of this."""

Encoding: TypeAlias = Literal["utf-8", "utf-8-sig", "utf-16", "gb18030"]


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, where it came from, and in which encoding it was."""

    text: str
    file: str | None = None
    encoding: Encoding = "utf-8"


def read_file(path: Path, *, shown: str | None = None) -> Text:
    """The text of a file; ``shown`` is the name that problems give it.

    Raises ProblemGroup where it is missing, unreadable, too large or not text.
    """
    file = shown if shown is not None else str(path)
    try:
        with path.open("rb") as stream:
            return read_stream(stream, file=file)
    except FileNotFoundError:
        raise refusal(FileMissing(file, near_file(path)), file) from None
    except OSError as error:
        raise refusal(FileUnreadable(file, error.strerror or type(error).__name__), file) from None
    except ValueError as error:
        if isinstance(error, ProblemGroup):
            raise
        # A name with a null character in it: no system has such a file.
        raise refusal(FileMissing(file), file) from None


def read_stream(stream: BinaryIO, *, file: str = "-") -> Text:
    """The text that ``stream`` holds, read no further than the limit.

    Raises ProblemGroup where it is too large or not text.
    """
    data = read_bytes(stream, file=file)
    if len(data) > SIZE_LIMIT:
        size = len(data)
        if stream.seekable():
            size = stream.seek(0, 2)
        raise refusal(FileTooLarge(size, SIZE_LIMIT), file)
    return decode(data, file=file)


def read_bytes(stream: BinaryIO, *, file: str = "-") -> bytes:
    """What ``stream`` holds, and where that is more than the limit, so much that it shows.

    Raises ProblemGroup where it cannot be read.
    """
    try:
        return stream.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise refusal(FileUnreadable(file, error.strerror or type(error).__name__), file) from None


def decode(data: bytes, *, file: str | None = None) -> Text:
    """``data`` as text: UTF-8, UTF-16 with its mark, else GB18030, in which older Chinese software writes.

    Raises ProblemGroup with WrongEncoding, located at the first byte that fits none of them.
    """
    encoding, body = _marked(data)
    try:
        text = body.decode("utf-8" if encoding == "utf-8-sig" else encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise _not_text(data, len(data) - len(body) + error.start, encoding, file) from None
        return _chinese(data, error, file)
    if "\0" in text:
        at = len(data) - len(body) + len(text[: text.index("\0")].encode(encoding.removesuffix("-sig")))
        raise _not_text(data, at, encoding, file)
    return Text(text, file, encoding)


def _marked(data: bytes) -> tuple[Encoding, bytes]:
    """The encoding that a byte order mark announces, and the data; UTF-8 where there is none."""
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8-sig", data[3:]
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16", data
    return "utf-8", data


def _chinese(data: bytes, error: UnicodeDecodeError, file: str | None) -> Text:
    # GB18030 makes something of almost any bytes, so a UTF-8 file cut short would come out as nonsense.
    # A three-byte UTF-8 character before the bad byte practically never happens in GB18030 text.
    if any(char >= "\u0800" for char in data[: error.start].decode("utf-8")):
        raise _not_text(data, error.start, "utf-8", file) from None
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as other:
        better = "gb18030" if other.start > error.start else "utf-8"
        raise _not_text(data, max(other.start, error.start), better, file) from None
    if "\0" in text:
        raise _not_text(data, data.index(0), "gb18030", file)
    return Text(text, file, "gb18030")


def _not_text(data: bytes, at: int, encoding: str, file: str | None) -> ProblemGroup:
    before = data[:at].decode(encoding, errors="replace").removeprefix("\ufeff")
    line = before.rpartition("\n")[2]
    where = Where(file=file, line=before.count("\n") + 1, column=len(line) + 1, excerpt=line + "\ufffd")
    return ProblemGroup((Problem(WrongEncoding(at), where),))


def near_file(path: Path) -> str | None:
    """A file beside ``path`` with a similar name."""
    try:
        names = tuple(sorted(other.name for other in path.parent.iterdir() if other.is_file()))
    except OSError:
        return None
    return nearest(path.name, names)


def refusal(trouble: Trouble, file: str | None) -> ProblemGroup:
    """One trouble with a file as a whole."""
    return ProblemGroup((Problem(trouble, Where(file=file)),))
