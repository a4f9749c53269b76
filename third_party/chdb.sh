#!/usr/bin/env bash
# libchdb.so: ClickHouse's own engine as a library (Apache-2.0); aurora-embedded-clickhouse opens its servers.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin chdb

case $machine in
  x86_64) npm_package @chdb/lib-linux-x64-gnu@26.7.3-stable.1 c0d32b129e988f2b9a9a31c9141aecf5e1e2453f9a079efc4d36ab8e3f92b2ad ;;
  *) fail "the embedded ClickHouse is published for x86_64 only, this machine is $machine: configure clickhouse.url of a server instead" ;;
esac
mkdir "$scratch/chdb"
mv "$scratch/package/libchdb.so" "$scratch/chdb/libchdb.so"
finish "$scratch/chdb"
