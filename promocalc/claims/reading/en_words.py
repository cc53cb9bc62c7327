"""What English wordings of price claims are made of: amounts, shares, counts, and words for everything."""

from __future__ import annotations

import re

from promocalc.claims.reading.words import DIGITS, MARK, UNIT, count

BEGIN, END = r"(?<![a-z0-9])", r"(?![a-z])"
"""Where an English word begins and ends; Chinese may stand right beside it."""
AMOUNT = rf"(?<![\d.])(?<!\d,){DIGITS}"
MONEY = rf"(?:(?:{MARK}\s?)?{AMOUNT}(?:\s?{UNIT})?)"
MARKED = rf"(?:{MARK}\s?{AMOUNT}|{AMOUNT}\s?{UNIT})"
"""Money with a mark of it; ``MONEY`` has one or none."""
PERCENT = r"(?<![\d.])\d{1,3}(?:\.\d{1,2})?"
SIGN = r"\s?(?:%|percent|per\scent|pct)"
"""What stands after a share."""
EVERY = (
    r"(?:everything|store\s?wide|site\s?wide|(?:the\s)?(?:entire|whole)\s(?:store|site|stock|range|shop)|"
    r"all\s(?:items|products|styles|stock|orders|lines)|every\s(?:item|product|order)|全场|全店|across\sthe\s(?:store|site))"
)
"""Everything, the whole shop."""
OR_MORE = r"(?:\sor\smore|\sand\sover|\+)?"
"""After an amount from which something begins."""
LEAST = r"(?:over\s|above\s|at\sleast\s|more\sthan\s)?"
"""Before an amount from which something begins."""
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "a": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
}
COUNT = r"(?:\d{1,3}|one|two|three|four|five|six)"


def counted(text: str) -> int | None:
    """A count or a rank in words or digits: two, 2nd, third; None where it is none."""
    return _NUMBERS.get(text) or count(re.sub(r"(?:nd|rd|th)$", "", text))
