# What a person sees: lines on standard error, so that standard output stays the command's own.

if [[ -t 2 && ${TERM:-dumb} != dumb ]]; then live=yes; else live=no; fi
bold='' plain='' red=''
if [[ $live == yes && -z ${NO_COLOR:-} ]]; then bold=$'\e[1m' plain=$'\e[0m' red=$'\e[31m'; fi
progress_shown=''
progress_shown_s=-18  # what takes under two seconds is not worth a line
readonly progress_interval_s=20

say() { clear_progress; echo "$*" >&2; }

die() { clear_progress; echo "${red}aurora:${plain} $*" >&2; exit 1; }

clear_progress() { if [[ $live == yes ]]; then printf '\r\e[K' >&2; fi; }

elapsed() { printf '%d:%02d' $((SECONDS / 60)) $((SECONDS % 60)); }

# One line that is rewritten in place; without a terminal a new one every 20 s.
progress() {
  local text
  text="$(elapsed)  $*"
  if [[ $live == yes ]]; then
    if [[ $text == "$progress_shown" ]]; then return; fi
    progress_shown=$text
    printf '\r\e[K%s' "${text:0:$(($(tput cols 2> /dev/null || echo 80) - 1))}" >&2
  elif ((SECONDS - progress_shown_s >= progress_interval_s)); then
    echo "$text" >&2
    progress_shown_s=$SECONDS
  fi
}
