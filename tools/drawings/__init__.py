"""The pictures of the articles in `source/`, each drawn by a function that returns a picture as SVG."""
