"""The words around the figures: a closed set, one instance a language, so that a missing one is a type error."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Labels:
    """Headings, column names and short words of a receipt."""

    receipt: str
    rulebook: str
    version: str
    fingerprint: str
    shopper: str
    anybody: str
    moment: str
    no_moment: str
    currency: str
    choices: str
    use: str
    skip: str
    colon: str
    semicolon: str
    comma: str

    item: str
    store: str
    unit_price: str
    qty: str
    marked: str
    off: str
    due: str
    """What a line comes to, as a column's name."""
    total: str

    why: str
    """Over the waterfall."""
    steps: str
    not_used: str
    totals: str
    saved: str
    added: str
    tax: str
    tax_at: str
    """The tax at one rate: ``{rate}`` and ``{base}`` stand for it and what it is taken of."""
    tax_held: str
    """Of what is paid, the part that is tax."""
    net: str
    invoice: str
    """What an invoice is written for, where that is not what is paid."""
    pay: str
    certain: str
    """In place of ``pay`` where something else is promised."""
    kept: str
    """What it comes to if every promise is kept."""
    after_later: str
    """In place of ``kept`` where what comes later is certain."""
    on_average: str
    """What it comes to by the chances that are stated."""
    of_marked: str
    of_both: str
    """In place of ``of_marked`` where what comes later has to be spent on another purchase."""
    cut_of_marked: str
    """After all cuts, where some are of what rules added: ``{cut}`` and ``{share}`` are of the tag price."""
    comes_to: str
    """Over what lines come to per piece and per unit."""
    range: str
    range_to: str
    """Between the two ends of a range."""
    range_random: str
    """In place of ``range`` where chance decides."""
    range_both: str
    """Where it is both."""
    reading: str
    least_cut: str
    """Of a reading: random cuts at their least."""
    most_cut: str
    all_agree: str
    """After a range whose ends are the same."""
    merchant_receives: str
    payments: str
    """Over what is paid when."""
    deposit: str
    balance: str
    """What is paid after a deposit."""
    balance_moment: str
    """When that is."""
    promised: str
    """Over cuts that depend on something that is only promised."""
    later: str
    """Over what rules give for later."""
    assumptions: str
    none: str

    terms: str
    scope: str
    outcome: str
    base: str
    one_piece: str
    """After a base that is one piece's."""
    needed_before: str
    """After spending of which earlier rules needed a part."""
    unused_pieces: str
    """After a base that is of the pieces that no earlier offer has used up."""
    picked_pieces: str
    """After a base that is of the pieces picked."""
    pieces: str
    """Which pieces a step is for, and how many sets they make."""
    times: str
    to_next: str
    split: str
    by_line: str
    """What each line bears in the end, where that is not the split."""
    wallet: str
    before_after: str
    whole_cart: str
    these_lines: str
    these_pieces: str
    source: str
    sources: str

    rule: str
    change: str
    after: str
    step: str
    reason: str
    redo: str
    redo_text: str
    notation: str
    in_working: str
    """Before what the functions that were used mean."""
    published: str
    read: str
    confidence: str

    functions: Mapping[str, str]
    """What the functions of the working mean."""
    attributes: Mapping[str, str]
    """What a rule may ask of a line or a shopper; anything else goes by its own name."""
    kinds: Mapping[str, str]
    """Kinds of lines."""
    funders: Mapping[str, str]
    """Who pays for a rule; anybody else goes by the name given."""
    confidences: Mapping[str, str]
