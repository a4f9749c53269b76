"""One child process: started with a log file, awaited until ready, ended by its own pid."""

import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
PREFIX = Path(os.environ.get("AURORA_BUILD_DIR", PROJECT / "build" / "release"))
THIRD_PARTY = PROJECT / "build" / "third_party"
# As tools/wrapper/sanitizers.sh asks for it.
SANITIZER_EXIT_STATUS = 86
CRASHES = {signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE, signal.SIGILL, signal.SIGTRAP}
# Everything that a test waits for may take this many times as long: a sanitizer slows a process down.
TIME_FACTOR = float(os.environ.get("AURORA_TEST_TIME_FACTOR", "1"))
# Busy machines are slow; a healthy start takes about a second.
READY_SECONDS = float(os.environ.get("AURORA_TEST_READY_SECONDS", "60"))


def patience(seconds: float) -> float:
    """How long what takes at most `seconds` in a release may take in the build under test."""
    return seconds * TIME_FACTOR


def wait_until(condition, seconds: float, what: str, interval: float = 0.05):
    """Calls condition until it returns something true, and returns that. `seconds` are those of a release."""
    seconds = patience(seconds)
    deadline = time.monotonic() + seconds
    last_error = None
    while time.monotonic() < deadline:
        try:
            result = condition()
            if result:
                return result
            last_error = None
        except Exception as error:  # pylint: disable=broad-except
            last_error = error
        time.sleep(interval)
    raise TimeoutError(f"{what}: not within {seconds:g} s" + (f" ({last_error})" if last_error else ""))


class Process:
    """Use start(), stop() (SIGTERM), kill() (SIGKILL) and start() again. `ready` says when it can be used."""

    def __init__(self, name: str, command: list, folder: Path, env: dict | None = None, ready=None):
        self.name = name
        # Ends with the test run, however that ends. (A preexec_fn would do the same, but forking with gRPC loaded hangs now
        # and then; setpriv becomes the program, so that the pid is its own.)
        self.command = ["setpriv", "--pdeathsig", "KILL", *(str(part) for part in command)]
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.env = env or {}
        self.ready = ready
        self.log_path = self.folder / f"{name}.log"
        self.child: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        return self.child.pid

    def running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def start(self, wait: bool = True) -> "Process":
        with open(self.log_path, "ab") as log:
            self.child = subprocess.Popen(
                self.command, cwd=self.folder, env={**os.environ, **self.env}, stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT)
        if wait:
            self.wait_ready()
        return self

    def wait_ready(self, seconds: float = READY_SECONDS) -> None:
        def check():
            if not self.running():
                raise ChildProcessError(f"{self.name} ended with status {self.child.poll()}")
            return self.ready is None or self.ready()
        try:
            wait_until(check, seconds, f"{self.name} is ready")
        except TimeoutError as error:
            self.kill()
            raise TimeoutError(f"{error}\n--- end of {self.log_path}\n{self.log_tail()}") from None

    def stop(self, seconds: float = 20) -> int | None:
        """SIGTERM; the exit status. A process that does not end is killed and that is an error, as is one that crashed or that
        a sanitizer found fault with."""
        if self.child is None:
            return None
        seconds = patience(seconds)
        if self.child.poll() is None:
            self.child.terminate()
            try:
                self.child.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
                raise TimeoutError(f"{self.name} did not end within {seconds:g} s\n{self.log_tail()}") from None
        if self.child.returncode == SANITIZER_EXIT_STATUS or -self.child.returncode in CRASHES:
            raise ChildProcessError(f"{self.name} ended with status {self.child.returncode}\n{self.log_tail()}")
        return self.child.returncode

    def kill(self) -> None:
        if self.running():
            self.child.kill()
            self.child.wait()

    def log(self) -> str:
        return self.log_path.read_text(errors="replace") if self.log_path.exists() else ""

    def log_tail(self, lines: int = 30) -> str:
        return "\n".join(self.log().splitlines()[-lines:])


def http_ok(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False
