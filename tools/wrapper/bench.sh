# `./aurora bench [ingest|latency|gateway|query|nl]`: installs the peers that a benchmark compares with, then measures.

run_bench() {
  make_everything build run
  run_tasks bench_peers
  end_turn
  export AURORA_BUILD_DIR=$build
  if [[ ${1:-} == exactness ]]; then
    cmake --build "$build" -j "$(nproc)" --target aurora-ingest-at-least-once > "$logs/at_least_once.log" 2>&1 ||
      die "ingest without its protocol was not built; the log is $logs/at_least_once.log"
  fi
  if [[ -x $root/bench/run ]]; then exec "$root/bench/run" "$@"; fi
  exec "$binary" bench "$@"
}
