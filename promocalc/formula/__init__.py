"""What a price is as a function: equations, curves, and where a promotion turns against the shopper. Pure."""
