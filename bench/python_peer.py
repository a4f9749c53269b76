"""The peer: a Python consumer written with care, confluent-kafka + orjson + clickhouse-connect.

Reads a topic in batches of 50,000, inserts column-oriented, commits after each insert (at least once), and ends when it
has seen the wanted number of messages. With --unread it passes the messages on as they are, and ClickHouse reads the JSON
(JSONEachRow). Prints one JSON line with its own figures.
"""

import argparse
import json
import resource
import time
from urllib.parse import urlparse

import clickhouse_connect
import orjson
from confluent_kafka import Consumer

BATCH_ROWS = 50_000
COLUMNS = ["id", "at", "customer", "state", "channel", "device", "product", "quantity", "price", "total", "discount",
           "score", "note"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brokers", required=True)
    parser.add_argument("--topic", required=True)
    parser.add_argument("--clickhouse", required=True, help="http://host:port")
    parser.add_argument("--user", required=True)
    parser.add_argument("--password", required=True)
    parser.add_argument("--table", required=True, help="database.table")
    parser.add_argument("--messages", type=int, required=True)
    parser.add_argument("--unread", action="store_true", help="pass messages on as JSONEachRow")
    arguments = parser.parse_args()

    url = urlparse(arguments.clickhouse)
    client = clickhouse_connect.get_client(host=url.hostname, port=url.port, username=arguments.user,
                                           password=arguments.password, compress="lz4")
    consumer = Consumer({
        "bootstrap.servers": arguments.brokers, "group.id": f"peer-{time.time_ns()}", "auto.offset.reset": "earliest",
        "enable.auto.commit": False, "queued.min.messages": 200_000, "fetch.message.max.bytes": 4 << 20,
    })
    consumer.subscribe([arguments.topic])
    started = None
    seen = 0
    while seen < arguments.messages:
        messages = consumer.consume(BATCH_ROWS, timeout=0.5)
        if not messages:
            continue
        started = started or time.monotonic()
        if arguments.unread:
            client.raw_insert(arguments.table, insert_block=b"\n".join([message.value() for message in messages]), fmt="JSONEachRow")
        else:
            rows = [orjson.loads(message.value()) for message in messages]
            columns = [[row[name] for row in rows] for name in COLUMNS]
            client.insert(arguments.table, columns, column_names=COLUMNS, column_oriented=True)
        consumer.commit(asynchronous=False)
        seen += len(messages)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    print(json.dumps({
        "messages": seen, "seconds": time.monotonic() - (started or time.monotonic()),
        "cpu_seconds": usage.ru_utime + usage.ru_stime, "memory_peak_bytes": usage.ru_maxrss * 1024,
    }))
    consumer.close()


if __name__ == "__main__":
    main()
