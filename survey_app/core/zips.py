"""What reading a ZIP may raise where its bytes are not what they were, or never were one."""

from __future__ import annotations

import zipfile
import zlib

# Of a member that is being read, whatever its reader does with it.
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError)
# Of opening it as well: a device that fails, a way of packing nobody knows, a lock.
UNREADABLE = (*DAMAGED, OSError, NotImplementedError, RuntimeError)
