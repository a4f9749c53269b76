#!/usr/bin/env bash
# terraform/secrets.sh [NAME=FILE...]: a value for every secret as JSON, for TF_VAR_secret_values: the first line of FILE for those
# that are named, random ones for the others. Other ones at each call: what has been written once is not written again.
set -euo pipefail

names=(admin-token rpc-token clickhouse-admin clickhouse-ingest clickhouse-query clickhouse-catalog ingest-key postgres)
declare -A given=()
for argument in "$@"; do
  name=${argument%%=*} file=${argument#*=}
  if [[ " ${names[*]} " != *" $name "* || $argument != *=* ]]; then
    echo "terraform/secrets.sh: '$argument' is not NAME=FILE with one of these names: ${names[*]}" >&2
    exit 2
  fi
  [[ -r $file ]] || { echo "terraform/secrets.sh: file $file of $name cannot be read; give an existing one" >&2; exit 2; }
  IFS= read -r line < "$file" || true
  if [[ -z $line || $line == *[\"\\]* ]]; then
    echo "terraform/secrets.sh: file $file of $name has no first line, or one with \" or \\; give another secret" >&2
    exit 2
  fi
  given[$name]=$line
done

separator='{'
for name in "${names[@]}"; do
  value=${given[$name]:-$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')}
  printf '%s"%s":"%s"' "$separator" "$name" "$value"
  separator=,
done
printf '}\n'
