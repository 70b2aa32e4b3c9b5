"""A process that builds takes long turns and one thread for matrices."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

PROGRAM = """
import os, threading
from publish.system.process_settings import settle
settle()
found = []
thread = threading.Thread(target=lambda: found.append(os.sched_getscheduler(0)))
thread.start()
thread.join()
print(found[0] == os.SCHED_BATCH, os.environ["OPENBLAS_NUM_THREADS"])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has this way of scheduling")
@pytest.mark.parametrize(("given", "threads"), [({}, "1"), ({"OPENBLAS_NUM_THREADS": "3"}, "3")])
def test_threads_work_in_bulk_and_the_user_may_set_their_number(given: dict[str, str], threads: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"}
    output = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env={**environment, **given},
        capture_output=True,
        text=True,
        check=True,
    )
    assert output.stdout.split() == ["True", threads]
