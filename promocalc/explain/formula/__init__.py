"""A price as equations, in words, LaTeX and data."""
