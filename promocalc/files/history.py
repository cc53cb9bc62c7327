"""Price histories out of files: tables (CSV, TSV), JSON, Keepa's arrays and Parquet.

A table has a header in English or Chinese: ``date,price`` and, where they matter, ``kind, sku, channel, until,
currency``. JSON is a list of objects with the same names, or of pairs of a moment and a price. A row is a price that
was seen on a day, or on every day up to ``until``; days between rows are not known. Keepa's arrays are a log of changes
(:mod:`promocalc.files.history_keepa`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from promocalc.claims.observed import Note, Prices, notes_on
from promocalc.files.cells import Row as Cells
from promocalc.files.cells import read_cells, split_lines
from promocalc.files.history_rows import Entry, Row, Rows, is_amount, named, observed
from promocalc.files.load import Source
from promocalc.files.place import Document
from promocalc.files.syntax import bad_characters
from promocalc.files.text import Text, decode, read_file, read_stream
from promocalc.files.yaml import read_yaml
from promocalc.problems import (
    ColumnCount,
    EmptyFile,
    EmptyList,
    MissingOneOf,
    Problem,
    ProblemGroup,
    TooManyKeys,
    UnknownKey,
    Where,
)

ZONE = "Asia/Shanghai"
"""In which days begin and end, unless somebody says otherwise."""


def load_history(
    source: Source,
    *,
    currency: str | None = None,
    zone: str = ZONE,
    today: date | None = None,
    stdin: BinaryIO | None = None,
) -> Prices:
    """The prices in a file, or in ``stdin`` where the source is ``-``.

    ``currency`` is what the prices are in; a file that names another one is refused, and without it the file's own
    holds, or CNY. ``zone`` is where moments become days; prices of days after ``today`` are noted. Raises ProblemGroup
    with every bad cell at its line and column, and ParquetMissing.
    """
    path = Path(source)
    if source != "-" and path.suffix.lower() in (".parquet", ".pq"):
        from promocalc.files.history_parquet import read_parquet

        return _read(read_parquet(path), currency, zone, today)
    text = read_stream(stdin) if source == "-" and stdin is not None else read_file(path)
    return _told(text, currency, zone, today)


def read_history(
    text: str,
    *,
    file: str | None = None,
    currency: str | None = None,
    zone: str = ZONE,
    today: date | None = None,
) -> Prices:
    """The prices that ``text`` writes down. Raises ProblemGroup as :func:`load_history` does."""
    return _told(Text(text, file), currency, zone, today)


def history_of(
    data: bytes,
    *,
    file: str,
    currency: str | None = None,
    zone: str = ZONE,
    today: date | None = None,
) -> Prices:
    """The prices in the bytes of a file, whose name says how they are written. Raises as :func:`load_history` does."""
    if file.lower().endswith((".parquet", ".pq")):
        from promocalc.files.history_parquet import parquet_rows

        return _read(parquet_rows(io.BytesIO(data), file), currency, zone, today)
    return _told(decode(data, file=file), currency, zone, today)


def _told(text: Text, currency: str | None, zone: str, today: date | None) -> Prices:
    if text.text.lstrip("\ufeff \t\r\n")[:1] in ("[", "{"):
        from promocalc.files.history_json import quick

        document = quick(text)
        if document is not None:
            # The places of everything take long to know, and only what is wrong needs them.
            with suppress(ProblemGroup):
                return _json(document, currency, zone, today)
        return _json(read_yaml(text.text, file=text.file), currency, zone, today)
    return _read(_table(text), currency, zone, today)


def _json(document: Document, currency: str | None, zone: str, today: date | None) -> Prices:
    from promocalc.files.history_json import objects
    from promocalc.files.history_keepa import is_keepa, keepa

    if is_keepa(document.root):
        return keepa(document, currency, zone, today)
    return _read(objects(document), currency, zone, today)


def _read(rows: Rows, currency: str | None, zone: str, today: date | None) -> Prices:
    found = observed(rows, currency, zone)
    notes: tuple[Note, ...] = (*found.notes, *notes_on(found.observations, today=today))
    return Prices(found.observations, found.currency, notes)


# --- tables -----------------------------------------------------------------------------------------------------


_LOOKED_AT = 50
"""How many cells of a column tell of what it is."""

_CHINESE = {"date": "日期", "price": "价格"}
"""The columns that a table has to have, as a Chinese one calls them."""


def _table(text: Text) -> Rows:
    lines = split_lines(text.text)
    bad = bad_characters(lines, text.file)
    if bad:
        raise ProblemGroup(tuple(bad))
    sheet = read_cells(text.text, file=text.file)
    found = Rows(sheet.lines, text.file, [], list(sheet.problems), in_cells=True)
    if not sheet.rows:
        raise ProblemGroup(sheet.problems or (Problem(EmptyFile(), Where(file=text.file, line=1, column=1)),))
    header, *rows = sheet.rows
    rows = [row for row in rows if any(cell.text for cell in row.cells)]  # a spreadsheet saves empty rows as separators
    names = _header([Entry(cell.text, cell.span) for cell in header.cells], found)
    meant = {one.trouble.near for one in found.problems if isinstance(one.trouble, UnknownKey)}
    for name in ("date", "price"):
        if name not in names and name not in meant:
            found.trouble(MissingOneOf((name, _CHINESE[name])), header.span)
    if not {"date", "price"} <= set(names):
        raise found.refused()
    for row in rows:
        cells = row.cells
        while len(cells) > len(names) and not cells[-1].text:
            cells = cells[:-1]
        if len(cells) > len(names):
            found.trouble(ColumnCount(len(cells), len(names)), row.span)
            continue
        known = zip(names, cells, strict=False)
        found.rows.append(Row({name: Entry(cell.text, cell.span) for name, cell in known if name}, row.span))
    if not rows:
        found.trouble(EmptyList(), header.span)
    unknown = {at: cell.text for at, (name, cell) in enumerate(zip(names, header.cells, strict=True)) if not name}
    found.not_read = tuple(text for at, text in unknown.items() if text and _amounts(rows, at))
    return found


def _amounts(rows: Sequence[Cells], column: int) -> bool:
    """Whether the first cells of a column that are not empty are all amounts."""
    some = (row.cells[column].text for row in rows if column < len(row.cells))
    first = tuple(islice((text for text in some if text), _LOOKED_AT))
    return bool(first) and all(is_amount(text) for text in first)


def _header(cells: Sequence[Entry], found: Rows) -> list[str]:
    """The columns by the names they are known by; an unknown one is nothing, unless it is a slip of the pen."""
    names: list[str] = []
    for cell in cells:
        name = named(cell, found)
        if name and name in names:
            found.trouble(TooManyKeys((cells[names.index(name)].text or "", cell.text or "")), cell.span)
        names.append(name)
    return names
