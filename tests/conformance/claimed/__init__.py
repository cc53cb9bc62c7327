"""Cases of claims: what somebody advertised, what is known of it, and what an authority found.

A case is a mapping of ``id``, ``jurisdiction``, ``source``, ``claim`` (the advertisement's words), ``facts`` (figures
by keys that say what they are), ``finding``, ``status`` and ``note``. The words are read by promocalc itself; the facts
by the words of their keys (:mod:`.keys`), whichever words a collection uses.
"""

from __future__ import annotations

from .check import check, judged, said_of

__all__ = ["check", "judged", "said_of"]
