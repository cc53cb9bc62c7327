"""A file of claims together with everything that it names: cart, rulebook, price history, catalogue, standards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from promocalc.cart import Line
from promocalc.claims.document import Advertisement, ClaimFile
from promocalc.claims.history import History
from promocalc.claims.inputs import Input, Taken
from promocalc.claims.judging import Advert, AdvertJudged, Circumstances, advert_of, judge_adverts, overall
from promocalc.claims.observed import Note, NotRead, Prices
from promocalc.claims.standard import Standard
from promocalc.claims.verdict import Outcome
from promocalc.files.catalogue import load_catalogue, not_read
from promocalc.files.claims import LoadedClaims
from promocalc.files.history import load_history
from promocalc.files.load import open_case, open_rulebook
from promocalc.files.shipped import Kind, find, shipped
from promocalc.files.standards import load_standard, standards
from promocalc.files.text import near_file
from promocalc.formula.subject import Subject
from promocalc.problems import (
    FileMissing,
    MissingKey,
    OtherMoney,
    Problem,
    ProblemGroup,
    Trouble,
    UnknownWord,
    Where,
    nearest,
)
from promocalc.problems import Path as Place
from promocalc.rules.rulebook import Rulebook
from promocalc.rules.values import Title, troubles

if TYPE_CHECKING:
    from promocalc.choose.watch import Watch

HOMES = {
    "CNY": "CN",
    "EUR": "EU",
    "GBP": "UK",
    "USD": "US",
    "CAD": "CA",
    "AUD": "AU",
    "JPY": "JP",
    "CZK": "CZ",
    "PLN": "PL",
    "SEK": "SE",
    "DKK": "DK",
}
"""Whose standards are meant where nobody says so, by the money."""


_MARKS = (
    ("CA$", "CAD"),
    ("AU$", "AUD"),
    ("A$", "AUD"),
    ("C$", "CAD"),
    ("£", "GBP"),
    ("€", "EUR"),
    ("円", "JPY"),
    ("Kč", "CZK"),
    ("zł", "PLN"),
    ("$", "USD"),
)
_MONEY_OF = {mark: money for mark, money in _MARKS if mark[-1] not in "$円"}
"""Marks of one currency only: ``$`` is that of several."""
_CROWNS = re.compile(r"(?<![^\W\d_])kr(?![^\W\d_])", re.IGNORECASE)
"""A mark of several currencies: nobody can tell of which."""


def currency_of(text: str, jurisdiction: str | None, named: tuple[str, ...] = ()) -> str:
    """What the amounts of a sentence are in: as where it is judged has it, else as its own marks do, else yuan.

    ``named`` are standards by name; those that are found elsewhere only say nothing here. Raises ProblemGroup where one
    of them cannot be read, or the mark is that of several currencies.
    """
    return _money_there(jurisdiction, named) or _marked(text)[1]


def _money_there(jurisdiction: str | None, named: tuple[str, ...]) -> str | None:
    there = [load_standard(name) for name in named if find(name, "standard") is not None or Path(name).is_file()]
    places = [one.jurisdiction for one in there] if jurisdiction is None else [jurisdiction]
    own = {place: money for money, place in HOMES.items()}
    for place in places:
        above = [one.jurisdiction for one in standards(place)]
        for one in (place, place.partition("-")[0], *above):
            if one in own:
                return own[one]
    return None


def _marked(text: str) -> tuple[str, str]:
    """A mark in a sentence, and the currency that it is of; "" and yuan where there is none. Raises ProblemGroup."""
    for mark, money in _MARKS:
        if mark in text:
            return mark, money
    if _CROWNS.search(text):
        raise _refused(("currency",), MissingKey("currency", ("SEK", "DKK", "NOK")))
    return "", "CNY"


def taken_for(claims: ClaimFile, cart: str | None = None) -> Taken:
    """What nobody says: whose standards, and in which money. ``claims`` are as they were written; ``cart`` is the
    currency of their cart. Raises ProblemGroup as :func:`in_its_money` does."""
    money = in_its_money(claims, cart).currency
    place = "" if claims.standards or claims.jurisdiction is not None else HOMES.get(money, "")
    said = "currency" in claims.model_fields_set or cart is not None
    if said or _money_there(claims.jurisdiction, claims.standards) is not None:
        return Taken(place)
    return Taken(place, money, _marked(claims.advertisements[0].text)[0])


class NoStandardError(LookupError):
    """No shipped standard is in force there on that day."""

    def __init__(self, jurisdiction: str, day: date) -> None:
        super().__init__(f"{jurisdiction} {day}")
        self.jurisdiction, self.day = jurisdiction, day


@dataclass(frozen=True)
class ClaimCase:
    """What is to be judged, and what was read for it."""

    claims: ClaimFile
    adverts: tuple[Advert, ...]
    circumstances: Circumstances
    inputs: tuple[Input, ...]
    notes: tuple[Note, ...] = ()
    """What has to be told of the prices that were read."""

    @cached_property
    def judged(self) -> tuple[AdvertJudged, ...]:
        """Every advertisement judged. Raises ProblemGroup as the engine does, NotExpressible as the search does."""
        return judge_adverts(self.adverts, self.circumstances)

    @property
    def outcome(self) -> Outcome:
        """What comes of all of them: one that fails is enough. Raises as :attr:`judged` does."""
        return overall(self.judged)


def open_claim_case(
    claims: ClaimFile,
    today: date,
    *,
    folder: Path | None = None,
    here: frozenset[str] = frozenset(),
    subject: Subject | None = None,
    watch: Watch | None = None,
) -> ClaimCase:
    """All that ``claims`` names, looked for in ``folder`` first; ``here`` are the keys that are not looked for there.

    ``subject`` is the cart that they are about, opened already. ``today`` is for claims that do not say when; ``watch``
    waits for what is searched when they are judged.
    Raises ProblemGroup, each problem at its key; NoStandardError where none is in force.
    """
    return _Opening(claims, today, folder, here, subject, watch).case()


def open_loaded(loaded: LoadedClaims, today: date) -> ClaimCase:
    """All that a file of claims names, its cart too. Raises as :func:`open_claim_case`; problems are at their lines."""
    claims = loaded.value
    folder = None if loaded.path is None else loaded.path.parent
    check_named(loaded)
    try:
        subject = None
        if claims.cart is not None:
            cart = loaded.beside(claims.cart) or claims.cart
            book = None if claims.rulebook is None else loaded.beside(claims.rulebook) or claims.rulebook
            bought, terms = open_case(cart, book)
            subject = Subject(bought.value, terms.value)
        claims = in_its_money(claims, None if subject is None else subject.cart.currency)
        return open_claim_case(claims, today, folder=folder, subject=subject)
    except ProblemGroup as group:
        raise ProblemGroup(tuple(_located(one, loaded) for one in group.problems)) from None


def check_named(loaded: LoadedClaims, but: frozenset[str] = frozenset()) -> None:
    """Raises ProblemGroup with every file that a file of claims names and that is nowhere, each at its key; not those
    of the keys that are said otherwise."""
    if problems := tuple(one for one in _nowhere(loaded) if one.where.path[0] not in but):
        raise ProblemGroup(tuple(_located(one, loaded) for one in problems))


def _nowhere(loaded: LoadedClaims) -> Iterator[Problem]:
    claims = loaded.value
    named: list[tuple[Place, str | None, Kind | None]] = [
        (("cart",), claims.cart, "cart"),
        (("rulebook",), claims.rulebook, "rulebook"),
        (("history",), claims.history, None),
        (("catalogue",), claims.catalogue, None),
        *((("standards", at), name, "standard") for at, name in enumerate(claims.standards)),
    ]
    for path, name, kind in named:
        if name is None or loaded.beside(name) is not None or (kind is not None and find(name, kind) is not None):
            continue
        others = () if kind is None else tuple(one.name for one in shipped(kind))
        beside = Path(name) if loaded.path is None else loaded.path.parent / name
        yield Problem(FileMissing(name, near_file(beside) or nearest(name, others)), Where(path))


def in_its_money(claims: ClaimFile, cart: str | None) -> ClaimFile:
    """The claims in the money of their ``cart``, of their jurisdiction or of their first sentence, where they do not
    say in which they are. Raises ProblemGroup."""
    if "currency" in claims.model_fields_set:
        return claims
    data = {name: getattr(claims, name) for name in claims.model_fields_set}
    money = cart or currency_of(claims.advertisements[0].text, claims.jurisdiction, claims.standards)
    try:
        return ClaimFile.model_validate({**data, "currency": money})
    except ValidationError as error:
        raise ProblemGroup(tuple(Problem(trouble, Where(tuple(path))) for path, trouble in troubles(error))) from None


def _located(problem: Problem, loaded: LoadedClaims) -> Problem:
    if problem.where.line is not None or problem.where.file is not None:
        return problem
    return replace(problem, where=loaded.where(problem.where.path, problem.trouble))


@dataclass(frozen=True)
class _Opening:
    claims: ClaimFile
    today: date
    folder: Path | None
    here: frozenset[str]
    subject: Subject | None
    watch: Watch | None
    inputs: list[Input] = field(default_factory=list)

    def case(self) -> ClaimCase:
        claims = self.claims
        if self.subject is not None and self.subject.cart.currency != claims.currency:
            raise _refused(("currency",), OtherMoney("cart", self.subject.cart.currency, claims.currency))
        lines = self._catalogue()
        adverts = tuple(self._advert(one, at) for at, one in enumerate(claims.advertisements))
        circumstances = Circumstances(
            claims.currency, self.subject, lines, self._rulebook(), self._by_item(lines), watch=self.watch
        )
        notes: tuple[Note, ...] = () if self.prices is None else self.prices.notes
        columns = not_read(lines) if circumstances.rulebook is None and self.subject is None else ()
        notes += (NotRead(columns, of_items=True),) if columns else ()
        return ClaimCase(claims, adverts, circumstances, tuple(dict.fromkeys(self.inputs)), notes)

    def _advert(self, one: Advertisement, at: int) -> Advert:
        self._in_money(one, at)
        claims, facts = self.claims, self.claims.facts_of(one)
        day = facts.start or claims.at
        return advert_of(
            one.text,
            tuple(self._standards(day or self.today)),
            one.says,
            facts,
            self._history(one),
            currency=claims.currency,
            at=day,
            in_cart=self.subject is not None,
            source=self._source(one),
            title=one.title,
        )

    def _in_money(self, one: Advertisement, at: int) -> None:
        """Raises ProblemGroup where a sentence says amounts in other money."""
        for mark, money in _MONEY_OF.items():
            if not one.says and mark in one.text and self.claims.currency != money:
                trouble = OtherMoney("advertisement", money, self.claims.currency)
                raise _refused(("advertisements", at, "text"), trouble)

    # --- prices ---------------------------------------------------------------------------------------------------

    @cached_property
    def prices(self) -> Prices | None:
        """The prices that were observed; None where no file of them is named. Raises ProblemGroup, ParquetMissing."""
        name, claims = self.claims.history, self.claims
        if name is None:
            return None
        path = self._found("history", name)
        self.inputs.append(Input.of("history", name, path.read_bytes()))
        first = claims.facts_of(claims.advertisements[0])
        zone = next(self._standards(first.start or claims.at or self.today)).timezone
        return load_history(path, currency=claims.currency, zone=zone, today=self.today)

    def _history(self, one: Advertisement) -> History:
        """Those of what an advertisement is about; none where it is about many things, and nobody says which."""
        sku, channel = one.sku or self.claims.sku, one.channel or self.claims.channel
        if self.prices is None or (sku is None and self.claims.catalogue is not None and len(self.prices.skus) > 1):
            return History()
        return self.prices.history(sku, channel)

    def _by_item(self, lines: tuple[Line, ...]) -> dict[str, History]:
        """Those of the items in scope, by their id."""
        if self.prices is None or not lines:
            return {}
        some = {line.id for line in lines} & set(self.prices.skus)
        return {sku: self.prices.history(sku, self.claims.channel) for sku in some}

    # --- standards ------------------------------------------------------------------------------------------------

    def _standards(self, day: date) -> Iterator[Standard]:
        """Those that are named; else those in force there on that day."""
        for name in self.claims.standards:
            yield self._named(name)
        if self.claims.standards:
            return
        place = self.claims.jurisdiction or HOMES.get(self.claims.currency)
        if place is None:
            raise NoStandardError("", day)
        self._known(place)
        found = standards(place, day)
        if not found:
            raise NoStandardError(place, day)
        for one in found:
            yield self._named(one.standard)

    def _named(self, name: str) -> Standard:
        path = self._beside("standards", name)
        shipped = None if path is not None else find(name, "standard")
        source = path or (None if shipped is None else shipped.path)
        if source is not None:
            self.inputs.append(Input.of("standard", name, source.read_bytes()))
        return load_standard(name if path is None else path)

    def _known(self, place: str) -> None:
        """Raises ProblemGroup where no shipped standard is of there at all."""
        every = standards()
        if not any(one.holds_in(place) for one in every):
            known = tuple(dict.fromkeys(one.jurisdiction for one in every))
            raise _refused(("jurisdiction",), UnknownWord(place, known, nearest(place.upper(), known)))

    # --- what goes with them --------------------------------------------------------------------------------------

    def _source(self, one: Advertisement) -> Title | None:
        """Where an advertisement stood: as the sources say it, else as it is written."""
        if one.source is None:
            return None
        found = self.claims.sources.get(one.source.en)
        if found is None or one.source.en != one.source.zh:
            return one.source
        if found.url is None:
            return found.title
        return Title(f"{found.title.en}, {found.url}", f"{found.title.zh}，{found.url}")

    def _catalogue(self) -> tuple[Line, ...]:
        name = self.claims.catalogue
        if name is None:
            return ()
        path = self._found("catalogue", name)
        self.inputs.append(Input.of("catalogue", name, path.read_bytes()))
        return load_catalogue(path, currency=self.claims.currency)

    def _rulebook(self) -> Rulebook | None:
        """Under which items are priced, where there is no cart."""
        name = self.claims.rulebook
        if name is None or self.subject is not None:
            return None
        loaded = open_rulebook(name, beside=None if "rulebook" in self.here else self.folder)
        if loaded.path is not None:
            self.inputs.append(Input.of("rulebook", name, loaded.path.read_bytes()))
        return loaded.value

    def _found(self, key: str, name: str) -> Path:
        """A file that a key names. Raises ProblemGroup where there is none."""
        path = self._beside(key, name)
        if path is None:
            raise _refused((key,), FileMissing(name, near_file(self._places(key, name)[0])))
        return path

    def _beside(self, key: str, name: str) -> Path | None:
        return next((path for path in self._places(key, name) if path.is_file()), None)

    def _places(self, key: str, name: str) -> tuple[Path, ...]:
        if self.folder is None or key in self.here:
            return (Path(name),)
        return self.folder / name, Path(name)


def _refused(path: Place, trouble: Trouble) -> ProblemGroup:
    return ProblemGroup((Problem(trouble, Where(path)),))
