"""Ingest under full load for as long as wanted: is its memory flat, is every event there once?

Chunks of events are produced while others are loaded. After each chunk one line: events so far, events/s, memory of ingest. At the
end the table is asked for each offset; the exit status is 1 when one is missing or doubled, or when ingest's memory in
the last third has grown beyond that of the second by more than a tenth.
"""

import argparse
import statistics
import sys
import time

from bench.events import events
from bench.figures import cpu_seconds
from bench.loading import PARTITIONS, Loading
from tests.harness.process import wait_until

CHUNK_EVENTS = 500_000
# Broker and engine keep what they have on the disk: this much of it at most.
RETENTION_BYTES = 1 << 30


def resident_bytes(pid: int) -> int:
    with open(f"/proc/{pid}/statm", encoding="ascii") as statm:
        return int(statm.read().split()[1]) * 4096


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench soak", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5, help="how long events are produced (default: 5)")
    arguments = parser.parse_args()

    with Loading() as loading:
        loading.kafka.create_topic("soak", PARTITIONS, **{"retention.bytes": RETENTION_BYTES // PARTITIONS})
        producer = loading.kafka.producer(**{"compression.type": "lz4", "linger.ms": 50, "queue.buffering.max.messages": 500_000})
        values = list(events(CHUNK_EVENTS))
        produced, memory, started = 0, [], time.monotonic()
        connection, count = "", "SELECT count() FROM bench.soak"
        while time.monotonic() - started < arguments.minutes * 60:
            chunk_started = time.monotonic()
            for number, value in enumerate(values):
                while True:
                    try:
                        producer.produce("soak", value, partition=number % PARTITIONS)
                        break
                    except BufferError:
                        producer.poll(0.05)
            assert producer.flush(120) == 0
            produced += len(values)
            connection = connection or loading.connect("soak", "soak")
            # Retention must not overtake the reader.
            wait_until(lambda: loading.clickhouse.value(count) >= produced - CHUNK_EVENTS, 120, "ingest keeps up")
            memory.append(resident_bytes(loading.pid))
            print(f"  {produced:>12,} events  {len(values) / (time.monotonic() - chunk_started):>9,.0f} events/s  "
                  f"{memory[-1] / 2**20:>5.0f} MiB", flush=True)
        wait_until(lambda: loading.clickhouse.value(count) >= produced, 120, "every event is there")
        rows, distinct = loading.clickhouse.query(
            "SELECT sum(rows), sum(offsets) FROM (SELECT count() AS rows, groupBitmap(toUInt64(_offset)) AS offsets FROM bench.soak "
            "GROUP BY _partition)")[0]
        third = max(1, len(memory) // 3)
        # A leak moves the medians; a moment in which the machine did something else moves the most, and may by a quarter.
        second, last = memory[third:2 * third] or memory, memory[-third:]
        flat = statistics.median(last) <= statistics.median(second) * 1.05 and max(last) <= max(second) * 1.25
        print(f"{produced:,} events in {(time.monotonic() - started) / 60:.1f} min, {cpu_seconds(loading.pid) / 60:.1f} CPU-minutes of ingest; "
              f"{rows:,} rows, {distinct:,} different offsets; memory {'flat' if flat else 'GROWS'}: median {statistics.median(second) / 2**20:.0f} MiB "
              f"(at most {max(second) / 2**20:.0f}) in the second third, {statistics.median(last) / 2**20:.0f} MiB (at most {max(last) / 2**20:.0f}) in the last")
        loading.disconnect(connection)
    sys.exit(0 if rows == distinct == produced and flat else 1)


if __name__ == "__main__":
    main()
