"""A real, small language model behind llama.cpp's OpenAI-compatible endpoint; third_party/local-model.sh installs both."""

import subprocess
import sys
from pathlib import Path

from .ports import free_port
from .process import THIRD_PARTY, Process, http_ok

INSTALLED = THIRD_PARTY / "local-model"
NAME = "smollm2-135m"
# What it takes to read 100 MB and to warm up while the machine has other work.
READY_SECONDS = 240

SERVER = """
import signal, sys
import xllamacpp

params = xllamacpp.CommonParams()
params.model.path, params.port, params.api_keys = sys.argv[1], int(sys.argv[2]), [sys.argv[3]]
params.model_alias = {sys.argv[4]}
params.hostnames = ["127.0.0.1"]
params.n_ctx, params.n_parallel, params.warmup = 6144, 1, False
# Several threads would wait for each other in turns on a machine that is busy.
params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1
server = xllamacpp.Server(params)
print("listening on", server.listening_address, flush=True)
signal.sigwait({signal.SIGTERM, signal.SIGINT})
"""


class LocalModel:
    """start() / stop(). `url` is the base that `model.endpoint` takes."""

    def __init__(self, folder: Path, key: str):
        self.name = NAME
        port = free_port()
        self.url = f"http://127.0.0.1:{port}/v1"
        command = [sys.executable, "-c", SERVER, INSTALLED / "model.gguf", port, key, NAME]
        self.process = Process("local-model", command, folder, {"PYTHONPATH": str(INSTALLED)},
                               ready=lambda: http_ok(f"http://127.0.0.1:{port}/health"))

    @staticmethod
    def why_missing() -> str:
        """Empty when it is installed and runs on this machine; else what to do."""
        if not (INSTALLED / "model.gguf").exists():
            return "no local model: run third_party/local-model.sh (a download of 125 MB) to have this test too"
        tried = subprocess.run([sys.executable, "-c", "import xllamacpp"], env={"PYTHONPATH": str(INSTALLED)}, capture_output=True,
                               text=True, timeout=60, check=False)
        return "" if tried.returncode == 0 else f"the local model does not run here: {tried.stderr.strip()[-300:]}"

    def start(self) -> "LocalModel":
        self.process.start(wait=False)
        self.process.wait_ready(READY_SECONDS)
        return self

    def stop(self) -> None:
        self.process.stop()
