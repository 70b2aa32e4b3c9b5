"""Formulas of a page as MathML."""
