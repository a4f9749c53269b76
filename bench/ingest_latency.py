"""From the producer's call until a query can see the event, at a steady rate, and what ClickHouse spends meanwhile.

Each event carries the time of its production in `at`. A prober asks ClickHouse every few milliseconds which events have become
visible since it asked last; an event's latency is the moment of the answer less its `at`. That is an upper bound: it
contains the prober's own pause and query.
"""

import argparse
import json
import multiprocessing
import os
import time

import requests
from confluent_kafka import Producer

from bench.events import events
from bench.figures import cpu_seconds, quantile, spread
from bench.loading import PARTITIONS, Loading
from tests.harness.clickhouse import ClickHouse
from tests.harness.process import wait_until

TICK_SECONDS = 0.005
PROBE_SECONDS = 0.005
WARM_UP_SECONDS = 3


def produce_steadily(brokers: str, topic: str, rate: int, stop) -> None:
    """`rate` events a second, evenly, with `at` in milliseconds since 1970, until `stop` is set."""
    producer = Producer({"bootstrap.servers": brokers, "compression.type": "lz4", "linger.ms": 5, "acks": 1})
    templates = [json.loads(value) for value in events(2000)]
    produced, started = 0, time.time()
    while not stop.is_set():
        for _ in range(int((time.time() - started) * rate) - produced):
            event = templates[produced % len(templates)]
            event["id"], event["at"] = produced, int(time.time() * 1000)
            producer.produce(topic, json.dumps(event, separators=(",", ":")), partition=produced % PARTITIONS)
            produced += 1
        producer.poll(0)
        time.sleep(TICK_SECONDS)
    assert producer.flush(30) == 0


class Load:
    """The steady producer, in a process of its own: in the prober's it would wait for the interpreter's lock, and so would its events."""

    def __init__(self, brokers: str, topic: str, rate: int):
        context = multiprocessing.get_context("spawn")
        self._stop = context.Event()
        self._process = context.Process(target=produce_steadily, args=(brokers, topic, rate, self._stop), daemon=True)

    def start(self) -> "Load":
        self._process.start()
        return self

    def stop(self) -> None:
        self._stop.set()
        self._process.join(60)
        assert self._process.exitcode == 0, f"the producer ended with {self._process.exitcode}"


class Prober:
    """Which offsets of each partition are visible, asked again and again."""

    def __init__(self, clickhouse: ClickHouse, table: str):
        self._clickhouse, self._table = clickhouse, table
        self._session = requests.Session()
        self._session.auth = ("aurora_admin", clickhouse.passwords["admin"])
        self._seen = dict.fromkeys(range(PARTITIONS), -1)
        self.latencies_ms: list[float] = []

    def probe(self) -> None:
        ranges = " OR ".join(f"(_partition = {partition} AND _offset > {offset})" for partition, offset in self._seen.items())
        answer = self._session.post(self._clickhouse.url, data=(
            f"SELECT _partition, _offset, toUnixTimestamp64Milli(at) FROM {self._table} WHERE {ranges} FORMAT TSV").encode())
        now_ms = time.time() * 1000
        assert answer.status_code == 200, answer.text
        for line in answer.text.splitlines():
            partition, offset, at_ms = map(int, line.split("\t"))
            self.latencies_ms.append(now_ms - at_ms)
            self._seen[partition] = max(self._seen[partition], offset)


def visible(clickhouse: ClickHouse, table: str) -> int:
    """Rows of the table; 0 as long as Aurora has not made it."""
    database, name = table.split(".")
    return clickhouse.value(f"SELECT ifNull(sum(total_rows), 0) FROM system.tables WHERE database = '{database}' AND name = '{name}'")


def measure(loading: Loading, table: str, rate: int, topic: str, seconds: float) -> dict:
    clickhouse = loading.clickhouse
    load = Load(loading.kafka.brokers, topic, rate).start()
    try:
        wait_until(lambda: visible(clickhouse, table) > 0, 30, "the first event is visible", 0.1)
        time.sleep(WARM_UP_SECONDS)
        pids = {"clickhouse": clickhouse.process.pid, "ingest": loading.pid}
        # First without the prober, whose queries would count as ClickHouse's; then the latencies.
        before, started = {name: cpu_seconds(pid) for name, pid in pids.items()}, time.monotonic()
        time.sleep(seconds)
        took = time.monotonic() - started
        share = {name: (cpu_seconds(pid) - before[name]) / took * 100 for name, pid in pids.items()}
        prober = Prober(clickhouse, table)
        prober.probe()
        prober.latencies_ms.clear()
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            prober.probe()
            time.sleep(PROBE_SECONDS)
    finally:
        load.stop()
    return {"p50": quantile(prober.latencies_ms, 0.5), "p99": quantile(prober.latencies_ms, 0.99),
            "events": len(prober.latencies_ms), **share}


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench ingest-latency", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=10_000, help="events a second (default: 10000)")
    parser.add_argument("--seconds", type=float, default=10, help="length of each measurement (default: 10)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default: 3)")
    arguments = parser.parse_args()

    with Loading() as loading:
        runs = []
        for number in range(arguments.rounds):
            topic, table = f"events-{number}", f"latency_{number}"
            loading.kafka.create_topic(topic, PARTITIONS)
            connection = loading.connect(topic, table)
            runs.append(measure(loading, f"bench.{table}", arguments.rate, topic, arguments.seconds))
            loading.disconnect(connection)
        print(f"{arguments.rate:,} events/s for {arguments.seconds:.0f} s, {PARTITIONS} partitions, from produce() until a query "
              f"sees the event (minimum – median – maximum of {len(runs)}; load of the machine {os.getloadavg()[0]:.1f})")
        for name, unit in (("p50", " ms"), ("p99", " ms"), ("clickhouse", " % of a core"), ("ingest", " % of a core")):
            print(f"  {name:10}  {spread([run[name] for run in runs], unit)}")


if __name__ == "__main__":
    main()
