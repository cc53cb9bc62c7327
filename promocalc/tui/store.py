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
    digest = hashlib.sha256(what.encode()).hexdigest()[:8]
    stem = re.sub(r"[^\w.-]+", "-", session.name)[:60] or "cart"
    return state_dir() / "autosave" / f"{stem}-{digest}.cart.yaml"


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


def write_cart(session: Session, path: Path) -> None:
    """Write the cart to its file; what the file held before the first time is kept beside the autosaves.

    Raises OSError as the system does.
    """
    from promocalc.files.write import dump_cart, save_text

    backup = state_dir() / "backup" / autosave_path(session).name
    if path.exists() and session.path is not None and not backup.exists():
        backup.parent.mkdir(parents=True, exist_ok=True)
        backup.write_bytes(path.read_bytes())
    save_text(path, dump_cart(session.cart))


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


def forget(session: Session) -> None:
    """The cart is in its file: nothing needs to be kept."""
    with contextlib.suppress(OSError):
        autosave_path(session).unlink(missing_ok=True)
