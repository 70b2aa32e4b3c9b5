"""The main content of a page, without navigation, promotion and repetition."""
