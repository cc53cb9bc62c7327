"""Problems in words, with what to do about them."""
