"""The screens. Each draws the app's session and sends events back to it."""
