"""Every test has a state folder of its own, and nothing moves or is looked for by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from promocalc.tui.widgets.cheaper import CheaperBar


@pytest.fixture(autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this test's autosaves go."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("TEXTUAL_ANIMATIONS", "none")
    monkeypatch.delenv("TMUX", raising=False)
    monkeypatch.setattr(CheaperBar, "PAUSE", None)
    return folder / "promocalc"
