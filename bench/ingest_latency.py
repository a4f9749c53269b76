"""From the producer's call until a query can see the event, at a steady rate, and what ClickHouse spends meanwhile.

Each event carries the time of its production in `at`. A prober asks ClickHouse every few milliseconds which events have become
visible since it asked last; an event's latency is the moment of the answer less its `at`. That is an upper bound: it
contains the prober's own pause and query, and `at` is the time of the tick (5 ms) in which the event was produced. Beyond 10,000
events/s every n-th event is asked for, so that the prober stays small beside what it measures.
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
# More events a second than two cores move: the producer sends what it can.
FLAT_OUT = 5_000_000
PROBED_EVENTS_A_SECOND = 10_000


def templates(count: int) -> list[tuple[bytes, bytes]]:
    """What stands between an event's `id` and its `at`, and what stands behind it: writing JSON anew would be the measurement's bottleneck."""
    parts = []
    for value in events(count):
        event = json.loads(value)
        event["id"], event["at"] = "ID", "AT"
        start, rest = json.dumps(event, separators=(",", ":")).encode().split(b'"ID"')
        between, behind = rest.split(b'"AT"')
        assert start == b'{"id":'
        parts.append((between, behind))
    return parts


def produce_steadily(brokers: str, topic: str, rate: int, stop) -> None:
    """`rate` events a second, evenly, with `at` in milliseconds since 1970, until `stop` is set; fewer when the machine cannot."""
    producer = Producer({"bootstrap.servers": brokers, "compression.type": "lz4", "linger.ms": 5, "acks": 1})
    parts = templates(2000)
    produced, started = 0, time.time()
    while not stop.is_set():
        now = time.time()
        at = b"%d" % (now * 1000)
        # So few at once that `at` stays the time of production and `stop` is seen.
        for _ in range(min(int((now - started) * rate) - produced, 5000)):
            between, behind = parts[produced % len(parts)]
            try:
                producer.produce(topic, b'{"id":%d%b%b%b' % (produced, between, at, behind), partition=produced % PARTITIONS)
            except BufferError:
                break
            produced += 1
        producer.poll(0 if rate < FLAT_OUT else TICK_SECONDS)
        if rate < FLAT_OUT:
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
    """Which offsets of each partition are visible, asked again and again; of each partition every `every`-th."""

    def __init__(self, clickhouse: ClickHouse, table: str, every: int):
        self._clickhouse, self._table, self._every = clickhouse, table, every
        self._session = requests.Session()
        self._session.auth = ("aurora_admin", clickhouse.passwords["admin"])
        self._seen = dict.fromkeys(range(PARTITIONS), -1)
        self.latencies_ms: list[float] = []

    def probe(self) -> None:
        ranges = " OR ".join(f"(_partition = {partition} AND _offset > {offset})" for partition, offset in self._seen.items())
        answer = self._session.post(self._clickhouse.url, data=(
            f"SELECT _partition, _offset, toUnixTimestamp64Milli(at) FROM {self._table} WHERE ({ranges}) "
            f"AND _offset % {self._every} = 0 FORMAT TSV").encode())
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
        prober = Prober(clickhouse, table, max(1, rate // PROBED_EVENTS_A_SECOND))
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


def maximum(loading: Loading, table: str, topic: str, seconds: float) -> float:
    """Events/s that become visible while a producer sends as many as it can, on the same cores."""
    load = Load(loading.kafka.brokers, topic, FLAT_OUT).start()
    try:
        wait_until(lambda: visible(loading.clickhouse, table) > 0, 30, "the first event is visible", 0.1)
        time.sleep(WARM_UP_SECONDS)
        before, started = visible(loading.clickhouse, table), time.monotonic()
        time.sleep(seconds)
        return (visible(loading.clickhouse, table) - before) / (time.monotonic() - started)
    finally:
        load.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench ingest-latency", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=int, default=10_000, help="events a second (default: 10000)")
    parser.add_argument("--share-of-maximum", type=float, metavar="SHARE",
                        help="instead of --rate: this share (0.8, say) of the most that the machine moves with the producer beside it, measured first")
    parser.add_argument("--seconds", type=float, default=10, help="length of each measurement (default: 10)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default: 3)")
    arguments = parser.parse_args()

    with Loading() as loading:
        def connected(name: str, action):
            topic, table = f"events-{name}", f"latency_{name}"
            loading.kafka.create_topic(topic, PARTITIONS)
            connection = loading.connect(topic, table)
            try:
                return action(f"bench.{table}", topic)
            finally:
                loading.disconnect(connection)

        rate = arguments.rate
        if arguments.share_of_maximum:
            most = connected("maximum", lambda table, topic: maximum(loading, table, topic, arguments.seconds))
            rate = int(most * arguments.share_of_maximum)
            print(f"at most {most:,.0f} events/s; measured at {arguments.share_of_maximum:.0%} of them")
        runs = [connected(str(number), lambda table, topic: measure(loading, table, rate, topic, arguments.seconds))
                for number in range(arguments.rounds)]
        print(f"{rate:,} events/s for {arguments.seconds:.0f} s, {PARTITIONS} partitions, from produce() until a query "
              f"sees the event (minimum – median – maximum of {len(runs)}; load of the machine {os.getloadavg()[0]:.1f})")
        for name, unit in (("p50", " ms"), ("p99", " ms"), ("clickhouse", " % of a core"), ("ingest", " % of a core")):
            print(f"  {name:10}  {spread([run[name] for run in runs], unit)}")


if __name__ == "__main__":
    main()
