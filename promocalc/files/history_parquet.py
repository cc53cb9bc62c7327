"""Price histories in Parquet files, read with the ``pyarrow`` library."""

from __future__ import annotations

import io
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from promocalc.files.history_rows import Entry, Row, Rows, column
from promocalc.files.text import SIZE_LIMIT, near_file, refusal
from promocalc.problems import EmptyList, FileMissing, FileTooLarge, FileUnreadable, MissingKey, TooManyKeys


class ParquetMissing(ImportError):  # noqa: N818 - what is the matter, as with problems
    """The library that reads Parquet is not installed: it comes with ``pip install promocalc[history]``."""

    extra = "history"


def read_parquet(path: Path) -> Rows:
    """The rows of a file. Raises ProblemGroup where it cannot be read, and ParquetMissing."""
    try:
        data = path.read_bytes() if path.stat().st_size <= SIZE_LIMIT else None
        size = path.stat().st_size
    except FileNotFoundError:
        raise refusal(FileMissing(str(path), near_file(path)), str(path)) from None
    except OSError as error:
        raise refusal(FileUnreadable(str(path), error.strerror or type(error).__name__), str(path)) from None
    if data is None:
        raise refusal(FileTooLarge(size, SIZE_LIMIT), str(path))
    return parquet_rows(io.BytesIO(data), str(path))


def parquet_rows(stream: BinaryIO, file: str) -> Rows:
    """The rows that ``stream`` holds. A cell is known by its row, counted from 1, and its column."""
    try:
        parquet: Any = import_module("pyarrow.parquet")
    except ImportError:
        raise ParquetMissing from None
    try:
        table = parquet.read_table(stream)
        written: list[dict[str, Any]] = table.to_pylist()
    except (ValueError, OSError, NotImplementedError) as error:
        raise refusal(FileUnreadable(file, str(error).splitlines()[0][:120] or type(error).__name__), file) from None
    rows = Rows((), file)
    names: dict[str, str] = {}
    for said in table.column_names:
        name = column(said)
        if name is not None and name in names.values():
            other = next(one for one, known in names.items() if known == name)
            rows.trouble(TooManyKeys((other, said)), None, (said,))
        elif name is not None:
            names[said] = name
    for name in ("date", "price"):
        if name not in names.values():
            rows.trouble(MissingKey(name), None)
    if rows.problems:
        raise rows.refused()
    for at, one in enumerate(written, 1):
        cells = {name: Entry(_text(one[said]), None, (at, said)) for said, name in names.items()}
        rows.rows.append(Row(cells, None, (at,)))
    if not written:
        rows.trouble(EmptyList(), None)
    return rows


def _text(value: object) -> str | None:
    """A cell as a table would write it; a number by its shortest decimal, which is the one that was meant."""
    return None if value is None else str(value)
