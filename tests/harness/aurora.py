"""A whole Aurora that `aurora up` has started, seen through its command line."""

import json
import os
import re
import subprocess

import requests

from .ports import free_port_span
from .process import PREFIX, patience

AURORA = PREFIX / "bin" / "aurora"
# A rate that leaves two cores room for the tests.
RATE = "50"
EXIT_USAGE, EXIT_NOT_RUNNING, EXIT_REFUSED, EXIT_IN_USE = 2, 3, 4, 5


def alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


class Aurora:
    """One data directory with its command line."""

    def __init__(self, folder):
        self.data = folder / "data"
        self.port = free_port_span()
        self.environment = {name: value for name, value in os.environ.items()
                            if not name.startswith(("AURORA_URL", "AURORA_TOKEN", "AURORA_DATA_DIR"))}

    def run(self, *arguments, timeout=120, check=0):
        result = subprocess.run([AURORA, "--data-dir", self.data, *arguments], env=self.environment, timeout=patience(timeout),
                                stdin=subprocess.DEVNULL, capture_output=True, text=True)
        assert check is None or result.returncode == check, f"{arguments}: {result.returncode}\n{result.stdout}\n{result.stderr}"
        return result

    def json(self, *arguments, check=0):
        return json.loads(self.run(*arguments, "--json", check=check).stdout)

    def up(self, *arguments, check=0):
        return self.run("up", "--detach", "--port", str(self.port), "--rate", RATE, *arguments, check=check)

    def down(self):
        return self.run("down", check=None)

    def parts(self):
        return {part["name"]: part for part in self.json("status")["parts"]}

    def instance(self):
        return json.loads((self.data / "run" / "instance.json").read_text())

    def env(self):
        return dict(re.match(r"export (\w+)='(.*)'", line).groups() for line in self.run("env").stdout.splitlines())

    def clickhouse(self, sql):
        env = self.env()
        answer = requests.post(env["CLICKHOUSE_URL"], data=sql, auth=(env["CLICKHOUSE_USER"], env["CLICKHOUSE_PASSWORD"]),
                               timeout=30)
        assert answer.status_code == 200, answer.text
        return answer.text.strip()

    def rows(self, sql):
        """Rows as lists, numbers as numbers; asked as ClickHouse's administrator."""
        settings = " SETTINGS output_format_json_quote_64bit_integers = 0 FORMAT JSONCompact"
        return json.loads(self.clickhouse(sql + settings))["data"]
