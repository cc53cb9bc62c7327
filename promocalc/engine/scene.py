"""What stands at one point of the tree while it is flattened, and what views come to there."""

from __future__ import annotations

from dataclasses import dataclass, field

from promocalc.engine.programme import MARKED, Apply, CountDown, Merge, Op, Open, Sum
from promocalc.rules.views import View


@dataclass(slots=True)
class Scene:
    """What stands at one point of the tree."""

    running: int
    labels: dict[str, int]
    taken: dict[str, int]
    deposits: dict[str, int] = field(default_factory=dict)
    """What has been paid with the deposits of each rule."""
    paid: int = -1
    """All of it; -1 where nothing has been paid."""
    pinned: Scene | None = None

    def copy(self) -> Scene:
        return Scene(self.running, dict(self.labels), dict(self.taken), dict(self.deposits), self.paid, self.pinned)


def resolve(view: View, scene: Scene) -> Sum:
    if view.counts_pieces:
        return Sum((), "pieces", counts=True)
    terms = []
    for sign, word in view.terms:
        column = column_of(word, scene)
        if column is not None:
            terms.append((sign, column))
    return Sum(tuple(terms), str(view))


def column_of(word: str, scene: Scene) -> int | None:
    """The column a word stands for; None for one that is all zeros."""
    match word:
        case "marked":
            return MARKED
        case "running":
            return scene.running
        case "paid":
            return scene.paid if scene.paid >= 0 else None
        case "tax":
            return None
        case _:
            if word in scene.labels:
                return scene.labels[word]
            column = scene.taken.get(word, -1)
            return column if column >= 0 else None


def reads(op: Op) -> set[int]:
    match op:
        case Apply():
            sums = [op.measure, op.of, op.by, op.running]
            sums += [condition.looks for condition in op.conditions if isinstance(condition.looks, Sum)]
            found = {column for one in sums for _, column in one.terms}
            return (
                found
                | {op.read}
                | ({op.paid} - {-1})
                | {b.taken for b in op.blockers}
                | {column for _, column in (*op.discounts, *op.charges)}
                | {column for _, column in op.rank.terms if op.terms.selects}
                | ({op.used[0]} - {-1} if op.used else set())
            )
        case Merge():
            taken = {column for _, takes in op.masks for _, column in takes}
            paid = set[int]() if op.paid is None else {op.paid.entry, *op.paid.exits} - {-1}
            return {op.entry, *(branch.exit for branch in op.branches)} | taken | paid
        case CountDown():
            return set(op.takes)
        case Open():
            return {op.entry}
