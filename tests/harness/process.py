"""One process of the system under test."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import requests

from tests.harness.layout import PATIENCE


class Died(AssertionError):
    """The process ended although the test needs it; carries the end of its log."""


def wait_until(what: str, condition: Callable[[], object], timeout_s: float = 20.0, pause_s: float = 0.02):
    """The first true value of `condition`; AssertionError with its last value or error after `timeout_s`."""
    deadline = time.monotonic() + timeout_s * PATIENCE
    last: object = None
    while time.monotonic() < deadline:
        try:
            last = condition()
            if last:
                return last
        except Died:
            raise
        except Exception as error:  # noqa: BLE001 - a condition may fail until it holds
            last = error
        time.sleep(pause_s)
    raise AssertionError(f"{what}: not within {timeout_s * PATIENCE:.0f} s; last: {last!r}")


class Process:
    """A program with its log in a file. start() and stop() may be called again and again."""

    def __init__(self, name: str, arguments: list[str], folder: Path, environment: dict[str, str] | None = None):
        self.name = name
        self.arguments = arguments
        self.folder = folder
        self.environment = environment or {}
        self.log = folder / f"{name}.log"
        self._popen: subprocess.Popen | None = None

    @property
    def pid(self) -> int:
        assert self._popen is not None, f"{self.name} was not started"
        return self._popen.pid

    def running(self) -> bool:
        return self._popen is not None and self._popen.poll() is None

    def start(self) -> "Process":
        assert not self.running(), f"{self.name} runs already"
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                self.arguments, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **self.environment}, start_new_session=True,
            )
        return self

    def check(self) -> None:
        """Died when the process has ended by itself."""
        if self._popen is not None and self._popen.poll() is not None:
            raise Died(f"{self.name} ended with {self._popen.returncode}:\n{self.log_tail()}")

    def log_tail(self, bytes_max: int = 3000) -> str:
        return self.log.read_bytes()[-bytes_max:].decode(errors="replace") if self.log.exists() else ""

    def signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self._end(signal.SIGKILL, 5)

    def stop(self, timeout_s: float = 15.0) -> int:
        """SIGTERM; the exit status. Killed when it does not end in time, which fails the test."""
        return self._end(signal.SIGTERM, timeout_s * PATIENCE)

    def _end(self, number: int, timeout_s: float) -> int:
        if self._popen is None:
            return 0
        if self._popen.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._popen.pid, number)
            try:
                self._popen.wait(timeout_s)
            except subprocess.TimeoutExpired:
                self._popen.kill()
                self._popen.wait()
                raise AssertionError(f"{self.name} did not end within {timeout_s:.0f} s:\n{self.log_tail()}") from None
        status = self._popen.returncode
        self._popen = None
        return status


class Service(Process):
    """One of Aurora's programs with its YAML configuration and its admin port."""

    def __init__(self, program: Path, configuration: str, admin_port: int, folder: Path,
                 environment: dict[str, str] | None = None):
        name = program.name
        folder.mkdir(parents=True, exist_ok=True)
        self.configuration = folder / f"{name}.yaml"
        self.configuration.write_text(configuration)
        self.admin_url = f"http://127.0.0.1:{admin_port}"
        super().__init__(name, [str(program), "--config", str(self.configuration)], folder, environment)

    def ready(self) -> bool:
        self.check()
        return requests.get(f"{self.admin_url}/readyz", timeout=2).status_code == 200

    def wait_ready(self, timeout_s: float = 20.0) -> "Service":
        try:
            wait_until(f"{self.name} is ready", self.ready, timeout_s)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.log_tail()}") from None
        return self

    def metrics(self) -> str:
        return requests.get(f"{self.admin_url}/metrics", timeout=5).text
