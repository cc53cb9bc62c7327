"""Files: bytes to text, YAML and tables with positions, rulebooks and carts, the shipped ones, and writing them."""
