# What every third_party/NAME.sh shares; sourced, never run.
#
# A part lives in build/third_party/NAME. It is made in a scratch folder beside it and renamed into place when complete,
# so that nobody ever sees half of one. build/third_party/.NAME.stamp holds the hash of what it was made from (the script
# and its pins): while that is unchanged, a script returns at once.
set -euo pipefail

third_party=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(dirname "$third_party")
out=$root/build/third_party
machine=$(uname -m)
mkdir -p "$out/logs"
# Debian's Python, so that the result does not depend on which other one comes first in PATH.
python=/usr/bin/python3

fail() { echo "$part: $*" >&2; exit 1; }

# begin NAME [PIN_FILE...]: ends the script when the part is up to date. Afterwards: $scratch to work in, output in $log.
begin() {
  part=$1; shift
  stamp=$out/.$part.stamp
  made_from=$( { uname -m; cat "${BASH_SOURCE[-1]}" "$@"; } | sha256sum | cut -d' ' -f1)
  if up_to_date; then exit 0; fi
  exec 8> "$out/.$part.lock"
  flock 8  # two parts may need the same third one
  if up_to_date; then exit 0; fi

  log=$out/logs/$part.log
  scratch=$out/.$part.scratch
  rm -rf "$scratch"; mkdir -p "$scratch"
  use_writable_caches
  exec 3>&2
  exec > "$log" 2>&1
  trap 'status=$?; rm -rf "$scratch"; if ((status)); then { tail -n 15 "$log"; echo "third_party/$(basename "${BASH_SOURCE[-1]}") failed; its whole log is $log"; } >&3; fi' EXIT
}

up_to_date() { [[ -d $out/$part && -f $stamp && $(< "$stamp") == "$made_from" ]]; }

# finish FOLDER: FOLDER becomes build/third_party/NAME.
finish() {
  rm -rf "$out/.$part.old"
  if [[ -e $out/$part ]]; then mv "$out/$part" "$out/.$part.old"; fi
  mv "$1" "$out/$part"
  rm -rf "$out/.$part.old"
  echo "$made_from" > "$stamp"
}

# retry COMMAND...: registries fail for a moment now and then; a second failure is real.
retry() {
  "$@" && return
  echo "again in 3 s: $*"
  sleep 3
  "$@"
}

# verify FILE SHA256
verify() { sha256sum --check --quiet <<< "$2  $1" || fail "$(basename "$1") is not the file that was pinned; nothing of it was used"; }

# npm_package NAME@VERSION SHA256: unpacks it into $scratch/package.
npm_package() {
  "$third_party/node.sh" >&3
  local tarball
  tarball=$(cd "$scratch" && PATH=$out/node/bin:$PATH && retry npm pack --silent --ignore-scripts "$1" | tail -n 1)
  verify "$scratch/$tarball" "$2"
  tar -xzf "$scratch/$tarball" -C "$scratch" --no-same-owner
  rm "$scratch/$tarball"
}

# pip_packages REQUIREMENTS FOLDER [OPTION...]: exactly the hashed files, without their dependencies.
pip_packages() {
  retry "$python" -m pip install --disable-pip-version-check --no-deps --no-compile --require-hashes --only-binary=:all: \
    --upgrade --requirement "$1" --target "$2" "${@:3}"
}

# python_environment REQUIREMENTS...: its scripts name their own path, so it is made where it stays; the stamp comes last.
python_environment() {
  rm -f "$stamp"
  "$python" -m venv --clear "$out/$part"
  retry "$out/$part/bin/python" -m pip install --disable-pip-version-check --require-hashes --only-binary=:all: "${@/#/--requirement=}"
  echo "$made_from" > "$stamp"
}

# A home folder that cannot be written (a container, a build account) must not stop a download.
use_writable_caches() {
  export HOME=${HOME:-$root/build/cache}
  maven_options=()
  if [[ ! -w $HOME ]]; then
    local cache=$root/build/cache
    mkdir -p "$cache"
    export XDG_CACHE_HOME=$cache PIP_CACHE_DIR=$cache/pip npm_config_cache=$cache/npm GOPATH=$cache/go
    maven_options=("-Dmaven.repo.local=$cache/maven")
  fi
}
