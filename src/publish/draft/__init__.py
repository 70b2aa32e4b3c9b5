"""A Draft to an Article: outline, ids, sentences, alt text."""
