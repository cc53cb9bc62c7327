"""What survives a closed window: unsaved changes, and the last thing copied, in the user's state folder.

Everything is written whole or not at all (``files.write.save_text``). A folder
that cannot be written is no reason to stop: the screen then says that nothing
was autosaved.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from promocalc.cart import Cart
from promocalc.tui.session import Session


@dataclass(frozen=True, slots=True)
class Kept:
    """Unsaved changes of an earlier session, and when they were made."""

    cart: Cart
    at: datetime

    @property
    def when(self) -> str:
        """Day and minute."""
        return self.at.strftime("%m-%d %H:%M")


def state_dir() -> Path:
    """``$XDG_STATE_HOME/promocalc``; ``~/.local/state/promocalc`` where that is not set."""
    home = os.environ.get("XDG_STATE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(home) if home else Path.home() / ".local" / "state") / "promocalc"


def home_relative(path: Path) -> str:
    """A path as people write it: ``~`` for their home."""
    try:
        return f"~/{path.relative_to(Path.home()).as_posix()}"
    except ValueError:
        return str(path)


def autosave_path(session: Session) -> Path:
    """Where this cart's unsaved changes go: one file for each cart, whatever folder it is in."""
    what = str(session.path.resolve()) if session.path is not None else f"name:{session.name}"
    return state_dir() / "autosave" / f"{_file_name(session.name, what)}.cart.yaml"


def _file_name(called: str, what: str) -> str:
    """A name that says what it is of, and that no other thing has."""
    digest = hashlib.sha256(what.encode()).hexdigest()[:8]
    stem = re.sub(r"[^\w.-]+", "-", called)[:60] or "cart"
    return f"{stem}-{digest}"


def keep(session: Session) -> bool:
    """Write the changes; take them away again where there are none any more. Whether that worked."""
    from promocalc.files.write import dump_cart, save_text

    path = autosave_path(session)
    try:
        if not session.is_dirty:
            path.unlink(missing_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            save_text(path, dump_cart(session.cart))
    except OSError:
        return False
    return True


def kept(session: Session) -> Kept | None:
    """Changes to this cart that were kept and are not in its file."""
    from promocalc.files.load import load_cart
    from promocalc.problems import ProblemGroup

    path = autosave_path(session)
    try:
        at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        cart = load_cart(path)
    except (OSError, ProblemGroup):
        return None
    return None if cart == session.cart else Kept(cart, at)


def write_cart(session: Session, path: Path) -> Path | None:
    """Write the cart to its file; what a file held that is written over is kept beside the autosaves.

    Where that was more than we write, as comments, layout or another cart, its
    copy is the result. Raises OSError as the system does.
    """
    from promocalc.files.write import dump_cart, save_text

    backup = None
    if path.exists():
        held = path.read_bytes()
        is_ours = held == dump_cart(session.saved).encode()
        copy = _free_backup(path, held)
        if not is_ours or copy == _backup(path, 1):
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(held)
        backup = None if is_ours else copy
    save_text(path, dump_cart(session.cart))
    return backup


def _free_backup(path: Path, held: bytes) -> Path:
    """Where a copy goes: never over a copy of something else."""
    number = 1
    while (copy := _backup(path, number)).exists() and copy.read_bytes() != held:
        number += 1
    return copy


def _backup(path: Path, number: int) -> Path:
    name = _file_name(path.name, str(path.resolve()))
    return state_dir() / "backup" / (f"{name}.cart.yaml" if number == 1 else f"{name}-{number}.cart.yaml")


def write_copy(text: str) -> Path | None:
    """The last thing copied, for terminals without a clipboard; where it is, or None where that failed."""
    from promocalc.files.write import save_text

    path = state_dir() / "copied.md"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save_text(path, text)
    except OSError:
        return None
    return path


def write_beside(session: Session, ending: str, written: bytes) -> Path:
    """A calendar or a table beside the cart, or in the folder one is in where the cart has no file; where it is.

    What was there is written over only where it is the same: an older one may be somebody's own. Raises OSError as
    the system does.
    """
    from promocalc.files.write import save_text

    folder = session.path.parent if session.path is not None else Path()
    stem = re.sub(r"[^\w.-]+", "-", session.name)
    for own in (".yaml", ".yml", ".cart"):
        stem = stem.removesuffix(own)
    number = 1
    while (path := folder / f"{stem or 'cart'}{'' if number == 1 else f'-{number}'}{ending}").exists():
        if path.read_bytes() == written:
            return path
        number += 1
    save_text(path, written.decode())
    return path


def forget(session: Session) -> None:
    """The cart is in its file: nothing needs to be kept."""
    with contextlib.suppress(OSError):
        autosave_path(session).unlink(missing_ok=True)
