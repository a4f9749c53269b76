"""Programs of others that only say what a test tells them to, and remember how they were called."""

import json
import os
from pathlib import Path

# The first rule whose words all occur in this order counts; without one the call fails, for it was not expected.
SCRIPT = """#!/usr/bin/python3 -ISE
import json, os, sys, time
folder = {folder!r}
words = [os.path.basename(sys.argv[0]), *sys.argv[1:]]
with open(folder + "/calls.jsonl", "a") as calls:
    calls.write(json.dumps({{"words": words, "environment": dict(os.environ)}}) + "\\n")
for rule in json.load(open(folder + "/rules.json")):
    left = iter(words)
    if all(word in left for word in rule["words"]) and (not rule["given"] or os.path.exists(rule["given"])):
        sys.stdout.write(rule["output"])
        sys.stdout.flush()
        sys.stderr.write(rule["errors"])
        sys.stderr.flush()
        if rule["touches"]:
            open(rule["touches"], "w").close()
        time.sleep(rule["seconds"])
        sys.exit(rule["status"])
sys.exit(f"stand-in: nobody expected {{words}}")
"""


class StandInPrograms:
    """A folder for PATH. `answer("helm", "list", output="shop")` is for calls with these words in this order; the latest rule that
    fits counts. `given` is a file that has to be there, `touches` one that the call makes."""

    def __init__(self, folder: Path):
        self.folder = folder / "stand-ins"
        self.folder.mkdir()
        self.rules: list[dict] = []
        self._save()

    def answer(self, *words: str, output: str = "", errors: str = "", status: int = 0, seconds: float = 0,
               given: Path | None = None, touches: Path | None = None) -> None:
        program = self.folder / words[0]
        if not program.exists():
            program.write_text(SCRIPT.format(folder=str(self.folder)))
            program.chmod(0o755)
        self.rules.insert(0, {"words": words, "output": output, "errors": errors, "status": status, "seconds": seconds,
                              "given": str(given or ""), "touches": str(touches or "")})
        self._save()

    def remove(self, program: str) -> None:
        (self.folder / program).unlink()

    def calls(self) -> list[list[str]]:
        return [call["words"] for call in self._calls()]

    def environments(self, *words: str) -> list[dict]:
        """Those of the calls that begin with these words."""
        return [call["environment"] for call in self._calls() if call["words"][:len(words)] == list(words)]

    def environment(self) -> dict:
        """What finds these programs, the shell's own and nothing else."""
        own = self.folder / "own"
        own.mkdir(exist_ok=True)
        for name in ("bash", "head", "od", "tr", "mkdir", "chmod", "dirname", "readlink"):
            if not (own / name).exists():
                (own / name).symlink_to(f"/usr/bin/{name}" if Path(f"/usr/bin/{name}").exists() else f"/bin/{name}")
        return {**os.environ, "PATH": f"{self.folder}:{own}", "NO_COLOR": "1"}

    def _calls(self) -> list[dict]:
        path = self.folder / "calls.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def _save(self) -> None:
        (self.folder / "rules.json").write_text(json.dumps(self.rules))
