"""Many connections in one ingest process: what each costs in memory and, with nothing to do, in CPU time."""

import argparse
import os
import time

from bench.figures import cpu_seconds, memory_peak_bytes
from bench.events import events
from bench.loading import Loading
from tests.harness.process import wait_until

MESSAGES = 50
IDLE_SECONDS = 10


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench connections", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="connections, each with a topic of its own (default: 200)")
    arguments = parser.parse_args()

    with Loading() as loading:
        for number in range(arguments.count):
            loading.kafka.create_topic(f"topic-{number}", 1)
            loading.kafka.produce(f"topic-{number}", events(MESSAGES))
        empty, started = memory_peak_bytes(loading.pid), time.monotonic()
        for number in range(arguments.count):
            loading.connect(f"topic-{number}", f"table_{number}")
        connected = time.monotonic() - started
        rows = "SELECT ifNull(sum(total_rows), 0) FROM system.tables WHERE database = 'bench'"
        wait_until(lambda: loading.clickhouse.value(rows) == arguments.count * MESSAGES, 60, "every event is there")
        before = cpu_seconds(loading.pid)
        time.sleep(IDLE_SECONDS)
        idle = (cpu_seconds(loading.pid) - before) / IDLE_SECONDS
        print(f"{arguments.count} connections of one ingest process, made in {connected:.0f} s; load of the machine {os.getloadavg()[0]:.1f}\n"
              f"  peak memory  {memory_peak_bytes(loading.pid) / 2**20:.0f} MiB ({empty / 2**20:.0f} MiB without any; wanted: 500 MB)\n"
              f"  idle         {idle * 100:.0f} % of a core")


if __name__ == "__main__":
    main()
