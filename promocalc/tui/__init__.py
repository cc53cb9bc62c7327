"""The terminal screen. ``promocalc.tui.app.run`` opens it.

``session``, ``events``, ``choosing`` and ``reading`` are pure and know no
terminal: what is typed becomes an event, an event makes the next session, and
a reading of it is drawn. ``actions`` is the one list of what keys do; ``words``
the screen's own texts in both languages. Prices come from the engine and
reasons from ``promocalc.explain``; nothing here works out either.
"""
