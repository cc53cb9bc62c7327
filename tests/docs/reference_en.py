"""What the reference says in English where no model does: headings, and keys that are read by hand."""

from __future__ import annotations

HEADS = {
    "key": ("key", "what it says", "values, the default in bold"),
    "shape": ("in `price:`", "what it means", "in Python"),
    "dialect": ("dialect", "what it is", "what it fixes"),
    "book": ("rulebook", "title", "time", "sources"),
    "matrix": ("kinds of rules",),
}
MARKS = {"high": "high", "medium": "medium", "low": "low"}
WORDS: dict[str, dict[str, str]] = {
    "on": {
        "id": "The line's id.",
        "store": "The shop.",
        "category": "What kind of product it is.",
        "tag": "At least one of its tags is among these.",
        "kind": "`goods`, `shipping`, `service` or `tax`; goods unless it is named.",
        "price": "The tag price of one piece: `at_least` or `above`, `at_most` or `below`.",
        "discounted_by": "One of these rules, standing before, has taken something off the line.",
        "all_of": "Every one of these scopes holds; these three stand in `when` too.",
        "any_of": "At least one of them holds.",
        "none_of": "None of them holds.",
    },
    "when": {
        "member": "The shopper's membership.",
        "new": "Whether this is a new customer.",
        "region": "Where it is delivered to.",
        "payment": "How it is paid.",
        "orders": "Orders paid before: a number, or `at_least`, `at_most`.",
        "window": "Moments with their offset: `from`, up to, not including, `until`.",
        "hours": "The clock in the rulebook's `timezone`, `from` and `until`; may run past midnight.",
    },
    "sets": {
        "of": "How many pieces make a set.",
        "form": "In which order they are taken: by price, or `cart`, by line id.",
        "distinct": "Every piece of a set has another value of this attribute.",
        "with": "`{on: SCOPE, pieces: k}`: every set needs k (1) such pieces besides. They are not rewarded.",
        "at_most": "No more sets than this, in each pool.",
        "partial": "Whether what is left over counts: as a short set; with `distinct`, in sets that lack its value.",
    },
    "pick": {
        "cheapest": "So many of the cheapest.",
        "dearest": "So many of the dearest.",
        "first": "So many of the first, in the order of `sets.form`.",
        "nth": "These places, from 1: `[2, 3]`.",
        "order": "For `nth`: in which order places are counted, if not that of `sets.form`.",
        "from": "Inside `each` set, or from `all` sets together, as many for each set.",
        "at_most": "No more pieces than this; without `sets`, or with `from: all`.",
    },
    "take": {
        "off": "A deduction: an amount, or a rate of `of`. With `deposit`: what paying one takes off (付定立减).",
        "every": "With an amount `off` or `give`: once for each whole such step of `measure`.",
        "tiers": "`[{from, off}]`, or `{from, give}` with `in`: the highest tier reached counts for everything.",
        "to": "The unit is to cost this: an amount, or a rate of `of`. Never raises a price.",
        "add": "A charge: an amount, or a rate of `of`; makes a line of its own.",
        "line": "The kind of that line.",
        "give": "A benefit for later: an amount, or a rate of `of`.",
        "in": "What is given: `cash`, `points`, `voucher`, or any other thing in words.",
        "worth": "What one point is worth in money; 1 unless stated.",
        "clawback": "What a refund takes back of it, if not what `refund.benefits` says.",
        "spend": "What has to be spent on another purchase before it is worth anything.",
        "valid": "When it can be used: `{from, until}`.",
        "deposit": "Money paid at once, the rest being due later: an amount, or a rate of `of`.",
        "counts": "What that deposit counts for (定金膨胀); the price falls by what is more than the deposit.",
        "balance": "When the rest can be paid: `{from, until}`.",
    },
    "use": {
        "balance": "The wallet's name; rules of one name draw on one wallet.",
        "unit": "What one point is worth. With it the wallet, `step` and `least` count points, else money.",
        "step": "Only whole multiples of this are spent.",
        "least": "At least so much is spent at once, or nothing.",
    },
}
