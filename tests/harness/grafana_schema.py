"""Dashboards against the types that Grafana publishes (@grafana/schema), by the web app's own tsc; and their SQL as the
ClickHouse plugin sends it."""

import copy
import json
import os
import re
import subprocess
from pathlib import Path

from .process import PROJECT

MODULES = PROJECT / "frontend" / "node_modules"
# JSON has the texts of enumerations, not their members.
PLAIN = """type Plain<T> = T extends string ? `${T}` : T extends (infer U)[] ? Plain<U>[] : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
"""


def without_ours(dashboard: dict) -> dict:
    """Without the members `aurora`, which Grafana keeps and does not read: the way back to a board."""
    plain = copy.deepcopy(dashboard)
    plain.pop("aurora", None)
    for panel in plain["panels"]:
        for target in panel.get("targets", []):
            target.pop("aurora", None)
    return plain


def type_errors(dashboards: dict[str, dict], folder: Path) -> dict[str, list[str]]:
    """What tsc says to each, by name; those that fit have no entry. Unknown members are errors too."""
    for name, dashboard in dashboards.items():
        (folder / f"{name}.ts").write_text(f'import type {{ Dashboard }} from "@grafana/schema";\n{PLAIN}'
                                           f"export const dashboard: Plain<Dashboard> = {json.dumps(dashboard)};\n")
    (folder / "tsconfig.json").write_text(json.dumps({
        "compilerOptions": {"strict": True, "noEmit": True, "skipLibCheck": True, "module": "esnext", "moduleResolution": "bundler",
                            "target": "es2022", "types": [],
                            "paths": {"@grafana/schema": [str(MODULES / "@grafana" / "schema" / "dist" / "types" / "index.d.ts")]}},
        "files": [f"{name}.ts" for name in dashboards]}))
    node = PROJECT / "build" / "third_party" / "node" / "bin"
    result = subprocess.run([node / "node", MODULES / "typescript" / "bin" / "tsc", "-p", folder, "--pretty", "false"], cwd=folder,
                            env={**os.environ, "PATH": f"{node}:{os.environ['PATH']}"}, capture_output=True, text=True, timeout=600)
    errors: dict[str, list[str]] = {}
    for line in result.stdout.splitlines():
        found = re.match(r"([\w-]+)\.ts\(\d+,\d+\): error", line)
        if found:
            errors.setdefault(found[1], []).append(line)
        else:
            assert errors or not line.strip(), f"tsc: {line}"
    assert result.returncode == 0 or errors, result.stdout + result.stderr
    return errors


def expanded(sql: str, begin: int, end: int) -> str:
    """The statement as the plugin sends it: its macros of the time range for these seconds since 1970."""
    for name, at in (("from", begin), ("to", end)):
        sql = sql.replace(f"$__{name}Time_ms", f"fromUnixTimestamp64Milli({at * 1000})").replace(f"$__{name}Time", f"toDateTime({at})")
    sql = re.sub(r"\$__timeFilter\(([^()]+)\)", rf"\1 >= toDateTime({begin}) AND \1 <= toDateTime({end})", sql)
    assert "$" not in sql, f"a macro that this does not know: {sql}"
    return sql
