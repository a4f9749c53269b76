"""Aurora's ingest against two Python consumers and ClickHouse's own Kafka engine: same topic, broker, ClickHouse and machine.

In each round every contender starts with the topic already filled and has to bring all events into a table of its own, one
after the other, once the servers are quiet. CPU time is read from /proc for the consumer, ClickHouse and Kafka; merges run
meanwhile. Then Aurora's stages are measured one by one (bench/ingest_stages.cpp).
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time

from bench import kafka_engine_peer
from bench.events import events
from bench.figures import cpu_seconds, memory_peak_bytes, spread
from bench.loading import PARTITIONS, Loading, Meter
from tests.harness.kafka import Kafka
from tests.harness.process import PREFIX, PROJECT, wait_until

STAGE_EVENTS = 300_000
SETTLED_SECONDS, SETTLED_CORES = 0.5, 0.15


def fill(kafka: Kafka, topic: str, count: int) -> int:
    """Produces the events with lz4 over all partitions; their bytes."""
    kafka.create_topic(topic, PARTITIONS)
    producer = kafka.producer(**{"compression.type": "lz4", "linger.ms": 50, "queue.buffering.max.messages": 500_000})
    total = 0
    for number, value in enumerate(events(count)):
        total += len(value)
        while True:
            try:
                producer.produce(topic, value, partition=number % PARTITIONS)
                break
            except BufferError:
                producer.poll(0.05)
    assert producer.flush(120) == 0
    return total


def run_aurora(loading: Loading, topic: str, count: int, round_number: int) -> dict:
    clickhouse, pid = loading.clickhouse, loading.pid
    consumer_start, meter, started = cpu_seconds(pid), Meter(loading), time.monotonic()
    table = f"aurora_{round_number}"
    connection = loading.connect(topic, table)
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM bench.{table}") >= count, 300, "Aurora has every event",
               kafka_engine_peer.POLL_SECONDS)
    seconds = time.monotonic() - started
    figures = {"seconds": seconds, "consumer": cpu_seconds(pid) - consumer_start, "memory": memory_peak_bytes(pid)}
    figures["everything"] = figures["consumer"] + meter.servers()
    distinct = clickhouse.value(f"SELECT uniqExact(_partition, _offset) FROM bench.{table}")
    assert distinct == count, f"{distinct} different offsets for {count} events"
    loading.disconnect(connection)
    return figures


def run_python(loading: Loading, topic: str, count: int, round_number: int, unread: bool = False) -> dict:
    clickhouse, kafka = loading.clickhouse, loading.kafka
    table = f"bench.python_{round_number}"
    clickhouse.query(
        f"CREATE TABLE {table} (id Int64, at Int64, customer Int64, state LowCardinality(String), channel "
        "LowCardinality(String), device LowCardinality(String), product LowCardinality(String), quantity Int64, price "
        "Float64, total Float64, discount Bool, score Float64, note LowCardinality(String)) ENGINE = MergeTree ORDER BY at")
    meter, started = Meter(loading), time.monotonic()
    answer = subprocess.run(
        [sys.executable, "-m", "bench.python_peer", "--brokers", kafka.brokers, "--topic", topic, "--clickhouse",
         clickhouse.url, "--user", "aurora_admin", "--password", clickhouse.passwords["admin"], "--table", table,
         "--messages", str(count), *(["--unread"] if unread else [])], cwd=PROJECT, check=True, capture_output=True, text=True)
    seconds = time.monotonic() - started
    own = json.loads(answer.stdout.strip().splitlines()[-1])
    rows = clickhouse.value(f"SELECT count() FROM {table}")
    assert rows == count, f"the peer wrote {rows} rows of {count}"
    clickhouse.query(f"DROP TABLE {table}")
    return {"seconds": seconds, "consumer": own["cpu_seconds"], "memory": own["memory_peak_bytes"],
            "everything": own["cpu_seconds"] + meter.servers()}


def run_python_unread(loading: Loading, topic: str, count: int, round_number: int) -> dict:
    return run_python(loading, topic, count, round_number, unread=True)


def run_engine(loading: Loading, topic: str, count: int, round_number: int) -> dict:
    clickhouse, kafka = loading.clickhouse, loading.kafka
    meter, started = Meter(loading), time.monotonic()
    table = kafka_engine_peer.create(clickhouse, kafka.brokers, topic, round_number, PARTITIONS, flush_ms=500)
    kafka_engine_peer.wait_for(clickhouse, table, count)
    figures = {"seconds": time.monotonic() - started, "everything": meter.servers()}
    kafka_engine_peer.drop(clickhouse, round_number)
    return figures


def measure_stages(loading: Loading, topic: str, count: int) -> dict:
    """Nanoseconds of CPU time an event, each stage alone in one process."""
    clickhouse, kafka = loading.clickhouse, loading.kafka
    path = loading.folder / "events.ndjson"
    with path.open("wb") as file:
        for value in events(count):
            file.write(value + b"\n")
    clickhouse.query(f"CREATE TABLE bench.stages ({kafka_engine_peer.COLUMNS.replace('at Int64', 'at DateTime64(3)')}, "
                     "_topic LowCardinality(String), _partition Int32, _offset Int64, _timestamp DateTime64(3), _overflow String) "
                     "ENGINE = MergeTree PARTITION BY toYYYYMM(at) ORDER BY (device, channel, at)")
    answer = subprocess.run(
        [PREFIX / "bin" / "ingest-stages", "--events", path, "--brokers", kafka.brokers, "--topic", topic, "--clickhouse",
         clickhouse.url, "--user", "aurora_admin", "--password", clickhouse.passwords["admin"], "--table", "bench.stages"],
        check=True, capture_output=True, text=True)
    clickhouse.query("DROP TABLE bench.stages")
    return json.loads(answer.stdout)


def settle(loading: Loading) -> None:
    """Returns when the servers have done what the contender before left them to do (merges, files to remove): it is not the next one's."""
    def quiet() -> bool:
        meter = Meter(loading)
        time.sleep(SETTLED_SECONDS)
        return meter.servers() <= SETTLED_CORES * SETTLED_SECONDS
    wait_until(quiet, 60, "ClickHouse and Kafka are quiet")


def report(name: str, runs: list[dict], count: int, size: int) -> None:
    print(f"\n{name} (minimum – median – maximum of {len(runs)})")
    print(f"  events/s                               {spread([count / run['seconds'] for run in runs])}")
    print(f"  bytes/s                                {spread([size / 1e6 / run['seconds'] for run in runs], ' MB/s')}")
    if "consumer" in runs[0]:
        print(f"  events per CPU-second of the consumer  {spread([count / run['consumer'] for run in runs])}")
    print(f"  events per CPU-second of everything    {spread([count / run['everything'] for run in runs])}")
    if "memory" in runs[0]:
        print(f"  peak memory of the consumer            {spread([run['memory'] / 2**20 for run in runs], ' MiB')}")


def report_ratio(aurora: list[dict], peer: list[dict], name: str) -> None:
    keys = [key for key in ("seconds", "consumer", "everything") if key in peer[0]]
    words = {"seconds": "events/s", "consumer": "per consumer CPU-second", "everything": "per CPU-second of everything"}
    ratios = [f"{words[key]} {statistics.median(p[key] for p in peer) / statistics.median(a[key] for a in aurora):.1f}"
              for key in keys]
    print(f"Aurora : {name} (medians)  {', '.join(ratios)}")


def report_stages(stages: dict, aurora: list[dict], count: int) -> None:
    names = [name for name in ("fetch", "decode", "encode", "insert") if name in stages]
    total = sum(stages[name] for name in names)
    whole = statistics.median(run["consumer"] for run in aurora) / count * 1e9
    print("\nAurora's stages alone, ns of CPU time an event: " + ", ".join(f"{name} {stages[name]:.0f}" for name in names)
          + f"; their sum {total:.0f}, the whole {whole:.0f} (sum : whole {total / whole:.2f}); LZ4, left out on loopback, "
          f"{stages['compress']:.0f}; a row on the wire {stages['row_bytes']:.0f} bytes, with LZ4 {stages['row_bytes_compressed']:.0f}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench ingest", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000, help="events in the topic (default: 1000000)")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each contender, taking turns (default: 5)")
    arguments = parser.parse_args()

    with Loading() as loading:
        size = fill(loading.kafka, "events", arguments.events)
        print(f"{arguments.events:,} JSON events of {size / arguments.events:.0f} bytes, {PARTITIONS} partitions, lz4; "
              "Kafka, ClickHouse and the consumer share this machine")
        aurora, python, unread, engine = [], [], [], []
        for number in range(arguments.rounds):
            for runs, run in ((aurora, run_aurora), (python, run_python), (unread, run_python_unread), (engine, run_engine)):
                settle(loading)
                runs.append(run(loading, "events", arguments.events, number))
        report("Aurora (typed columns inferred, exactly once; from the connect command on)", aurora, arguments.events, size)
        report("Python: confluent-kafka, orjson, clickhouse-connect, batches of 50,000, at least once", python,
               arguments.events, size)
        report("Python: confluent-kafka, messages passed on unread as JSONEachRow, batches of 50,000, at least once", unread,
               arguments.events, size)
        report("ClickHouse's Kafka engine with a materialized view, the same build, blocks of 65,536, at least once", engine,
               arguments.events, size)
        print()
        report_ratio(aurora, python, "Python")
        report_ratio(aurora, unread, "Python, messages unread")
        report_ratio(aurora, engine, "Kafka engine")
        report_stages(measure_stages(loading, "events", min(arguments.events, STAGE_EVENTS)), aurora, arguments.events)
        print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
