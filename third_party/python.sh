#!/usr/bin/env bash
# A Python environment for the tests in build/third_party/python.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin python "$root/tests/requirements.txt"
python_environment "$root/tests/requirements.txt"
