"""Starts the real parts of Aurora for tests: on free ports of loopback, in temporary folders, ended by process id."""
