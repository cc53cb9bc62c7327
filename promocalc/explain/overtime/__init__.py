"""What is paid when, what comes back, and ways side by side: in words and as data."""
