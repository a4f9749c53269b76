#!/bin/sh
# Chromium without the suggestions of its address bar: two pages of its own that it loads for every context, at a second of a
# core each time, behind a bar that nobody sees. Of several --disable-features it holds the last, so they join Playwright's.
for argument; do
  shift
  case $argument in
    --disable-features=*) argument=$argument,WebUIOmniboxPopup,WebUIOmniboxAimPopup ;;
  esac
  set -- "$@" "$argument"
done
exec "${AURORA_CHROMIUM:-/usr/bin/chromium}" "$@"
