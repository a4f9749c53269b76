# `./aurora test [unit|integration|e2e|chaos|deploy] [ARGUMENTS]`: builds what the tests need and runs them. Without a name:
# unit, integration and e2e in this order, all of them even if one fails. Arguments go to the runner (ctest, pytest, Playwright).

run_tests() {
  local suites=(unit integration e2e) suite failed=()
  case ${1:-} in
    unit | integration | e2e | chaos | deploy) suites=("$1"); shift ;;
    '') ;;
    *) die "no tests are called '$1'; there are unit, integration, e2e, chaos, deploy and fuzz" ;;
  esac
  if [[ ${suites[0]} == deploy ]]; then
    make_everything build run deploy
    run_tasks python_deploy next_programs
  else
    make_everything build run test
    run_tasks python cpp_tests
  fi
  end_turn
  export AURORA_BUILD_DIR=$build
  use_sanitizers "$preset"
  export PATH=$root/build/third_party/node/bin:$PATH
  for suite in "${suites[@]}"; do
    say "${bold}$suite tests${plain}"
    run_suite "$suite" "$@" || failed+=("$suite")
  done
  if ((${#failed[@]})); then
    for suite in "${failed[@]}"; do repeat_failures "$suite"; done
    die "failed: ${failed[*]}"
  fi
}

# Without a terminal a log is kept, for what failed to be said again at the end: of a long log CI often shows no more than that.
run_suite() {
  local suite=$1
  shift
  if [[ -t 1 ]]; then
    "${suite}_tests" "$@"
  else
    mkdir -p "$logs"
    "${suite}_tests" "$@" | tee "$logs/${suite}_tests.log"
  fi
}

# The lines in which pytest, ctest, Vitest and Playwright name what failed.
FAILURES_MAX=40
FAILURE_CHARACTERS_MAX=600
repeat_failures() {
  local log=$logs/$1_tests.log
  if [[ -t 1 || ! -f $log ]]; then return; fi
  say "${bold}failed of the $1 tests${plain}"
  grep -aE '^(FAILED|ERROR) | FAIL +|\((Failed|Timeout|SEGFAULT|Subprocess aborted|Exception)\)$|^ +[0-9]+\) \[|^[0-9]+ (passed|failed)' "$log" |
    cut -c "1-$FAILURE_CHARACTERS_MAX" | head -n "$FAILURES_MAX" >&2 || true
}

# The web app's run beside the others, which wait more than they compute; what they say comes last.
unit_tests() {
  local status=0 web='' web_log=$logs/web_tests.log
  if [[ -f $root/frontend/vitest.config.ts ]]; then
    (cd "$root/frontend" && npm run --silent test) > "$web_log" 2>&1 &
    web=$!
  fi
  python_tests "$root/tests/unit" || status=1
  ctest --test-dir "$build" --label-regex unit --output-on-failure -j "$(nproc)" "$@" || status=1
  if [[ -n $web ]]; then
    wait "$web" || status=1
    cat "$web_log"
  fi
  return "$status"
}

# How many processes and threads may run here together: a container of Podman or Docker often has 2048. Empty: no limit is set.
thread_limit() {
  local file
  for file in /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max; do
    if [[ -r $file ]] && grep -E '^[0-9]+$' "$file"; then return; fi
  done
}

# Most of these tests wait for something: one worker more than there are cores, four at most. Each takes a whole file at a time, and
# has a Kafka, a ClickHouse and services of its own, which have up to THREADS_A_WORKER threads.
THREADS_A_WORKER=900
integration_tests() {
  local cores workers limit
  cores=$(nproc)
  workers=$((cores < 4 ? cores + 1 : 4))
  # Under ThreadSanitizer they do not wait: three workers on two cores ran out of time.
  if [[ $preset == tsan ]]; then workers=$((cores < 4 ? cores : 4)); fi
  limit=$(thread_limit)
  if [[ -n ${AURORA_TEST_WORKERS:-} ]]; then
    workers=$AURORA_TEST_WORKERS
  elif [[ -n $limit ]] && ((workers * THREADS_A_WORKER > limit)); then
    workers=$((limit < 2 * THREADS_A_WORKER ? 1 : limit / THREADS_A_WORKER))
    say "$workers at a time: no more than $limit threads may run here"
  fi
  python_tests --numprocesses "$workers" --dist loadfile "$root/tests/wrapper" "$root/tests/integration" "$@"
}

chaos_tests() {
  say "building ingest with fault points"
  cmake --build "$build" -j "$(nproc)" --target aurora-ingest-fault-points > "$logs/fault_points.log" 2>&1 ||
    die "ingest with fault points was not built; the log is $logs/fault_points.log"
  python_tests "$root/tests/chaos" "$@"
}

# Three groups that wait more than they compute (tests/deploy/conftest.py): containers, what stands in for AWS, a Kubernetes that is
# compiled first. -rs: what was skipped, and how to get what it needs.
deploy_tests() {
  (cd "$root" && PATH=$root/build/third_party/python-deploy/bin:$PATH pytest -q -rs -p no:cacheprovider \
    --numprocesses "${AURORA_TEST_WORKERS:-3}" --dist loadscope "$root/tests/deploy" "$@")
}

python_tests() { (cd "$root" && build/third_party/python/bin/pytest -q -p no:cacheprovider "$@"); }

e2e_tests() {
  export AURORA_CHROMIUM=${AURORA_CHROMIUM:-/usr/bin/chromium}
  export PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH=$AURORA_CHROMIUM
  (cd "$root/frontend" && npm run --silent e2e -- "$@")
}
