"""Ports of 127.0.0.1 for what a test starts: free, and nobody else's until this process ends.

They lie below the range that the system takes from for outgoing connections (32768 on, unless configured otherwise): a port of
that range, free when it was chosen, may be the near end of somebody's connection by the time that a server wants to listen.
"""

import itertools
import os
import socket

SINGLE = range(10000, 20000)
SPANS = range(20000, 32000)

# Each claim is a listening name in the system's abstract namespace: it is seen by other runs of tests, and goes with this process.
_claims: list[socket.socket] = []
# A port is not chosen twice before all others were: an address that a test let go stays dead.
_singles = itertools.cycle(SINGLE)
for _ in range(os.getpid() * 97 % len(SINGLE)):
    next(_singles)


def _claim(port: int) -> socket.socket | None:
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(f"\0aurora-test-port-{port}")
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", port))
        return claim
    except OSError:
        claim.close()
        return None


def free_port() -> int:
    for port in itertools.islice(_singles, len(SINGLE)):
        if claim := _claim(port):
            _claims.append(claim)
            return port
    raise RuntimeError(f"no free port of 127.0.0.1 from {SINGLE.start} to {SINGLE.stop - 1}")


def free_port_span(span: int = 21) -> int:
    """The first of `span` neighbouring ports that are all free."""
    for base in range(SPANS.start, SPANS.stop - span, span):
        claims = []
        for port in range(base, base + span):
            if not (claim := _claim(port)):
                break
            claims.append(claim)
        if len(claims) == span:
            _claims.extend(claims)
            return base
        for claim in claims:
            claim.close()
    raise RuntimeError(f"no {span} neighbouring free ports of 127.0.0.1 from {SPANS.start} to {SPANS.stop - 1}")
