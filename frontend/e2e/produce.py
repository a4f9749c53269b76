"""Produces each line of standard input as a message: produce.py BROKERS TOPIC [PARTITION]. A client that is not Aurora's."""

import sys

from confluent_kafka import Producer

brokers, topic, *partition = sys.argv[1:]
place = {"partition": int(partition[0])} if partition else {}
producer = Producer({"bootstrap.servers": brokers})
for line in sys.stdin:
    producer.produce(topic, line.rstrip("\n").encode(), **place)
    producer.poll(0)
left = producer.flush(30)
sys.exit(f"{left} messages were not delivered" if left else 0)
