"""Verdicts on advertisements, in words, as data and as reports in Markdown and HTML."""
