"""From a cart and a rulebook to a receipt: flatten, bind, run, tell."""

from promocalc.engine.outcome import Outcome, SkipReason
from promocalc.engine.price import Pricer, price
from promocalc.engine.receipt import Receipt, ReceiptLine
from promocalc.engine.steps import Step

__all__ = ["Outcome", "Pricer", "Receipt", "ReceiptLine", "SkipReason", "Step", "price"]
