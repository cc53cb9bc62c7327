"""The registry: no key twice in one place, every action there, both languages, and keys that terminals pass on."""

from __future__ import annotations

from collections import Counter

import pytest

from promocalc.tui.actions import ACTIONS, Scope, actions, key_line, shown_key
from promocalc.tui.app import PromoApp
from promocalc.tui.screens.best import BestScreen
from promocalc.tui.screens.claim import ClaimScreen
from promocalc.tui.screens.explain import ExplainScreen
from promocalc.tui.screens.help import HelpScreen
from promocalc.tui.screens.importing import ImportScreen
from promocalc.tui.screens.main import MainScreen
from promocalc.tui.screens.refund import RefundScreen
from promocalc.tui.screens.timeline import TimelineScreen
from promocalc.tui.screens.trouble import TroubleScreen
from promocalc.tui.screens.whatif import WhatIfScreen
from promocalc.tui.words import EN, ZH

SCREENS = {
    "main": MainScreen,
    "explain": ExplainScreen,
    "timeline": TimelineScreen,
    "refund": RefundScreen,
    "whatif": WhatIfScreen,
    "best": BestScreen,
    "claim": ClaimScreen,
    "import": ImportScreen,
    "trouble": TroubleScreen,
    "help": HelpScreen,
}


@pytest.mark.parametrize("scope", SCREENS)
def test_no_key_means_two_things_on_one_screen(scope: Scope) -> None:
    keys = Counter(key for action in actions(scope, "app") for key in action.keys)
    if scope in ("main", "explain", "timeline", "refund", "best", "claim"):
        keys += Counter(key for action in actions("move") for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_ids_are_unique() -> None:
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)


@pytest.mark.parametrize("action", [action for action in ACTIONS if action.call], ids=lambda action: action.id)
def test_every_action_is_done_by_somebody(action: object) -> None:
    from promocalc.tui.actions import Action

    assert isinstance(action, Action)
    name = action.call.partition("(")[0]
    if action.scope == "move":
        return
    owner = PromoApp if name.startswith("app.") else SCREENS[action.scope]
    assert hasattr(owner, f"action_{name.removeprefix('app.')}")


def test_keys_that_terminals_confuse_or_swallow_are_not_used() -> None:
    confused = {"ctrl+h", "ctrl+i", "ctrl+m", "ctrl+j", "ctrl+slash"}
    keys = {key for action in ACTIONS for key in action.keys}
    assert not keys & confused
    assert not [key for key in keys if key.startswith("alt+")]


def test_letters_have_no_priority_so_that_an_input_method_gets_them() -> None:
    from textual.binding import Binding

    for screen in (PromoApp, *SCREENS.values()):
        for binding in screen.BINDINGS:
            assert isinstance(binding, Binding)
            assert not binding.priority or binding.key == "ctrl+q"


def test_every_text_is_there_in_both_languages() -> None:
    for field in EN._fields:
        english, chinese = getattr(EN, field), getattr(ZH, field)
        assert english
        assert chinese
        assert english.count("{") == chinese.count("{"), field
    for action in ACTIONS:
        assert all((action.label.en, action.label.zh, action.help.en, action.help.zh)), action.id


def test_keys_are_written_as_people_write_them() -> None:
    assert [shown_key(key) for key in ("question_mark", "ctrl+s", "f5", "space", "D")] == [
        "?",
        "^s",
        "F5",
        "Space",
        "D",
    ]


def test_a_screens_own_key_goes_before_one_that_works_anywhere() -> None:
    themes = {scope: next(one.keys for one in actions(scope, "app") if one.id == "theme") for scope in SCREENS}
    assert themes["main"] == ("t", "T")
    assert themes["timeline"] == ("T",), "t is for the moments there"


def test_the_most_needed_keys_come_first() -> None:
    assert [action.id for action in key_line("main", "app")][:4] == ["help", "edit", "use", "explain"]
