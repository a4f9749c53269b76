# What the sanitizers of the presets asan and tsan are told; AURORA_PRESET=asan|tsan ./aurora test uses it. CONTRIBUTING.md
# says how such a run is read.

# use_sanitizers PRESET: nothing for other presets.
use_sanitizers() {
  case $1 in
    asan)
      export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:detect_leaks=1:exitcode=86:quarantine_size_mb=64
      export UBSAN_OPTIONS=print_stacktrace=1
      export LSAN_OPTIONS=suppressions=$root/tools/sanitizers/lsan.supp:print_suppressions=0
      export AURORA_TEST_TIME_FACTOR=${AURORA_TEST_TIME_FACTOR:-4}
      ;;
    tsan)
      # The first report does not end a process: one run shows all of them, and its exit status tells in the end.
      export TSAN_OPTIONS=suppressions=$root/tools/sanitizers/tsan.supp:halt_on_error=0:second_deadlock_stack=1:history_size=4:exitcode=86
      export AURORA_TEST_TIME_FACTOR=${AURORA_TEST_TIME_FACTOR:-10}
      ;;
  esac
}
