"""Free TCP ports of loopback."""

import socket


def free_ports(count: int) -> list[int]:
    """`count` different ports that were free a moment ago (all are held until the last one is known)."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def free_port() -> int:
    return free_ports(1)[0]
