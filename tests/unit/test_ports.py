"""Ports for tests: a server that listens a second after its port was chosen must still find it free."""

import socket
import subprocess
import sys
from pathlib import Path

from harness.ports import free_port, free_port_span


def test_a_chosen_port_is_not_chosen_by_another_run_of_tests():
    first, span = free_port(), free_port_span(3)
    script = ("from harness.ports import _claim\n"
              f"print([port for port in ({first}, {span}, {span + 2}) if _claim(port)], bool(_claim({span + 500})))")
    other = subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[1], capture_output=True, text=True, check=True)
    assert other.stdout == "[] True\n"
    assert free_port_span(3) not in range(span - 2, span + 3)


def test_the_system_gives_no_chosen_port_to_an_outgoing_connection():
    with open("/proc/sys/net/ipv4/ip_local_port_range", encoding="ascii") as local_range:
        lowest = int(local_range.read().split()[0])
    assert free_port() < lowest and free_port_span() + 20 < lowest


def test_a_port_in_use_is_not_chosen():
    span = free_port_span(2)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", span + 2))
        assert free_port_span(2) > span + 2
