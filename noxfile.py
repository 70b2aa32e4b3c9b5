"""The tests under every Python that is supported: `nox`, or `nox -s tests-3.13 -- -m 'not slow'`.

Needs nox and the interpreters; with uv installed, missing interpreters are fetched.
"""

import nox

nox.options.default_venv_backend = "uv|virtualenv"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """What the lock holds, the project itself, and its tests."""
    session.install(
        "--no-deps", "--require-hashes", "-r", "requirements/main.txt", "-r", "requirements/dev.txt"
    )
    session.install("--no-deps", "--no-build-isolation", "-e", ".")
    spread = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    session.run("python", "-m", "pytest", *spread, *session.posargs)
