"""Advertisements of every outcome, judged: a former price never asked, one item in forty, a price that some reach."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from promocalc.cart import Cart, Line
from promocalc.claims.facts import Facts
from promocalc.claims.history import History, Observation, PriceKind, Span
from promocalc.claims.inputs import Input
from promocalc.claims.judging import Advert, Circumstances, advert_of, judge_adverts
from promocalc.claims.standard import Standard
from promocalc.explain.claim.told import ClaimsTold
from promocalc.files.standards import load_standard
from promocalc.formula.subject import Subject
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title
from tests.explain.example import CART, RULEBOOK

START = date(2026, 11, 11)


def history() -> History:
    """149.00 until a week before, 139.00 since, with days on which nobody looked."""
    seen: list[tuple[int, int, int, PriceKind]] = [
        (60, 40, 149_00, "tag"),
        (39, 12, 149_00, "offer"),
        (9, 5, 139_00, "offer"),
        (4, 4, 129_00, "deal"),
        (3, 2, 139_00, "offer"),
        (3, 3, 119_00, "member"),
        (0, -6, 119_00, "offer"),
    ]
    return History.of(
        Observation(Span(START - timedelta(days=first), START - timedelta(days=last)), price, kind)
        for first, last, price, kind in seen
    )


def catalogue() -> tuple[Line, ...]:
    """Forty items, of which one is at half its price."""
    lines: list[dict[str, Any]] = [
        {"id": f"item-{number}", "price": 90 if number > 1 else 50, "list_price": 100} for number in range(1, 41)
    ]
    return tuple(Line.model_validate(line) for line in lines)


def adverts(standards: tuple[Standard, ...]) -> tuple[Advert, ...]:
    """One that fails, one of several readings, one about many items, one that holds, one of which nobody can tell."""
    seen = history()
    return (
        advert_of(
            "直降30元，原价149元",
            standards,
            (),
            Facts(start=START, now=Decimal(119)),
            seen,
            source=Title(en="example.com/1", zh="example.com/1"),
        ),
        advert_of("half price", standards, (), Facts(start=START, now=Decimal("113.24"), reference=Decimal(149))),
        advert_of("全场低至5折", standards, at=START),
        advert_of("到手价1088.82元", standards, in_cart=True, title=Title(en="Double 11", zh="双11")),
        advert_of("30天最低价", standards, (), Facts(start=START), title=Title(en="T-shirt", zh="T 恤")),
    )


def loaded(*names: str) -> tuple[Standard, ...]:
    """Shipped standards."""
    return tuple(load_standard(name) for name in names)


@cache
def everything() -> ClaimsTold:
    """All advertisements judged."""
    return told(*adverts(loaded("cn-2022", "uk-2025")), items=catalogue())


def told(*some: Advert, cart: bool = True, items: tuple[Line, ...] = ()) -> ClaimsTold:
    """These advertisements judged."""
    subject = Subject(Cart.model_validate(CART), Rulebook.model_validate(RULEBOOK)) if cart else None
    circumstances = Circumstances(subject=subject, catalogue=items)
    return ClaimsTold(
        judge_adverts(some, circumstances),
        circumstances,
        Title(en="Double 11 advertisements", zh="双11广告"),
        (Input("history", "prices.csv", "0123456789abcdef" * 4), Input("cart", "cart.yaml", "fedcba9876543210" * 4)),
        again=("promocalc", "claim", "ads.claims.yaml", "--format", "html"),
    )
