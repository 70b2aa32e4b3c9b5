"""`publish desk`: hear an article, mend it, publish it, in a browser.

What is mended is written at once into the settings files that the command line
reads, so that both are the same thing.
"""
