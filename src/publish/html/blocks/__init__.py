"""Elements of the body to blocks, in reading order."""
