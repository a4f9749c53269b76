# `./aurora bench [ingest|latency|gateway|query|nl]`: installs the peers that a benchmark compares with, then measures.

run_bench() {
  make_everything build run
  run_tasks bench_peers
  end_turn
  export AURORA_BUILD_DIR=$build
  if [[ -x $root/bench/run ]]; then exec "$root/bench/run" "$@"; fi
  exec "$binary" bench "$@"
}
