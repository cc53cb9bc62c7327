"""Is an advertised discount true? The way in for Python callers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from promocalc.cart import Cart
from promocalc.claims.document import ClaimFile
from promocalc.files.claim_case import ClaimCase, in_its_money, open_claim_case
from promocalc.files.claims import open_claims
from promocalc.files.load import Source, load_cart, load_rulebook, open_case
from promocalc.formula.subject import Subject
from promocalc.problems import NoRulebook, Problem, ProblemGroup, Where
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import troubles


def check(
    what: str | Path | ClaimFile,
    *,
    standards: Sequence[str] = (),
    jurisdiction: str | None = None,
    facts: Mapping[str, object] | None = None,
    history: str | None = None,
    catalogue: str | None = None,
    cart: Cart | Source | None = None,
    rulebook: Rulebook | Source | None = None,
    today: date | None = None,
) -> ClaimCase:
    """An advertisement judged: its sentence, or the file of claims at a path.

    ``facts`` are those of :class:`promocalc.claims.facts.Facts`. What is given here goes before what the file says.

    >>> found = check("原价169元，促销价50.70元", standards=["cn-2022"], facts={"reference": "119"})
    >>> found.outcome, found.judged[0].readings[0].judged[0].verdicts[0].allowed.price
    ('fails', 11900)

    Raises ProblemGroup with all that is wrong; NoStandardError where no standard is in force; NotExpressible as the
    search for the cheapest way does.
    """
    claims, folder = _claims(what)
    bought = load_cart(cart) if isinstance(cart, str | Path) else cart
    subject = _subject(bought, rulebook, claims, folder)
    stated: dict[str, Any] = {
        "standards": list(standards) or None,
        "jurisdiction": jurisdiction,
        "history": history,
        "catalogue": catalogue,
    }
    stated = {key: value for key, value in stated.items() if value is not None}
    data = {name: getattr(claims, name) for name in claims.model_fields_set} | stated
    if jurisdiction is not None and not standards:
        data.pop("standards", None)
    if facts is not None:
        own = {key: value for key, value in claims.facts.model_dump().items() if value is not None}
        data["facts"] = {**own, **facts}
    day = today or datetime.now(UTC).astimezone().date()
    asked = in_its_money(_model(data), None if subject is None else subject.cart.currency)
    return open_claim_case(asked, day, folder=folder, here=frozenset(stated), subject=subject)


def _claims(what: str | Path | ClaimFile) -> tuple[ClaimFile, Path | None]:
    if isinstance(what, ClaimFile):
        return what, None
    if isinstance(what, Path):
        loaded = open_claims(what)
        return loaded.value, what.parent
    return _model({"claims": "asked", "advertisements": [{"text": what}]}), None


def _model(data: Mapping[str, Any]) -> ClaimFile:
    try:
        return ClaimFile.model_validate(data)
    except ValidationError as error:
        raise ProblemGroup(tuple(Problem(trouble, Where(tuple(path))) for path, trouble in troubles(error))) from None


def _subject(
    cart: Cart | None, rulebook: Rulebook | Source | None, claims: ClaimFile, folder: Path | None
) -> Subject | None:
    """The cart that it is about: as given, else the one that the file names."""
    book = load_rulebook(rulebook) if isinstance(rulebook, str | Path) else rulebook
    if cart is not None:
        if book is None and cart.rulebook is None:
            raise ProblemGroup((Problem(NoRulebook(False), Where(("rulebook",))),))
        return Subject(cart, book or load_rulebook(cart.rulebook or ""))
    if claims.cart is None:
        return None
    path = None if folder is None else folder / claims.cart
    named: Source = path if path is not None and path.is_file() else claims.cart
    loaded, own = open_case(named, claims.rulebook if book is None else None)
    return Subject(loaded.value, book or own.value)
