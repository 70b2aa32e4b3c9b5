"""The content model: frozen values that every stage passes on, with no behaviour of their own."""
