"""The machine: processes, temporary files, object stores, optional packages."""
