"""Every library that the lock names has a licence that goes with ours, and the list of them is true."""

from __future__ import annotations

import licences
import pytest
from licences import Library

NEEDED = tuple(licences.needed())
EXTRA = tuple(licences.extra())


@pytest.mark.parametrize("library", [*NEEDED, *EXTRA], ids=lambda library: library.name)
def test_each_library_may_be_used_under_our_licence(library: Library) -> None:
    assert library.fits, f"{library.name} is under {library.licence}"


def test_every_direct_dependency_is_listed() -> None:
    import re
    import tomllib

    project = tomllib.loads((licences.ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    direct = {re.split(r"[\[<>=!;~ ]", line)[0] for line in project["dependencies"]}
    assert direct <= {library.name for library in NEEDED}


@pytest.mark.parametrize(
    ("licence", "fits"),
    [
        ("MIT", True),
        ("Apache-2.0 OR BSD-2-Clause", True),
        ("GPL-2.0-only OR MIT", True),
        ("MIT AND GPL-2.0-only", False),
        ("GPL-2.0-only", False),
        ("SSPL-1.0", False),
        ("CC-BY-NC-4.0", False),
        ("GPL-2.0-only WITH Classpath-exception-2.0", True),
    ],
)
def test_what_does_not_fit_is_found(licence: str, fits: bool) -> None:
    assert Library("x", ("1",), licence).fits == fits


def test_a_licence_that_cannot_be_told_is_an_error() -> None:
    with pytest.raises(LookupError, match="is not installed here"):
        licences.licence("no-such-library")
