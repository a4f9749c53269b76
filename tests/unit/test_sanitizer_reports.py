"""A sanitizer's report of any process fails the test that finds it (tests/harness/sanitizers.py)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from harness.process import CRASHES, SANITIZER_EXIT_STATUS, Process  # noqa: E402
from harness.sanitizers import Reports  # noqa: E402

# A process that writes where a sanitizer would, as its runtime does: log_path, the program's name, its pid.
WRITER = """
import os
options = dict(pair.split("=") for pair in os.environ["TSAN_OPTIONS"].split(":"))
assert options["log_exe_name"] == "1"
with open(f"{options['log_path']}.writer.{os.getpid()}", "a") as report:
    report.write("WARNING: ThreadSanitizer: data race\\n")
"""


def test_a_report_fails_the_test_once(tmp_path):
    reports = Reports(tmp_path)
    reports.check()
    subprocess.run([sys.executable, "-c", WRITER], env={**os.environ, **reports.environment()}, check=True)
    with pytest.raises(pytest.fail.Exception, match="data race"):
        reports.check()
    reports.check()


def test_what_a_process_adds_to_its_report_counts_again(tmp_path):
    reports = Reports(tmp_path)
    path = tmp_path / "report.writer.1"
    path.write_text("first\n")
    assert reports.fresh() == {path: "first\n"}
    with path.open("a") as more:
        more.write("second\n")
    assert reports.fresh() == {path: "second\n"}
    assert not reports.fresh()


def test_what_the_user_asked_for_is_kept(tmp_path, monkeypatch):
    monkeypatch.setenv("TSAN_OPTIONS", "halt_on_error=1")
    assert Reports(tmp_path).environment()["TSAN_OPTIONS"].startswith("halt_on_error=1:log_path=")


@pytest.mark.parametrize("end", [f"exit {SANITIZER_EXIT_STATUS}"] + [f"kill -{int(signal)} $$" for signal in sorted(CRASHES)])
def test_stopping_a_process_that_crashed_is_an_error(tmp_path, end):
    process = Process("crashing", ["sh", "-c", f"ulimit -c 0; {end}"], tmp_path).start(wait=False)
    process.child.wait(10)
    with pytest.raises(ChildProcessError, match="crashing ended with status"):
        process.stop()
