"""What exactly once costs: the same ingest with its protocol and without it, over the same topic, broker, ClickHouse and machine.

Without it (the program aurora-ingest-at-least-once, which only this measurement builds) batches are made and inserted in the same
way, but nothing is announced, no insert carries a token, the table keeps no hashes of what it was given, and offsets are committed
every five seconds. In each round both load the filled topic into an empty table of the same definition, one after the other; who begins
changes with the rounds. The cost of a round is what the one with the protocol needs more than the other, in percent: of time, of
ingest's CPU time, of ClickHouse's, of Kafka's, and of CPU time of everything. With few events the first commits of a group count most:
at two million, Kafka's part alone is a third more.
"""

import argparse
import os
import statistics
import sys
import time

from bench.figures import cpu_seconds, spread
from bench.ingest import fill
from bench.loading import PARTITIONS, Ingest, Loading, Meter
from tests.harness.process import wait_until

POLL_SECONDS = 0.02
# Of the median of the rounds.
COST_MAX_PERCENT = 5.0
JUDGED = ("seconds", "ingest", "everything")
TOPIC = "events"
KINDS = {"seconds": "time", "ingest": "CPU time of ingest", "clickhouse": "CPU time of ClickHouse", "kafka": "CPU time of Kafka",
         "everything": "CPU time of everything"}


def make_template(loading: Loading, count: int) -> None:
    """bench.template: the table that a connection of the topic makes."""
    connection = loading.connect(TOPIC, "first")
    wait_until(lambda: loading.clickhouse.value("SELECT count() FROM bench.first") >= count, 600, "the topic was loaded once")
    loading.clickhouse.query("CREATE TABLE bench.template AS bench.first")
    loading.disconnect(connection)


def run(loading: Loading, ingest: Ingest, table: str, count: int, tokens: bool) -> dict:
    clickhouse = loading.clickhouse
    clickhouse.query(f"CREATE TABLE bench.{table} AS bench.template")
    if not tokens:
        clickhouse.query(f"ALTER TABLE bench.{table} MODIFY SETTING non_replicated_deduplication_window = 0")
    ingest_start, meter, started = cpu_seconds(ingest.pid), Meter(loading), time.monotonic()
    connection = ingest.connect(loading.kafka.brokers, TOPIC, table)
    wait_until(lambda: clickhouse.value(f"SELECT count() FROM bench.{table}") >= count, 600, "every event is there", POLL_SECONDS)
    figures = {"seconds": time.monotonic() - started, "ingest": cpu_seconds(ingest.pid) - ingest_start}
    figures |= meter.each()
    figures["everything"] = figures["ingest"] + figures["clickhouse"] + figures["kafka"]
    rows, distinct = clickhouse.query(f"SELECT count(), uniqExact(_partition, _offset) FROM bench.{table}")[0]
    assert (rows, distinct) == (count, count), f"{rows} rows of {distinct} offsets for {count} events"
    ingest.disconnect(connection)
    return figures


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench exactness", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=6_000_000, help="events in the topic (default: 6000000)")
    parser.add_argument("--rounds", type=int, default=10, help="runs of each, taking turns (default: 10)")
    parser.add_argument("--check", action="store_true",
                        help=f"exit status 1 when a median costs more than {COST_MAX_PERCENT:g} %%")
    arguments = parser.parse_args()

    with Loading() as loading:
        size = fill(loading.kafka, TOPIC, arguments.events)
        print(f"{arguments.events:,} JSON events of {size / arguments.events:.0f} bytes, {PARTITIONS} partitions, lz4; "
              "Kafka, ClickHouse and ingest share this machine")
        contenders = {"exactly once": loading.ingest, "at least once": loading.start_ingest("aurora-ingest-at-least-once")}
        # Also warms both up.
        make_template(loading, arguments.events)
        run(loading, contenders["at least once"], "warm", arguments.events, tokens=False)
        runs: dict[str, list[dict]] = {name: [] for name in contenders}
        for number in range(arguments.rounds):
            order = list(contenders.items())
            for name, ingest in order if number % 2 == 0 else reversed(order):
                runs[name].append(run(loading, ingest, f"round_{number}_{name.replace(' ', '_')}", arguments.events,
                                      tokens=name == "exactly once"))
    for name, figures in runs.items():
        print(f"\n{name} (minimum – median – maximum of {len(figures)})")
        print(f"  events/s                              {spread([arguments.events / one['seconds'] for one in figures])}")
        print(f"  events per CPU-second of ingest       {spread([arguments.events / one['ingest'] for one in figures])}")
        print(f"  events per CPU-second of everything   {spread([arguments.events / one['everything'] for one in figures])}")
    print("\nthe cost of exactly once, round by round")
    too_much = False
    for kind, words in KINDS.items():
        costs = [(exact[kind] / loose[kind] - 1) * 100 for exact, loose in zip(*runs.values())]
        too_much = too_much or (kind in JUDGED and statistics.median(costs) > COST_MAX_PERCENT)
        print(f"  {words:<24} {spread(costs, ' %', 1)}")
    print(f"\nload of the machine at the end: {os.getloadavg()[0]:.1f}")
    sys.exit(1 if arguments.check and too_much else 0)


if __name__ == "__main__":
    main()
