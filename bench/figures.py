"""Minimum, median and maximum of several runs, and the CPU time and memory of processes."""

import os
import statistics
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of a process since it started, seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def memory_peak_bytes(pid: int) -> int:
    return _memory_of(pid, "VmHWM:")


def memory_bytes(pid: int) -> int:
    """Resident now."""
    return _memory_of(pid, "VmRSS:")


def _memory_of(pid: int, field: str) -> int:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) * 1024
    return 0


def spread(values: list[float], unit: str = "", digits: int = 0) -> str:
    low, middle, high = min(values), statistics.median(values), max(values)
    return f"{low:,.{digits}f} – {middle:,.{digits}f} – {high:,.{digits}f}{unit}"


def quantile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
