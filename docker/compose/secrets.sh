#!/usr/bin/env bash
# docker/compose/secrets.sh [FOLDER]: makes the secrets that the Compose files mount, each a random one in a file below
# docker/compose/secrets/ (or FOLDER). What is there already stays as it is.
set -euo pipefail

folder=${1:-$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/secrets}
# Compose mounts a secret's file as it is, and the containers' user is another than you: so the files may be read by all, and
# the folder keeps everybody else on this machine out.
mkdir -p "$folder"
chmod 0700 "$folder"
for name in admin-token rpc-token clickhouse-admin clickhouse-ingest clickhouse-query clickhouse-catalog ingest-key postgres grafana; do
  if [[ -s $folder/$name ]]; then continue; fi
  head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' > "$folder/$name"
  chmod 0444 "$folder/$name"
done
