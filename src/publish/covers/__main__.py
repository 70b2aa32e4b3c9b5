"""The cover worker's program: drawing requests on standard input, answers on standard output.

Both are pickles: the name of a function of `draw` with its arguments, and the
picture that it draws, or None where it fails.
"""

from __future__ import annotations

import pickle
import sys

from publish.covers import draw


def main() -> None:
    asked, answers = sys.stdin.buffer, sys.stdout.buffer
    draw.warm()
    while True:
        try:
            name, arguments = pickle.load(asked)
        except EOFError:  # the process that asked has ended
            return
        try:
            picture = getattr(draw, name)(*arguments)
        except Exception:  # the process that asked draws it itself and reports
            picture = None
        pickle.dump(picture, answers, protocol=5)
        answers.flush()


if __name__ == "__main__":
    main()
