"""The themes that can be chosen: dark, light, the terminal's own colours, high contrast."""

from __future__ import annotations

from textual.theme import Theme

HIGH_CONTRAST = Theme(
    name="high-contrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#00ffff",
    warning="#ffff00",
    error="#ff8080",
    success="#80ff80",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    boost="#000000",
    dark=True,
    luminosity_spread=0,
    text_alpha=1.0,
    variables={
        "block-cursor-background": "#ffff00",
        "block-cursor-foreground": "#000000",
        "block-cursor-blurred-background": "#ffffff",
        "block-cursor-blurred-foreground": "#000000",
        "border": "#ffff00",
        "border-blurred": "#ffffff",
        "input-cursor-background": "#ffff00",
        "input-cursor-foreground": "#000000",
        "input-selection-background": "#00ffff",
        "input-selection-foreground": "#000000",
    },
)

THEMES = ("textual-dark", "textual-light", "ansi-dark", "ansi-light", HIGH_CONTRAST.name)
"""In the order in which a key goes through them."""


def next_theme(now: str) -> str:
    """The theme after this one."""
    return THEMES[(THEMES.index(now) + 1) % len(THEMES)] if now in THEMES else THEMES[0]
