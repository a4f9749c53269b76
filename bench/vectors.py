"""Vectors: how fast a search over 10,000 of them is, and whether nearness tells questions apart.

Search: `vector-search`, which is the embedding service's own collection in one thread, without gRPC. Questions: the cosine of
each pair of bench/question_pairs.tsv with the built-in model, and what every threshold of a cache by nearness would do.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

from bench.figures import spread
from tests.harness.grpc_client import Stub, messages
from tests.harness.ports import free_port
from tests.harness.process import PREFIX, PROJECT
from tests.harness.stack import Service

PAIRS = PROJECT / "bench" / "question_pairs.tsv"
TOKEN = "rpc-token-for-benchmarks-0123456789"
THRESHOLDS = (0.80, 0.85, 0.90, 0.95, 0.97)


def searches(arguments) -> None:
    runs = []
    for _ in range(arguments.rounds):
        run = subprocess.run([PREFIX / "bin" / "vector-search", f"--items={arguments.items}", f"--dimensions={arguments.dimensions}",
                              f"--queries={arguments.queries}"], capture_output=True, text=True, check=True)
        runs.append(json.loads(run.stdout))
    print(f"search over {arguments.items:,} x {arguments.dimensions}, {arguments.queries} queries a round "
          f"(minimum – median – maximum of {arguments.rounds} rounds)")
    print(f"  p50 {spread([run['p50_ms'] for run in runs], ' ms', 2)}   p99 {spread([run['p99_ms'] for run in runs], ' ms', 2)}")


def pairs() -> list[tuple[str, str, str]]:
    lines = [line for line in PAIRS.read_text().splitlines() if not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines]


def nearness() -> None:
    """The cosine of each pair, and the shares of same and of other questions that are at least as near as a threshold."""
    with tempfile.TemporaryDirectory(prefix="aurora-bench-") as folder:
        token = Path(folder) / "rpc.token"
        token.write_text(TOKEN)
        service = Service("embedding", Path(folder), {"grpc": {"listen": f"127.0.0.1:{free_port()}", "token_file": str(token)}})
        try:
            service.start()
            stub = Stub("embedding", service.address, TOKEN)
            cosines = []
            for kind, one, other in pairs():
                a, b = (list(vector.values) for vector in stub.Embed(messages("embedding").EmbedRequest(texts=[one, other])).vectors)
                cosines.append((kind, sum(x * y for x, y in zip(a, b)), one, other))
            stub.close()
        finally:
            service.stop()
    print("\ncosine of two questions")
    for kind, cosine, one, other in sorted(cosines, key=lambda pair: -pair[1]):
        print(f"  {cosine:.3f}  {kind:5}  {one}  |  {other}")
    print("\nof each kind, at least as near")
    for threshold in THRESHOLDS:
        shares = []
        for kind in ("same", "other", "value"):
            of_kind = [cosine for found, cosine, _, _ in cosines if found == kind]
            shares.append(f"{kind} {sum(cosine >= threshold for cosine in of_kind)} of {len(of_kind)}")
        print(f"  {threshold:.2f}  {', '.join(shares)}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="./aurora bench vectors", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=10_000, help="vectors of the collection (default: 10,000)")
    parser.add_argument("--dimensions", type=int, default=384, help="of each vector (default: 384)")
    parser.add_argument("--queries", type=int, default=1_000, help="searches a round (default: 1,000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds (default: 3)")
    arguments = parser.parse_args()
    searches(arguments)
    nearness()


if __name__ == "__main__":
    main()
