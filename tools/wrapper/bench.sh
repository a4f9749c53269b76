# `./aurora bench [ingest|latency|gateway|query|nl]`: installs the peers that a benchmark compares with, then measures.

run_bench() {
  make_everything build run
  run_tasks bench_peers
  end_turn
  export AURORA_BUILD_DIR=$build
  cmake --build "$build" -j "$(nproc)" --target aurora_bench_programs > "$logs/bench_programs.log" 2>&1 ||
    die "the programs that only benchmarks need were not built; the log is $logs/bench_programs.log"
  if [[ -x $root/bench/run ]]; then exec "$root/bench/run" "$@"; fi
  exec "$binary" bench "$@"
}
