"""Languages: detection, formats, and every word that the project itself shows or says."""
