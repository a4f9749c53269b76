"""What a person waits for, on a whole Aurora as `aurora up` starts it, with its demonstration running:

connect  from the command `aurora connect` for a new topic with --messages messages of a shape never seen to its end, when
         the typed table holds them all; a new topic and shape each round
visible  from produce() of an event to the first SELECT that shows it, at --rate events a second
"""

import argparse
import json
import random
import tempfile
import threading
import time
import uuid
from pathlib import Path

from confluent_kafka import Producer

from bench.figures import quantile, spread
from tests.harness.aurora import Aurora

LOOK_EVERY_S = 0.01


def shape(number: int):
    """A maker of messages with fields of their own."""
    words = random.Random(number)
    names = [f"{word}_{words.randrange(100)}" for word in ("device", "reading", "place", "state", "batch", "remark")]

    def message(index: int) -> str:
        return json.dumps({
            names[0]: str(uuid.UUID(int=index)), names[1]: index / 7, names[2]: {"city": f"c{index % 50}", "zip": f"{index:05d}"},
            names[3]: ("on", "off", "idle")[index % 3], names[4]: index, "at": f"2026-11-{1 + index % 20:02d}T10:00:00.{index % 1000:03d}Z",
            **({names[5]: "x"} if index % 4 == 0 else {})})
    return message


def produce(brokers: str, topic: str, messages) -> None:
    producer = Producer({"bootstrap.servers": brokers})
    for message in messages:
        producer.produce(topic, message)
    if producer.flush(60):
        raise RuntimeError(f"topic {topic}: the broker did not take all messages")


def connect_seconds(aurora: Aurora, brokers: str, round_number: int, messages: int) -> float:
    topic = f"bench-{uuid.uuid4().hex[:8]}"
    table = f"bench.{topic.replace('-', '_')}"
    produce(brokers, topic, map(shape(round_number), range(messages)))
    begin = time.monotonic()
    aurora.run("connect", "--brokers", brokers, "--topic", topic, "--table", table, "--yes")
    seconds = time.monotonic() - begin
    rows = int(aurora.clickhouse(f"SELECT count() FROM {table}"))
    if rows != messages:
        raise RuntimeError(f"{table} holds {rows} of {messages} rows when `aurora connect` is done")
    aurora.run("disconnect", topic, "--drop-table")
    return seconds


def visible_seconds(aurora: Aurora, brokers: str, rate: float, events: int) -> list[float]:
    topic, table = f"bench-{uuid.uuid4().hex[:8]}", "bench.visible"
    produce(brokers, topic, [json.dumps({"number": -1 - number, "at": time.time()}) for number in range(50)])
    aurora.run("connect", "--brokers", brokers, "--topic", topic, "--table", table, "--yes")
    produced_at: dict[int, float] = {}
    seen_at: dict[int, float] = {}
    done = threading.Event()

    def watch() -> None:
        newest = -1
        while not done.is_set() or len(seen_at) < events:
            asked_at = time.monotonic()
            for (number,) in aurora.rows(f"SELECT number FROM {table} WHERE number > {newest} ORDER BY number"):
                seen_at[number] = asked_at
                # Without gaps: what is below was seen.
                newest = number if number == newest + 1 else newest
            time.sleep(LOOK_EVERY_S)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    producer = Producer({"bootstrap.servers": brokers, "linger.ms": 0})
    begin = time.monotonic()
    for number in range(events):
        while time.monotonic() < begin + number / rate:
            producer.poll(0.001)
        produced_at[number] = time.monotonic()
        producer.produce(topic, json.dumps({"number": number, "at": time.time()}))
    producer.flush(10)
    done.set()
    watcher.join(60)
    if len(seen_at) < events:
        raise RuntimeError(f"only {len(seen_at)} of {events} events became visible")
    return [max(0.0, seen_at[number] - produced_at[number]) for number in range(events)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench latency", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5, help="connections of new shapes (default: 5)")
    parser.add_argument("--messages", type=int, default=1000, help="messages of each (default: 1000)")
    parser.add_argument("--rate", type=float, default=200, help="events a second (default: 200)")
    parser.add_argument("--seconds", type=float, default=20, help="how long they flow (default: 20)")
    arguments = parser.parse_args()

    with tempfile.TemporaryDirectory(prefix="aurora-bench-") as folder:
        aurora = Aurora(Path(folder))
        aurora.up()
        try:
            brokers = aurora.env()["KAFKA_BROKERS"]
            times = [connect_seconds(aurora, brokers, number, arguments.messages) for number in range(arguments.rounds)]
            print(f"connect  {arguments.messages} messages of a new shape, min – median – max of {arguments.rounds}: "
                  f"{spread(times, ' s', 2)} (wanted: 3 s)", flush=True)
            events = int(arguments.rate * arguments.seconds)
            delays = visible_seconds(aurora, brokers, arguments.rate, events)
            print(f"visible  {events} events at {arguments.rate:g}/s: p50 {quantile(delays, 0.5) * 1000:.0f} ms, "
                  f"p99 {quantile(delays, 0.99) * 1000:.0f} ms, max {max(delays) * 1000:.0f} ms (wanted: p99 1,000 ms)")
        finally:
            aurora.down()


if __name__ == "__main__":
    main()
