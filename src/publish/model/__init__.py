"""The content model: frozen values without behaviour."""
