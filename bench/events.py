"""Events for measurements: JSON of about 250 bytes with 13 fields, the same for every contender."""

import json
import random

STATES = ["CA", "NY", "TX", "FL", "IL", "PA", "OH", "GA", "NC", "MI"]
CHANNELS = ["web", "app", "store", "partner"]
DEVICES = ["mobile", "desktop", "tablet"]


def events(count: int, seed: int = 1):
    """Yields `count` encoded events; equal for equal seeds."""
    source = random.Random(seed)
    start_ms = 1_780_000_000_000
    for number in range(count):
        quantity = source.randint(1, 9)
        price_cents = source.randint(100, 50_000)
        yield json.dumps(
            {
                "id": number,
                "at": start_ms + number,
                "customer": source.randint(1, 200_000),
                "state": source.choice(STATES),
                "channel": source.choice(CHANNELS),
                "device": source.choice(DEVICES),
                "product": f"product-{source.randint(1, 5000)}",
                "quantity": quantity,
                "price": price_cents / 100,
                "total": quantity * price_cents / 100,
                "discount": source.random() < 0.1,
                "score": round(source.random(), 6),
                "note": "standard delivery",
            },
            separators=(",", ":"),
        ).encode()
