"""An image's build sees only what .dockerignore lets through (docker/Dockerfile): the C++ build must be configured from that alone."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CONFIGURE_SECONDS_MAX = 300


def test_the_build_is_configured_from_what_an_image_sees(tmp_path):
    hidden = {line.rstrip("/") for line in (ROOT / ".dockerignore").read_text().splitlines() if line and not line.startswith("#")}
    assert "tests" in hidden and "build" in hidden
    for entry in ROOT.iterdir():
        if entry.name not in hidden:
            (tmp_path / entry.name).symlink_to(entry)
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "third_party").symlink_to(ROOT / "build" / "third_party")
    done = subprocess.run(
        ["cmake", "--preset", "release"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=CONFIGURE_SECONDS_MAX
    )
    assert done.returncode == 0, done.stdout[-3000:]
    assert (tmp_path / "build" / "release" / "build.ninja").is_file()
