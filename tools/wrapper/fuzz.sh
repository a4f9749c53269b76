# `./aurora test fuzz [TARGET...] [--minutes N]`: compiles tests/fuzz with Clang and runs each target for N minutes (10), one after
# the other. What it finds lies in build/fuzz/findings; the corpora grow in build/fuzz/corpus.

run_fuzz() {
  local minutes=10 targets=() name failed=()
  while (($#)); do
    case $1 in
      --minutes)
        minutes=${2:-}
        if [[ ! $minutes =~ ^[0-9]+$ || $minutes == 0 ]]; then die "--minutes takes a whole number above 0"; fi
        shift
        ;;
      guard | question | message) targets+=("$1") ;;
      *) die "no fuzz target is called '$1'; there are guard, question and message" ;;
    esac
    shift
  done
  if ((${#targets[@]} == 0)); then targets=(guard question message); fi
  preset=fuzz
  build=$root/build/fuzz
  mkdir -p "$build" "$logs"
  use_writable_caches
  take_turn
  ensure_packages build fuzz
  run_tasks node librdkafka openvino fuzz_targets
  end_turn
  rm -rf "$build/seeds"
  python3 "$root/tests/fuzz/seeds.py" "$build/seeds"
  for name in "${targets[@]}"; do
    say "${bold}fuzzing $name${plain} for $minutes minutes; the log is build/fuzz/$name.log"
    fuzz_one "$name" "$minutes" || failed+=("$name")
    tail -n 12 "$build/$name.log" | grep '^stat::number_of_executed_units' || true
  done
  if ((${#failed[@]})); then die "findings in ${failed[*]}: build/fuzz/findings; tests/fuzz/README.md says what to do with them"; fi
}

task_fuzz_targets() { after librdkafka && after openvino && configure && cmake --build "$build" -j "$(nproc)" --target aurora_fuzz_targets; }

fuzz_one() {
  local name=$1 seconds=$(($2 * 60))
  mkdir -p "$build/corpus/$name" "$build/findings"
  "$build/bin/${name}_fuzz" -max_total_time="$seconds" -max_len=2000 -timeout=15 -rss_limit_mb=2048 -print_final_stats=1 \
    -dict="$root/tests/fuzz/$name.dict" -artifact_prefix="$build/findings/$name-" \
    "$build/corpus/$name" "$build/seeds/$name" > "$build/$name.log" 2>&1
}
