"""What ARCHITECTURE.md says, for tests that compare it with what is deployed."""

import re

from harness.process import PROJECT

STORES = ("ClickHouse", "PostgreSQL", "Kafka", "Grafana")


def map_of_calls() -> dict[str, dict[str, set[str]]]:
    """The table "Who calls whom" of ARCHITECTURE.md."""
    text = (PROJECT / "ARCHITECTURE.md").read_text().split("## Who calls whom")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([a-z-]+) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    return {caller: {"grpc": set(re.findall(r"[a-z-]{2,}", peers)), "stores": {store for store in STORES if store in others}}
            for caller, peers, others in rows if caller != "caller"}
