"""The end of `publish --help`: examples, exit statuses, environment variables."""

ENVIRONMENT = {
    "PUBLISH_STORE": "where finished work is kept (publish in the user's cache folder)",
    "PUBLISH_STORE_MAX_SIZE": "how much of it is kept, such as 500MB (4GB)",
    "PUBLISH_SHARED_STORE": "an object store that shares spoken sentences between machines",
    "PUBLISH_ACE": "the program Ace, where it is not on the PATH",
    "PUBLISH_LOG": "set to json, messages are JSON, one a line",
    "PUBLISH_DEBUG": "set to 1, a bug is told with all that a report of it needs",
    "SOURCE_DATE_EPOCH": "the date of what has none, in seconds since 1970",
    "NO_COLOR": "set to anything, nothing is coloured",
}
"""Each variable that is read, and what it says."""
EPILOG = """\
to begin:
  publish init                      sets up this folder
  publish new 'The long way home'   begins an article; or put a page into source/
  publish build                     makes the books, the narration and the pages
  publish report                    shows what was made
publish COMMAND --help explains a command, with examples.

exit status:
  0 done, 1 something failed, 2 wrong usage, 130 interrupted

environment:
""" + "\n".join(f"  {name:24}{meaning}" for name, meaning in ENVIRONMENT.items())
