"""A record batch that nobody can read to its end, in the log of a real broker: the connection stops there, says where, and what it says
to do is enough to go on with everything else."""

import struct
import time

from harness.kafka import Kafka
from harness.process import wait_until
from test_delivery import World

# Of a batch of format 2, from its first byte on: offset, length, epoch of the leader, format, checksum; then what the checksum covers:
# attributes, offset of the last record (from the first), two timestamps, producer, epoch, sequence, number of records.
HEADER = struct.Struct(">qiibIhiqqqhii")
CHECKED_FROM = 21
CASTAGNOLI = 0x82F63B78


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (CASTAGNOLI if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def batches(log):
    """(place in the file, first offset, behind the last one, bytes) of each batch."""
    place = 0
    while place < len(log):
        offset, length, _, _, _, _, last, *_ = HEADER.unpack_from(log, place)
        yield place, offset, offset + last + 1, length + 12
        place += length + 12


def damage_last_record(log, place, size):
    """Its length says more bytes than there are. The checksum is right: the producer wrote it so."""
    batch = bytearray(log[place:place + size])
    assert crc32c(batch[CHECKED_FROM:]) == HEADER.unpack_from(batch)[4], "this is what Kafka checks"
    at = HEADER.size
    while at + 1 + batch[at] // 2 < size:
        assert batch[at] < 0x80, "short records have a length of one byte"
        at += 1 + batch[at] // 2
    batch[at] = 0x7E
    struct.pack_into(">I", batch, 17, crc32c(batch[CHECKED_FROM:]))
    log[place:place + size] = batch


def test_a_batch_that_cannot_be_read_is_told_and_passed_over_as_it_says(tmp_path, ingest, clickhouse):
    kafka = Kafka(tmp_path / "kafka").start()
    world = World(ingest, kafka, clickhouse)
    try:
        kafka.create_topic(world.topic)
        world.produce(range(10), partition=0)
        world.connect()
        world.await_ids(range(10), "what is whole is loaded")
        world.settled_ledger()
        world.pause()
        for first in (10, 20, 30):
            world.produce(range(first, first + 10), partition=0)
        kafka.stop()
        path = kafka.folder / "data" / f"{world.topic}-0" / ("0" * 20 + ".log")
        log = bytearray(path.read_bytes())
        place, begin, behind, size = next(batch for batch in batches(log) if batch[1] >= 15)
        assert 10 < begin < behind <= 30
        damage_last_record(log, place, size)
        path.write_bytes(log)
        kafka.start()
        assert kafka.end_offsets(world.topic) == {0: 40}, "the broker gives it out as it is"

        begun = time.monotonic()
        world.resume()
        said = wait_until(lambda: "malformed" in (text := world.view().last_error.message) and text, 5, "it says so within five seconds")
        assert time.monotonic() - begun < 5
        assert f"topic {world.topic}, partition 0: the batch of offsets {begin} to {behind - 1} is malformed" in said, said
        assert "delete the connection, keep its table, and connect again from the offset behind it" in said, said
        assert world.view().state == world.pb.CONNECTION_STATE_FAILING
        # Everything before the batch is loaded, nothing of it, and nothing behind it; and so it stays.
        world.await_ids(range(begin), "what came before it is loaded")
        time.sleep(2)
        assert world.rows() == list(range(begin)) and "malformed" in world.view().last_error.message

        ingest.DeleteConnection(world.pb.DeleteConnectionRequest(id=world.id))
        world.connect(start=world.pb.StartPosition(offsets=world.pb.PartitionOffsets(offsets={0: behind})))
        world.await_ids([*range(begin), *range(behind, 40)], "only what cannot be read is missing")
        ingest.DeleteConnection(world.pb.DeleteConnectionRequest(id=world.id))
    finally:
        kafka.kill()
