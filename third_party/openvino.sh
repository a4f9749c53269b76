#!/usr/bin/env bash
# OpenVINO for C++ in build/third_party/openvino/{include,libs,cmake}: it computes the vectors of the embedding service.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin openvino "$third_party/openvino.requirements.txt"

platforms=()
for glibc in 2_28 2_35; do platforms+=(--platform "manylinux_${glibc}_$machine"); done
pip_packages "$third_party/openvino.requirements.txt" "$scratch/wheel" "${platforms[@]}" --python-version 3.11 --implementation cp --abi cp311
mkdir "$scratch/openvino"
mv "$scratch/wheel/openvino"/{include,libs,cmake} "$scratch/openvino/"
mv "$scratch"/wheel/openvino-*.dist-info/licenses "$scratch/openvino/licenses"
# Only the CPU computes here: what serves other devices is 60 MB. (The readers of model formats stay: the CMake package names them.)
rm -f "$scratch"/openvino/libs/libopenvino_intel_{gpu,npu}_plugin.so "$scratch/openvino/libs/cache.json"
finish "$scratch/openvino"
