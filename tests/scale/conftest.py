"""Projects to build in, as for the build's own tests."""

from tests.build.conftest import project, seed

__all__ = ["project", "seed"]
