"""Where the built programs and the third-party parts are."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# AURORA_PRESET=asan ./aurora test integration runs the same tests on other binaries.
PREFIX = ROOT / "build" / os.environ.get("AURORA_PRESET", "release")
BIN = PREFIX / "bin"
SHARE = PREFIX / "share" / "aurora"
LIB = PREFIX / "lib" / "aurora"
PROTO = ROOT / "proto"
# Programs under a sanitizer start and stop more slowly.
PATIENCE = 1.0 if PREFIX.name in ("release", "dev") else 5.0
