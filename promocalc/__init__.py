"""promocalc: what a promotion really costs, with the reason for every cent."""

from __future__ import annotations

__version__ = "0.1.0"
