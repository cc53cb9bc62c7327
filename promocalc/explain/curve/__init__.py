"""What is paid as something moves: curves and heat maps in words, braille, SVG, CSV and data."""
