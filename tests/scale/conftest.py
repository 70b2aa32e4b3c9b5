"""Projects to build in, as for the build's own tests."""

from tests.pipeline.conftest import project, seed

__all__ = ["project", "seed"]
