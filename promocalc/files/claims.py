"""Files of claims: what advertisements say, with the names of the cart, the prices and the standards they go with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from promocalc.claims.document import ClaimFile
from promocalc.files.fit import fit_model
from promocalc.files.load import Source
from promocalc.files.place import Document
from promocalc.files.shipped import find, shipped
from promocalc.files.text import Text, near_file, read_file, read_stream, refusal
from promocalc.files.yaml import read_yaml
from promocalc.problems import FileMissing, Trouble, Where, nearest
from promocalc.problems import Path as Place

SUFFIX = ".claims.yaml"
"""What the name of a file of claims ends with."""


@dataclass(frozen=True)
class LoadedClaims:
    """A file of claims, and the document it was read from, so that later problems find their place in it."""

    value: ClaimFile
    document: Document
    text: Text
    path: Path | None = None

    def where(self, path: Place, trouble: Trouble | None = None) -> Where:
        """The place of a key in the file."""
        return self.document.where(path, trouble)

    def beside(self, name: str) -> Path | None:
        """A file that it names: relative to it, or to where one is; None where there is no such file."""
        places = [Path(name)] if self.path is None else [self.path.parent / name, Path(name)]
        return next((place for place in places if _is_file(place)), None)


def open_claims(source: Source, *, stdin: BinaryIO | None = None) -> LoadedClaims:
    """The claims in a file, in ``stdin`` where the source is ``-``, or shipped ones by their name.

    Raises ProblemGroup with everything that is wrong, each at its line and column.
    """
    if source == "-" and stdin is not None:
        return _read(read_stream(stdin), None)
    path = Path(source)
    if isinstance(source, str) and not _is_file(path):
        found = find(source, "claims")
        if found is None and not _is_there(path):
            names = tuple(one.name for one in shipped("claims"))
            raise refusal(FileMissing(source, near_file(path) or nearest(source, names)), source)
        path = path if found is None else found.path
    return _read(read_file(path), path)


def read_claims(text: str, *, file: str | None = None) -> ClaimFile:
    """The claims that ``text`` writes down. Raises ProblemGroup."""
    return _read(Text(text, file), None).value


def _read(text: Text, path: Path | None) -> LoadedClaims:
    document = read_yaml(text.text, file=text.file)
    return LoadedClaims(fit_model(document, ClaimFile), document, text, path)


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
