"""The cheapest legal way to pay: which coupons, which of what excludes each other; with a proof. Pure."""
