#!/usr/bin/env bash
# A Python environment for the benchmarks' peers in build/third_party/python-bench; only `./aurora bench` asks for it.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin python-bench "$root/bench/requirements.txt"
python_environment "$root/bench/requirements.txt"
