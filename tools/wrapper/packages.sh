# Debian packages: what is missing of packages.txt, said before it is installed.

# package_names GROUP / package_purpose GROUP
package_names() { awk -v group="[$1]" '/^\[/ {on = ($1 == group)} on && /^[a-z0-9]/' "$root/packages.txt"; }
package_purpose() { sed -n "s/^\[$1\] //p" "$root/packages.txt"; }

missing_packages() {
  local names
  names=$(package_names "$1")
  # A package that dpkg has never heard of is an error to dpkg-query, and simply missing to us.
  comm -23 <(sort <<< "$names") <(dpkg-query --show --showformat '${db:Status-Status} ${Package}\n' $names 2> /dev/null |
    sed -n 's/^installed //p' | sort -u)
}

ensure_packages() {
  if [[ -n ${AURORA_SKIP_PACKAGES:-} ]]; then return; fi
  local group missing=() names
  refuse_other_systems
  for group in "$@"; do
    names=$(missing_packages "$group" | tr '\n' ' ')
    if [[ -z $names ]]; then continue; fi
    if ((${#missing[@]} == 0)); then say "${bold}Aurora needs Debian packages that are not installed:${plain}"; fi
    say "  to $(package_purpose "$group"): $names"
    missing+=($names)
  done
  if ((${#missing[@]} == 0)); then return; fi
  agree_to_install "${missing[@]}"
  install_packages "${missing[@]}"
}

refuse_other_systems() {
  local id='' version=''
  if [[ -r /etc/os-release ]]; then
    id=$(. /etc/os-release && echo "${ID:-}")
    version=$(. /etc/os-release && echo "${VERSION_ID:-}")
  fi
  if [[ $id == debian && $version == 12 ]] && command -v dpkg-query apt-get > /dev/null; then return; fi
  die "this builds on Debian 12, and here is ${id:-an unknown system} ${version}. Take a Debian 12 machine or container;
or, if everything in packages.txt is here in another way, set AURORA_SKIP_PACKAGES=1."
}

agree_to_install() {
  if [[ $assume_yes == yes ]]; then return; fi
  if [[ ! -t 0 || ! -t 2 ]]; then
    say "No terminal to ask on: they are installed now."
    return
  fi
  local answer
  read -r -p "Install them now? [Y/n] " answer
  case $answer in '' | [yY]*) return ;; esac
  die "nothing was installed. To do it by hand: apt-get install --no-install-recommends $*"
}

install_packages() {
  local as_root=() log=$root/build/logs/packages.log
  mkdir -p "$root/build/logs"
  if [[ $(id -u) != 0 ]]; then
    command -v sudo > /dev/null || die "installing needs root and there is no sudo. As root: apt-get install --no-install-recommends $*"
    as_root=(sudo)
    if [[ ! -t 0 ]]; then as_root+=(--non-interactive); else sudo --validate; fi
    "${as_root[@]}" true || die "sudo refuses. As root: apt-get install --no-install-recommends $*"
  fi
  apt_once "$@" > "$log" 2>&1 &
  # Mirrors fail for a moment, and so does dpkg: whatever it left half-way is finished first.
  if watch_one $! "installing Debian packages"; then return; fi
  { "${as_root[@]}" dpkg --configure -a && "${as_root[@]}" apt-get --fix-broken install -y; } >> "$log" 2>&1 || true
  apt_once "$@" >> "$log" 2>&1 &
  if watch_one $! "installing Debian packages, second try"; then return; fi
  clear_progress
  tail -n 12 "$log" >&2
  die "apt-get failed twice; its whole log is $log"
}

apt_once() {
  local environment=(env DEBIAN_FRONTEND=noninteractive)
  "${as_root[@]}" "${environment[@]}" apt-get update &&
    "${as_root[@]}" "${environment[@]}" apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=120 "$@"
}

# watch_one PID TEXT: shows progress until the process ends; its exit status.
watch_one() {
  while kill -0 "$1" 2> /dev/null; do
    progress "$2"
    sleep 0.5
  done
  wait "$1"
}
