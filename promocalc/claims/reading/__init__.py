"""From the sentence of an advertisement to what it claims, in every way in which it can be read."""
