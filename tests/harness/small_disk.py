"""A disk that is soon full: a tmpfs of a given size."""

import subprocess
from pathlib import Path

import pytest


class SmallDisk:
    """with SmallDisk(folder, "200m") as disk: below disk.folder there is only that much room. Skips where mounting is not
    allowed."""

    def __init__(self, folder: Path, size: str):
        self.folder, self.size = Path(folder), size
        self.filler = self.folder / "filler"

    def __enter__(self) -> "SmallDisk":
        self.folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={self.size}", "tmpfs", self.folder], capture_output=True, text=True)
        if done.returncode != 0:
            pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
        return self

    def fill(self) -> None:
        """Takes all the room that is left."""
        with open(self.filler, "ab", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while file.write(b"x" * size) == size:
                        pass
                except OSError:
                    pass

    def make_room(self) -> None:
        self.filler.unlink()

    def __exit__(self, *_) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=False)
