#!/usr/bin/env bash
# A Python environment for the benchmarks' peers in build/third_party/python-bench; only `./aurora bench` asks for it.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
# The benchmarks start the parts with the tests' harness.
begin python-bench "$root/tests/requirements.txt" "$root/bench/requirements.txt"
python_environment "$root/tests/requirements.txt" "$root/bench/requirements.txt"
