# The build: third-party parts, C++ and the web app as tasks that run beside each other, one progress line for all.
#
# A task is a function; its output goes to build/logs/TASK.log, its exit status to build/logs/TASK.status. At the end all
# logs become build/aurora-build.log.

logs=$root/build/logs
whole_log=$root/build/aurora-build.log
readonly disk_needed_mib=4000
# Else ccache keeps nothing of what is compiled with precompiled headers (cmake/AuroraTargets.cmake).
export CCACHE_SLOPPINESS=pch_defines,time_macros
declare -A tasks=()  # name -> process id

# make_everything GROUP...: packages of these groups, then whatever is out of date.
make_everything() {
  mkdir -p "$build" "$logs"
  use_writable_caches
  take_turn
  ensure_packages "$@"
  if built; then return; fi
  local sources
  sources=$(signature)
  if [[ ! -x $binary ]]; then
    check_disk
    say "${bold}Building Aurora${plain} ($preset, $(nproc) cores); the log is build/aurora-build.log"
  fi
  run_tasks node librdkafka openvino chdb kafka minilm cpp web
  echo "$sources" > "$stamp"
  if ((SECONDS > 5)); then say "built in $(elapsed)"; fi
}

# A home folder that cannot be written (a container, a build account) must not stop the build.
use_writable_caches() {
  local cache=$root/build/cache
  export HOME=${HOME:-$cache}
  if [[ -w $HOME ]]; then return; fi
  export XDG_CACHE_HOME=$cache PIP_CACHE_DIR=$cache/pip npm_config_cache=$cache/npm
}

# Only one ./aurora builds in a checkout. end_turn comes before anything that lives on: a daemon must not keep the lock.
take_turn() {
  exec {turn}> "$root/build/.aurora.lock"
  if flock --nonblock "$turn"; then return; fi
  say "another ./aurora is building here; waiting for it"
  flock "$turn"
}

end_turn() { exec {turn}>&-; }

check_disk() {
  local free_mib
  free_mib=$(df --output=avail --block-size=1M "$root/build" | tail -n 1)
  if ((free_mib < disk_needed_mib)); then
    die "$root has $free_mib MiB free and the build needs $disk_needed_mib MiB; make room or clone to another disk"
  fi
}

task_node() { "$root/third_party/node.sh"; }
task_librdkafka() {
  after node || return
  local variant=()
  if [[ $preset == tsan ]]; then variant=(tsan); fi
  "$root/third_party/librdkafka.sh" "${variant[@]}"
}
task_openvino() { "$root/third_party/openvino.sh"; }
task_chdb() { after node && "$root/third_party/chdb.sh"; }
task_kafka() { "$root/third_party/kafka.sh"; }
task_minilm() { "$root/third_party/minilm.sh"; }
task_python() { "$root/third_party/python.sh"; }
task_python_deploy() { "$root/third_party/python-deploy.sh"; }
task_bench_peers() { "$root/third_party/python-bench.sh"; }

task_cpp() {
  after librdkafka && after openvino && configure && cmake --build "$build" -j "$(nproc)"
}

task_cpp_tests() { cmake --build "$build" -j "$(nproc)" --target aurora_tests; }
# Of the rehearsal of an upgrade.
task_next_programs() { cmake --build "$build" -j "$(nproc)" --target aurora_next_programs; }

configure() {
  local launcher=()
  if command -v ccache > /dev/null; then launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  # ninja configures again by itself when a CMake file changed, but does not look at the presets.
  if [[ $build/build.ninja -nt $root/CMakePresets.json ]]; then return; fi
  (cd "$root" && cmake --preset "$preset" "${launcher[@]}" && touch "$build/build.ninja")
}

# The web app is built with the Node.js of third_party/ and only when its own sources changed.
task_web() {
  local web=$root/frontend packages sources
  if [[ ! -f $web/package.json ]]; then return; fi
  after node || return
  export PATH=$root/build/third_party/node/bin:$PATH PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 NEXT_TELEMETRY_DISABLED=1
  cd "$web"
  packages=$(sha256sum package.json package-lock.json)
  if [[ ! -d node_modules || ! -f $root/build/.web-packages || $(< "$root/build/.web-packages") != "$packages" ]]; then
    install_web_packages || { sleep 3 && install_web_packages; } || return
    echo "$packages" > "$root/build/.web-packages"
  fi
  sources=$(web_signature)
  if [[ -f out/index.html && -f $root/build/.web-sources && $(< "$root/build/.web-sources") == "$sources" ]]; then return; fi
  npm run build || return
  web_signature > "$root/build/.web-sources"
}

# Not `npm ci`: npm 11 refuses a lock file whose optional packages for other platforms its registry or mirror does not have.
# This installs the same locked versions, checked by the same hashes, and writes nothing to the lock file.
install_web_packages() { npm install --no-save --no-audit --no-fund; }

web_signature() {
  find . \( -name node_modules -o -path ./out -o -path ./.next -o -path ./e2e -o -path ./test-results -o -path ./playwright-report \
    -o -name '*.tsbuildinfo' -o -name next-env.d.ts \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

# after TASK: waits until it has succeeded; fails when it failed.
after() {
  until [[ -f $logs/$1.status ]]; do sleep 0.2; done
  if [[ $(< "$logs/$1.status") == 0 ]]; then return; fi
  echo "not started: $1 failed"
  sleep 5  # the one that failed is to be reported, not this one
  return 1
}

start_task() {
  local name=$1
  (
    export NO_COLOR=1  # the logs are read as they are
    exec {turn}>&- < /dev/null > "$logs/$name.log" 2>&1
    status=0
    # `||` switches `set -e` off inside, so a task says itself where it ends.
    "task_$name" || status=$?
    echo "$status" > "$logs/.$name.status" && mv "$logs/.$name.status" "$logs/$name.status"
  ) &
  tasks[$name]=$!
}

run_tasks() {
  local name failed=''
  rm -f "$logs"/*.status
  trap 'stop_tasks; exit 130' INT
  trap 'stop_tasks; exit 143' TERM HUP
  set -m  # a process group for each task, so that all of it can be ended
  for name in "$@"; do start_task "$name"; done
  set +m
  while [[ -z $(failed_task) ]] && unfinished "$@"; do
    progress "building: $(describe_tasks "$@")"
    sleep 0.3
  done
  failed=$(failed_task)  # asked again: the last task may have failed since
  if [[ -n $failed ]]; then stop_tasks; else wait; fi
  trap - INT TERM HUP
  tasks=()
  (cd "$logs" && for name in "$@"; do echo "=== $name"; cat "$name.log" "../third_party/logs/$name.log" 2> /dev/null || true; done) > "$whole_log"
  clear_progress
  if [[ -n $failed ]]; then explain_failure "$failed"; fi
}

failed_task() { (cd "$logs" && grep --files-without-match --line-regexp 0 ./*.status 2> /dev/null | sed -n '1s/^..\(.*\).status$/\1/p') || true; }

stop_tasks() {
  local name
  clear_progress
  for name in "${!tasks[@]}"; do
    kill -TERM -- "-${tasks[$name]}" 2> /dev/null || true
  done
  wait || true
}

unfinished() {
  local name
  for name in "$@"; do
    if [[ ! -f $logs/$name.status ]]; then return 0; fi
  done
  return 1
}

# The names of the tasks that still run, the compiler's with how far it is.
describe_tasks() {
  local name text=()
  for name in "$@"; do
    if [[ -f $logs/$name.status ]]; then continue; fi
    # The two that wait for other parts say nothing before they begin.
    if [[ $name == @(cpp|web) && ! -s $logs/$name.log ]]; then continue; fi
    case $name in
      cpp*) text+=("C++ $(grep -oE '^\[[0-9]+/[0-9]+\]' "$logs/$name.log" 2> /dev/null | tail -n 1 | tr -d '[]')") ;;
      web) text+=("web app") ;;
      *) text+=("${name//_/ }") ;;
    esac
  done
  local IFS=,
  echo "${text[*]:-C++}" | sed 's/ *,/, /g; s/ $//'
}

explain_failure() {
  local log=$logs/$1.log first
  first=$(grep -nE '^FAILED:|[Ee]rror:|CMake Error|^npm error|Failed to compile|failed' "$log" | head -n 1 | cut -d: -f1 || true)
  tail -n "+${first:-1}" "$log" | if [[ -n $first ]]; then head -n 30; else tail -n 20; fi >&2 || true
  die "the build stopped at '$1' after $(elapsed); the whole log is $whole_log"
}
