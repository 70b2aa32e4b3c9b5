"""Footnotes of a page, linked or not."""
