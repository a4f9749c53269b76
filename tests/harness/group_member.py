"""A member of a consumer group that speaks Kafka's protocol itself: it joins by the name of another one, and gives out
partitions as a test wants it."""

import itertools
import socket
import struct

JOIN_GROUP, SYNC_GROUP = 11, 14
STRATEGY = "cooperative-sticky"


def _string(text: str | None) -> bytes:
    return struct.pack(">h", -1) if text is None else struct.pack(">h", len(text.encode())) + text.encode()


def _bytes(data: bytes) -> bytes:
    return struct.pack(">i", len(data)) + data


def _array(items) -> bytes:
    return struct.pack(">i", len(items)) + b"".join(items)


class _Answer:
    def __init__(self, data: bytes):
        self.data, self.at = data, 0

    def number(self, form: str) -> int:
        value, = struct.unpack_from(form, self.data, self.at)
        self.at += struct.calcsize(form)
        return value

    def take(self, length: int) -> bytes:
        self.at += max(length, 0)
        return self.data[self.at - max(length, 0):self.at]

    def string(self) -> str:
        return self.take(self.number(">h")).decode()


class GroupMember:
    """join() and then sync(), each in two halves: members wait for each other, so all ask before one of them hears. It sends no
    heartbeats: the group forgets it after `session_seconds`, unless one of its name comes."""

    def __init__(self, port: int, group: str, topics: list[str], instance: str, session_seconds: float = 60):
        self.group, self.topics, self.instance, self.session_ms = group, topics, instance, int(session_seconds * 1000)
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.numbers = itertools.count(1)
        self.id, self.leader, self.generation, self.members = "", "", -1, []

    def close(self) -> None:
        self.socket.close()

    def _send(self, key: int, version: int, body: bytes) -> None:
        request = struct.pack(">hhi", key, version, next(self.numbers)) + _string("foreign") + body
        self.socket.sendall(struct.pack(">i", len(request)) + request)

    def _receive(self) -> _Answer:
        """Behind correlation id and throttle time, which all answers here begin with."""
        size, = struct.unpack(">i", self._read(4))
        answer = _Answer(self._read(size))
        answer.number(">i")
        answer.number(">i")
        error = answer.number(">h")
        assert error == 0, f"the group {self.group} answers with error {error}"
        return answer

    def _read(self, size: int) -> bytes:
        data = b""
        while len(data) < size:
            part = self.socket.recv(size - len(data))
            assert part, "the broker has closed the connection"
            data += part
        return data

    def ask_to_join(self) -> None:
        topics = _array([_string(topic) for topic in self.topics])
        # Something that differs each time, as the owned partitions of a real member do: otherwise nothing is given out anew.
        subscription = struct.pack(">h", 0) + topics + _bytes(str(next(self.numbers)).encode())
        self._send(JOIN_GROUP, 5, _string(self.group) + struct.pack(">ii", self.session_ms, self.session_ms) + _string(self.id) +
                   _string(self.instance) + _string("consumer") + _array([_string(STRATEGY) + _bytes(subscription)]))

    def joined(self) -> None:
        answer = self._receive()
        self.generation = answer.number(">i")
        answer.string()
        self.leader, self.id = answer.string(), answer.string()
        self.members = []
        for _ in range(answer.number(">i")):
            self.members.append(answer.string())
            answer.string()
            answer.take(answer.number(">i"))

    def ask_to_sync(self, partitions: dict[str, list[int]]) -> None:
        """`partitions`: of the first topic, by member id; the leader's word counts."""
        given = []
        for member, numbers in partitions.items():
            assignment = struct.pack(">h", 0) + _array([_string(self.topics[0]) + _array(
                [struct.pack(">i", number) for number in numbers])] if numbers else []) + _bytes(b"")
            given.append(_string(member) + _bytes(assignment))
        self._send(SYNC_GROUP, 3, _string(self.group) + struct.pack(">i", self.generation) + _string(self.id) +
                   _string(self.instance) + _array(given if self.id == self.leader else []))

    def synced(self) -> None:
        self._receive()


def give_out(port: int, group: str, topic: str, partitions: dict[str, list[int]]) -> None:
    """Leaves the group as if members of these names had been killed when they had been given these partitions."""
    members = [GroupMember(port, group, [topic], instance) for instance in partitions]
    try:
        # Whoever takes over a name gets what was the other's; with the second call all is given out anew.
        for _ in range(2):
            for member in members:
                member.ask_to_join()
            for member in members:
                member.joined()
        wanted = {member.id: partitions[member.instance] for member in members}
        assert any(set(member.members) == set(wanted) for member in members), "others are in the group"
        for member in members:
            member.ask_to_sync(wanted)
        for member in members:
            member.synced()
    finally:
        for member in members:
            member.close()
