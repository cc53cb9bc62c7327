"""A receipt in words, as Markdown and as data: every step with its arithmetic, and why the others did nothing."""
