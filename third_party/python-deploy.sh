#!/usr/bin/env bash
# A Python environment for the tests of the deployment in build/third_party/python-deploy; only `./aurora test deploy` asks for it.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
# They use the tests' harness too.
begin python-deploy "$root/tests/requirements.txt" "$root/tests/deploy/requirements.txt"
python_environment "$root/tests/requirements.txt" "$root/tests/deploy/requirements.txt"
