"""Rules, programmes and policies of a rulebook in words."""
