"""Claims: whether what an advertisement says is true, under the yardstick of a named rule. Pure."""
