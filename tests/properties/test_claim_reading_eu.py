"""Amounts in every European wording come back as they were put in, however written; nothing makes reading fail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from promocalc.claims.claim import Bundle, Claim, FinalPrice, Gift, Off, Save, Until, WasNow
from promocalc.claims.reading.eu import RULES, rules
from promocalc.claims.reading.eu_names import LANGUAGES
from promocalc.claims.reading.eu_numbers import european, plain
from promocalc.claims.reading.sentence import read_sentence, readings
from promocalc.claims.reading.ways import WAYS
from promocalc.claims.reading.words import fold
from promocalc.money import Rate

AT = date(2026, 11, 22)
SPACES = [" ", "  ", "\u00a0", "\u202f", "\n", "\t "]
MARKS = {"EUR": ["€"], "PLN": ["zł"], "SEK": ["kr", "kr.", "kronor"], "DKK": ["kr.", "kroner"], "CZK": ["Kč"]}

whole = st.integers(1, 999_999).map(Decimal)
cents = st.integers(1, 99_999_999).map(lambda minor: Decimal((0, tuple(map(int, str(minor))), -2)))
amounts = st.one_of(whole, cents)


@st.composite
def spelled(draw: st.DrawFn, amount: Decimal, mark: str) -> str:
    """An amount as Europe writes it: thousands with points, tight spaces or none, cents after a comma, ,- for none."""
    units, _, rest = f"{amount:f}".partition(".")
    grouped = f"{int(units):,}"
    units = draw(
        st.sampled_from([units, grouped.replace(",", "."), grouped.replace(",", draw(st.sampled_from("\u00a0\u202f")))])
    )
    if not rest:
        rest = draw(st.sampled_from(["", ",-", ",00"]))
    elif rest == "00" and draw(st.booleans()):
        rest = ""
    else:
        rest = f",{rest}"
    text = units + rest
    after = draw(st.sampled_from(["", *SPACES]))
    if mark == "€" and draw(st.booleans()):
        return f"€{draw(st.sampled_from(['', ' ']))}{text}" if "," in text or "." in text else f"{text} €"
    return f"{text}{after}{mark}"


ONE_AMOUNT: list[tuple[str, str, Callable[[Decimal], Claim]]] = [
    ("EUR", "statt {}", lambda amount: WasNow(was=amount)),
    ("EUR", "UVP: {}", lambda amount: WasNow(was=amount, of="list")),
    ("EUR", "jetzt_nur {}", lambda amount: FinalPrice(amount=amount)),
    ("EUR", "Sparen_Sie {}", lambda amount: Save(amount=amount)),
    ("EUR", "{}_Rabatt", lambda amount: Save(amount=amount)),
    ("EUR", "gratis Tasse im_Wert_von {}", lambda amount: Gift(worth=amount)),
    ("EUR", "danach {}", lambda amount: Until(then=amount)),
    ("EUR", "au_lieu_de {}", lambda amount: WasNow(was=amount)),
    ("EUR", "{}_de_réduction", lambda amount: Save(amount=amount)),
    ("EUR", "prix conseillé : {}", lambda amount: WasNow(was=amount, of="list")),
    ("EUR", "invece_di {}", lambda amount: WasNow(was=amount)),
    ("EUR", "sconto_di {}", lambda amount: Save(amount=amount)),
    ("EUR", "antes {}", lambda amount: WasNow(was=amount)),
    ("EUR", "{}_de_descuento", lambda amount: Save(amount=amount)),
    ("EUR", "adviesprijs {}", lambda amount: WasNow(was=amount, of="list")),
    ("EUR", "{}_korting", lambda amount: Save(amount=amount)),
    ("EUR", "poupe {}", lambda amount: Save(amount=amount)),
    ("PLN", "cena_regularna: {}", lambda amount: WasNow(was=amount)),
    ("PLN", "oszczędzasz {}", lambda amount: Save(amount=amount)),
    ("PLN", "tylko {}", lambda amount: FinalPrice(amount=amount)),
    ("SEK", "ord._pris {}", lambda amount: WasNow(was=amount)),
    ("SEK", "spara {}", lambda amount: Save(amount=amount)),
    ("SEK", "endast {}", lambda amount: FinalPrice(amount=amount)),
    ("DKK", "normalpris {}", lambda amount: WasNow(was=amount)),
    ("DKK", "du_sparer {}", lambda amount: Save(amount=amount)),
    ("DKK", "kun {}", lambda amount: FinalPrice(amount=amount)),
    ("CZK", "původní_cena {}", lambda amount: WasNow(was=amount)),
    ("CZK", "ušetříte {}", lambda amount: Save(amount=amount)),
    ("CZK", "nyní_jen {}", lambda amount: FinalPrice(amount=amount)),
]


@given(st.data(), amounts, st.sampled_from(ONE_AMOUNT), st.sampled_from(SPACES))
def test_an_amount_comes_back(
    data: st.DataObject, amount: Decimal, wording: tuple[str, str, Callable[[Decimal], Claim]], space: str
) -> None:
    currency, words, claim = wording
    mark = data.draw(st.sampled_from(MARKS[currency]))
    text = words.replace("_", space).format(data.draw(spelled(amount, mark)))
    found = readings(text, currency, AT)
    assert [(one.way, one.claims) for one in found] == [("plain", (claim(amount),))], text


WAS_NOW = [
    ("EUR", "statt {} nur {}"),
    ("EUR", "au lieu de {}, maintenant {}"),
    ("EUR", "prima {} ora {}"),
    ("EUR", "antes {}, ahora {}"),
    ("EUR", "van {} voor {}"),
    ("EUR", "de {} por {}"),
    ("PLN", "cena regularna {} cena promocyjna {}"),
    ("SEK", "ord. pris {}, nu {}"),
    ("DKK", "før {} nu {}"),
    ("CZK", "původní cena {}, nyní {}"),
]


@given(st.data(), amounts, amounts, st.sampled_from(WAS_NOW), st.sampled_from(SPACES))
def test_was_and_now_come_back(
    data: st.DataObject, one: Decimal, other: Decimal, wording: tuple[str, str], space: str
) -> None:
    was, now = max(one, other) + 1, min(one, other)
    currency, words = wording
    mark = data.draw(st.sampled_from(MARKS[currency]))
    text = words.replace(" ", space).format(data.draw(spelled(was, mark)), data.draw(spelled(now, mark)))
    found = readings(text, currency, AT)
    assert [(one.way, one.claims) for one in found] == [("plain", (WasNow(was=was, now=now),))], text


shares = st.integers(1, 999).map(lambda tenth: Decimal(tenth) / 10)


@given(
    shares,
    st.sampled_from(
        [
            *(
                "{}_%_Rabatt",
                "-{}_%*",
                "{}_%_de_réduction",
                "sconto_{}%",
                "{}%_de_descuento",
                "{}%_korting",
                "rabat_{}%",
            ),
            *("{}_%_rabatt", "{}_%_rabat", "{}%_de_desconto", "sleva_{}_%", "{}_Prozent_reduziert"),
        ]
    ),
    st.sampled_from(SPACES),
    st.sampled_from(",."),
)
def test_a_share_comes_back(share: Decimal, wording: str, space: str, point: str) -> None:
    said = f"{share:f}".removesuffix(".0").replace(".", point)
    found = readings(wording.replace("_", space).format(said), "EUR", AT)
    assert [(one.way, one.claims) for one in found] == [("plain", (Off(rate=Rate(Fraction(share) / 100)),))], found


@given(
    st.integers(2, 20),
    st.integers(1, 19),
    st.sampled_from(["{} für {}", "{} pour {}", "prendi {} paghi {}", "{} za {}", "köp {} betala för {}"]),
)
def test_so_many_for_the_price_of_fewer_come_back(pieces: int, paid: int, wording: str) -> None:
    found = readings(wording.format(pieces, paid), "EUR", AT)
    fewer = paid < pieces
    assert [one.claims for one in found] == ([(Bundle(pieces=pieces, cheaper=pieces - paid),)] if fewer else [])


@given(st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.integers(0, len(LANGUAGES) - 1))
def test_a_day_comes_back_in_every_language(day: date, at: int) -> None:
    words = LANGUAGES[at]
    months = [name.strip() for name in words.names.split(",")]
    until = words.until.split(",")[0].strip()
    for text in (f"{until} {day.day}. {months[day.month - 1]} {day.year} 5,00 €", f"{until} {day:%d.%m.%Y} 5,00 €"):
        found = [claim for one in readings(text, "EUR", AT) for claim in one.claims]
        assert found == [Until(ends=day), FinalPrice(amount=Decimal(5))], text


WORDS = sorted(
    {
        phrase.strip()
        for words in LANGUAGES
        for name in words.__dataclass_fields__
        for phrase in getattr(words, name).split(",")
    }
)
pieces = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ["€", "kr", "zł", "Kč", "%", "-", ":", "5,-", "1.998", "1 998,00", "30", "30.11.", "2e", "2ª", "¹"]
    ),
    st.text(" \u00a0.,-€%0123456789abß'’ł", max_size=5),
)
texts = st.lists(pieces, max_size=14).map(" ".join)


@settings(max_examples=300)
@given(texts, st.sampled_from(["EUR", "DKK", "PLN", "JPY", "KWD"]), st.none() | st.dates())
def test_any_text_is_read_or_not_and_never_fails(text: str, currency: str, at: date | None) -> None:
    found = read_sentence(text, currency, at)
    for one in found.readings:
        assert one.claims
        assert one.way in WAYS
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.said
    for part in found.parts:
        assert (len(part) == 1) == (part[0].way == "plain")
        assert len({one.way for one in part}) == len(part)
    assert all(piece in text for piece in found.unread)
    assert len(plain(text)) == len(text)


@given(st.text("¥$£0123456789.,%件满减折off save was now only up to buy get free", max_size=60))
def test_what_says_nothing_european_keeps_its_numbers(text: str) -> None:
    if not european(text):
        assert plain(text) == text


@given(texts)
def test_a_wording_that_is_not_tried_is_not_there(text: str) -> None:
    folded = fold(text).text
    tried = rules(folded)
    assert [one for one in RULES if one in tried] == list(tried)
    assert not any(one.pattern.search(folded) for one in RULES if one not in tried)
