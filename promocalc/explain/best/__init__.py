"""The cheapest way to pay, in words and as data: why it is that, other ways, orders, goods to add and to drop."""
