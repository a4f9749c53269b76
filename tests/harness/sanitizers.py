"""Reports of AddressSanitizer, UndefinedBehaviorSanitizer, LeakSanitizer and ThreadSanitizer from whatever process a test
starts, directly or through `aurora up`. A report makes the test fail in which it is found, or the last one of the run when it
comes while shared processes end.

Only programs that were built with a sanitizer look at these variables."""

import os
import tempfile
from pathlib import Path

import pytest

_VARIABLES = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS")
# What is shown of each report; the file has the rest.
_SHOWN_BYTES = 6000


class Reports:
    """The reports in one folder. `environment()` makes a process write its own there."""

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self._read: dict[Path, int] = {}

    def environment(self) -> dict[str, str]:
        ours = f"log_path={self.folder}/report:log_exe_name=1"
        return {name: ":".join(filter(None, (os.environ.get(name), ours))) for name in _VARIABLES}

    def fresh(self) -> dict[Path, str]:
        """What was written since the last call: one process may add to its report as it goes on."""
        texts = {}
        for path in sorted(self.folder.glob("report.*")):
            text = path.read_text(errors="replace")
            begin = self._read.get(path, 0)
            if len(text) > begin:
                texts[path] = text[begin:]
                self._read[path] = len(text)
        return texts

    def check(self) -> None:
        """Fails the test that runs when there is something new."""
        texts = self.fresh()
        if texts:
            pytest.fail("\n".join(f"sanitizer report {path}\n{text[:_SHOWN_BYTES]}" for path, text in texts.items()),
                        pytrace=False)


# One folder for the whole run; it stays, so that a report can be read afterwards.
_reports: Reports | None = None


def pytest_configure() -> None:
    global _reports  # pylint: disable=global-statement
    folder = os.environ.get("AURORA_SANITIZER_REPORTS") or tempfile.mkdtemp(prefix="aurora-sanitizers-")
    _reports = Reports(Path(folder))
    os.environ.update(_reports.environment())


def pytest_unconfigure() -> None:
    if _reports is not None and not any(_reports.folder.iterdir()):
        _reports.folder.rmdir()


# Each phase of a test: fixtures that all tests share start in the first one's setup and end in the last one's teardown.
def _watched():
    try:
        return (yield)
    finally:
        _reports.check()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup():
    return (yield from _watched())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_call():
    return (yield from _watched())


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown():
    return (yield from _watched())
