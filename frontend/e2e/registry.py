"""A stand-in of a schema registry with a topic of Avro messages: registry.py BROKERS TOPIC COUNT USER PASSWORD.

Prints its URL when the messages are there, and runs until standard input ends."""

import io
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "tests"))

import fastavro  # noqa: E402
from confluent_kafka import Producer  # noqa: E402
from harness.schema_registry import SchemaRegistry, framed  # noqa: E402

SCHEMA = {
    "type": "record", "name": "Parcel", "namespace": "shop", "fields": [
        {"name": "parcel_id", "type": "long"},
        {"name": "sent_at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
        {"name": "carrier", "type": "string"},
        {"name": "weight_kg", "type": ["null", "double"]},
    ]}

brokers, topic, count, user, password = sys.argv[1:]
registry = SchemaRegistry(user=user, password=password).start()
number = registry.register(f"{topic}-value", SCHEMA)
parsed = fastavro.parse_schema(SCHEMA)
producer = Producer({"bootstrap.servers": brokers})
for at in range(int(count)):
    payload = io.BytesIO()
    fastavro.schemaless_writer(payload, parsed, {
        "parcel_id": at, "sent_at": 1_790_000_000_000 + at, "carrier": ["north", "south"][at % 2], "weight_kg": at / 8})
    producer.produce(topic, framed(number, payload.getvalue()))
    producer.poll(0)
left = producer.flush(30)
if left:
    sys.exit(f"{left} messages were not delivered")
print(registry.url, flush=True)
sys.stdin.read()
registry.stop()
