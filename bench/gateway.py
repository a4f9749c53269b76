"""The gateway's cost: the same SQL through Aurora's REST API and straight to ClickHouse's HTTP interface.

Small: latency of a query that reads one row. Large: speed of a result of --megabytes as NDJSON, and the gateway's and
the query engine's memory before and after.
"""

import argparse
import http.client
import json
import tempfile
import time
from pathlib import Path
from urllib.parse import urlencode, urlparse

from bench.figures import memory_peak_bytes, quantile, spread
from tests.harness.clickhouse import ClickHouse
from tests.harness.stack import Stack

ROW_BYTES = 110


class Direct:
    """ClickHouse's own HTTP interface, with keep-alive, as the user of questions."""

    def __init__(self, clickhouse: ClickHouse):
        url = urlparse(clickhouse.url)
        self._connection = http.client.HTTPConnection(url.hostname, url.port)
        self._headers = {"X-ClickHouse-User": "aurora_query", "X-ClickHouse-Key": clickhouse.passwords["query"]}

    def read(self, sql: str, limit: int) -> int:
        path = "/?" + urlencode({"default_format": "JSONEachRow"})
        self._connection.request("POST", path, body=sql.encode(), headers=self._headers)
        return drain(self._connection)


class Gateway:
    """Aurora's REST API, with keep-alive."""

    def __init__(self, stack: Stack):
        url = urlparse(stack.gateway_url)
        self._connection = http.client.HTTPConnection(url.hostname, url.port)
        self._headers = {"Authorization": f"Bearer {stack.admin_token}", "Content-Type": "application/json",
                         "Accept": "application/x-ndjson"}

    def read(self, sql: str, limit: int) -> int:
        body = json.dumps({"sql": sql, "max_rows": limit})
        self._connection.request("POST", "/api/v1/query", body=body, headers=self._headers)
        return drain(self._connection)


def drain(connection: http.client.HTTPConnection) -> int:
    answer = connection.getresponse()
    size = 0
    first = b""
    while piece := answer.read(1 << 20):
        first = first or piece[:300]
        size += len(piece)
    assert answer.status == 200, f"HTTP {answer.status}: {first!r}"
    return size


def latencies_ms(contender, sql: str, calls: int) -> list[float]:
    times = []
    for _ in range(calls):
        started = time.perf_counter()
        contender.read(sql, 10)
        times.append((time.perf_counter() - started) * 1000)
    return times


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench gateway", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=500, help="small queries a round (default: 500)")
    parser.add_argument("--megabytes", type=int, default=300, help="size of the large result (default: 300)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, taking turns (default: 3)")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="aurora-bench-") as folder:
        clickhouse = ClickHouse(Path(folder) / "clickhouse")
        stack = None
        rows = arguments.megabytes * 1_000_000 // ROW_BYTES
        unlimited = {"query-engine": {"queries": {"rows_max": 50_000_000, "bytes_max": 4_000_000_000}},
                     "gateway": {"limits": {"requests_per_identity": 100_000, "requests_per_address": 100_000}}}
        try:
            clickhouse.start()
            stack = Stack(Path(folder) / "stack", clickhouse, overrides=unlimited)
            stack.start("provisioning", "schema-inference", "embedding", "query-engine", "ingest", "gateway")
            clickhouse.query("CREATE DATABASE bench")
            clickhouse.query("CREATE TABLE bench.wide (number UInt64, text String) ENGINE = MergeTree ORDER BY number")
            clickhouse.query(f"INSERT INTO bench.wide SELECT number, repeat('x', 70) FROM numbers({rows})")
            direct, gateway = Direct(clickhouse), Gateway(stack)
            wait_known(gateway)

            small = "SELECT number FROM bench.wide WHERE number = 4242"
            latencies_ms(direct, small, 50), latencies_ms(gateway, small, 50)
            times = {"ClickHouse": [], "Aurora": []}
            for _ in range(arguments.rounds):
                times["ClickHouse"].append(latencies_ms(direct, small, arguments.calls))
                times["Aurora"].append(latencies_ms(gateway, small, arguments.calls))
            print(f"small query, {arguments.calls} calls a round (minimum – median – maximum of {arguments.rounds} rounds)")
            for name, rounds in times.items():
                print(f"  {name:10}  p50 {spread([quantile(one, 0.5) for one in rounds], ' ms', 2)}   "
                      f"p99 {spread([quantile(one, 0.99) for one in rounds], ' ms', 2)}")
            overhead = [quantile(a, 0.5) - quantile(c, 0.5) for a, c in zip(times["Aurora"], times["ClickHouse"])]
            print(f"  overhead    p50 {spread(overhead, ' ms', 2)}")

            large = "SELECT number, text FROM bench.wide"
            speeds = {"ClickHouse": [], "Aurora": []}
            pids = {name: stack.services[name].process.pid for name in ("gateway", "query-engine")}
            before = {name: memory_peak_bytes(pid) for name, pid in pids.items()}
            for _ in range(arguments.rounds):
                for name, contender in (("ClickHouse", direct), ("Aurora", gateway)):
                    started = time.perf_counter()
                    size = contender.read(large, rows)
                    speeds[name].append(size / 1e6 / (time.perf_counter() - started))
            print(f"\nresult of {size / 1e6:.0f} MB as NDJSON")
            for name, values in speeds.items():
                print(f"  {name:10}  {spread(values, ' MB/s')}")
            share = [a / c for a, c in zip(speeds["Aurora"], speeds["ClickHouse"])]
            print(f"  Aurora : ClickHouse  {spread(share, '', 2)}")
            for name, pid in pids.items():
                print(f"  peak memory of {name}: {before[name] / 2**20:.0f} MiB before, "
                      f"{memory_peak_bytes(pid) / 2**20:.0f} MiB after")
        finally:
            if stack is not None:
                stack.stop()
            clickhouse.stop()


def wait_known(gateway: Gateway) -> None:
    """The catalog finds a table that others made within 5 s."""
    deadline = time.monotonic() + 10
    while True:
        try:
            gateway.read("SELECT number FROM bench.wide LIMIT 1", 1)
            return
        except AssertionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


if __name__ == "__main__":
    main()
