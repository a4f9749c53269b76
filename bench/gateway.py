"""The gateway's cost: the same SQL through Aurora's REST API and straight to ClickHouse's HTTP interface.

Small: latency of a query that reads one row. Large: speed of a result of --megabytes as NDJSON, read off the socket unparsed so
that the client costs both the same; the gateway's and the query engine's memory is sampled while it flows, and has to stay flat.
"""

import argparse
import http.client
import json
import socket
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import urlencode, urlparse

from bench.figures import cpu_seconds, memory_bytes, quantile, spread
from tests.harness.clickhouse import ClickHouse
from tests.harness.stack import Stack

ROW_BYTES = 110
SOCKET_BYTES = 1 << 20
LAST_CHUNK = b"0\r\n\r\n"
SAMPLE_SECONDS = 0.05


class Contender:
    """One side with keep-alive: `path` and `headers` of a POST, `body` of a statement."""

    def __init__(self, url: str, path: str, headers: dict, body):
        parts = urlparse(url)
        self._host, self._port, self._path, self._body = parts.hostname, parts.port, path, body
        self._headers = headers
        self._connection = http.client.HTTPConnection(self._host, self._port)

    def reconnect(self) -> None:
        self._connection.close()

    def read(self, sql: str, limit: int) -> int:
        """Bytes of the answer, which has to be good."""
        self._connection.request("POST", self._path, body=self._body(sql, limit), headers=self._headers)
        answer = self._connection.getresponse()
        text = answer.read()
        assert answer.status == 200, f"HTTP {answer.status}: {text[:300]!r}"
        return len(text)

    def drain(self, sql: str, limit: int) -> int:
        """As read, of a large answer: its bytes as they come off the socket, with the few of its framing."""
        body = self._body(sql, limit)
        lines = [f"POST {self._path} HTTP/1.1", f"Host: {self._host}:{self._port}", f"Content-Length: {len(body)}",
                 *(f"{name}: {value}" for name, value in self._headers.items())]
        buffer = bytearray(SOCKET_BYTES)
        view = memoryview(buffer)
        with socket.create_connection((self._host, self._port)) as connection:
            connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
            size = connection.recv_into(view)
            first = bytes(view[:min(size, 300)])
            assert first.startswith(b"HTTP/1.1 200"), first
            last = bytes(view[:size])[-len(LAST_CHUNK):]
            while last != LAST_CHUNK:
                got = connection.recv_into(view)
                assert got > 0, f"cut after {size} bytes"
                size += got
                last = (last + bytes(view[max(0, got - len(LAST_CHUNK)):got]))[-len(LAST_CHUNK):]
        return size


def direct_to(clickhouse: ClickHouse) -> Contender:
    """ClickHouse's own HTTP interface, as the user of questions."""
    return Contender(clickhouse.url, "/?" + urlencode({"default_format": "JSONEachRow"}),
                     {"X-ClickHouse-User": "aurora_query", "X-ClickHouse-Key": clickhouse.passwords["query"]}, lambda sql, _: sql.encode())


def through(stack: Stack) -> Contender:
    """Aurora's REST API."""
    return Contender(stack.gateway_url, "/api/v1/query",
                     {"Authorization": f"Bearer {stack.admin_token}", "Content-Type": "application/json", "Accept": "application/x-ndjson"},
                     lambda sql, limit: json.dumps({"sql": sql, "max_rows": limit}).encode())


class MemorySampler:
    """Resident memory of processes while a block runs: `samples[name]` in bytes, one each 50 ms."""

    def __init__(self, pids: dict[str, int]):
        self.pids = pids
        self.samples: dict[str, list[int]] = {name: [] for name in pids}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def _run(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            for name, pid in self.pids.items():
                self.samples[name].append(memory_bytes(pid))

    def __enter__(self) -> "MemorySampler":
        self._thread.start()
        return self

    def __exit__(self, *_) -> None:
        self._stop.set()
        self._thread.join()


def latencies_ms(contender, sql: str, calls: int) -> list[float]:
    times = []
    # ClickHouse hangs up after 10 s without a call, which the other's turn may have taken.
    contender.reconnect()
    contender.read(sql, 10)
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
            direct, gateway = direct_to(clickhouse), through(stack)
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
            spent = {name: -cpu_seconds(pid) for name, pid in pids.items()}
            moved = 0
            with MemorySampler(pids) as memory:
                for _ in range(arguments.rounds):
                    for name, contender in (("ClickHouse", direct), ("Aurora", gateway)):
                        started = time.perf_counter()
                        size = contender.drain(large, rows)
                        speeds[name].append(size / 1e6 / (time.perf_counter() - started))
                        moved += size if name == "Aurora" else 0
            print(f"\nresult of {size / 1e6:,.0f} MB as NDJSON")
            for name, values in speeds.items():
                print(f"  {name:10}  {spread(values, ' MB/s')}")
            share = [a / c for a, c in zip(speeds["Aurora"], speeds["ClickHouse"])]
            print(f"  Aurora : ClickHouse  {spread(share, '', 2)}")
            for name, pid in pids.items():
                print(f"  CPU time of {name}: {(spent[name] + cpu_seconds(pid)) / (moved / 1e9):.2f} s a GB")
            for name, sampled in memory.samples.items():
                print(f"  memory of {name}, {len(sampled)} samples: {spread([bytes_ / 2**20 for bytes_ in sampled], ' MiB')}; "
                      f"first {sampled[0] / 2**20:.0f}, last {sampled[-1] / 2**20:.0f}")
        finally:
            if stack is not None:
                stack.stop()
            clickhouse.stop()


def wait_known(gateway: Contender) -> None:
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
