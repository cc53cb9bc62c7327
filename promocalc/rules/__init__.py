"""The language: rules, scopes, programmes and rulebooks, as frozen data without behaviour."""
