"""The allocator told to give memory back: sound comes in many large pieces that live for a moment.

By default glibc keeps what each thread has freed, thread by thread, and a long
article then seems to need memory that it does not: 600 MB where 370 do.
"""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of settings in malloc.h."""


def keep_small() -> None:
    """Two arenas for all threads, large pieces back to the system at once. Call it before threads start."""
    if sys.platform != "linux":
        return
    set_option = getattr(ctypes.CDLL(None), "mallopt", None)
    if set_option is None:  # another C library
        return
    for name, value in ((_ARENA_MAX, 2), (_MMAP_THRESHOLD, 4 << 20), (_TRIM_THRESHOLD, 16 << 20)):
        set_option(name, value)
