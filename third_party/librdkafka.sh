#!/usr/bin/env bash
# librdkafka 2.15.1, static. Debian's 2.0.2 fails SCRAM against Kafka 4 and sleeps a second when its queue is full.
# Confluent publishes the whole source inside its Node client.
#
# `librdkafka.sh tsan` makes build/third_party/librdkafka-tsan, compiled for ThreadSanitizer and with POSIX threads: the
# sanitizer does not know those of C11, which librdkafka prefers.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
case ${1:-} in
  tsan) name=librdkafka-tsan; variant=(--disable-c11threads --CFLAGS='-fsanitize=thread -g1') ;;
  '') name=librdkafka; variant=() ;;
  *) echo "librdkafka.sh: no variant is called $1; there is tsan" >&2; exit 2 ;;
esac
begin "$name" "$third_party/librdkafka.patch"

npm_package @confluentinc/kafka-javascript@1.10.1 ada7d703bb1d3237e2292bfabf438d663b6160c9f1ac2a2406b5dc4257c81b66
cd "$scratch/package/deps/librdkafka"
patch --strip=1 --fuzz=0 < "$third_party/librdkafka.patch"
# The prefix is where it will be, DESTDIR where it is made: the pkg-config file names the former.
./configure "${variant[@]}" --prefix="$out/$name" --enable-static --enable-ssl --enable-gssapi --enable-zstd --enable-lz4-ext --enable-curl \
  --disable-debug-symbols
make -j"$(nproc)" libs
make install-subdirs DESTDIR="$scratch/image"
image=$scratch/image$out/$name
# Only the static libraries stay: a program must not pick up the shared one by chance.
rm -f "$image"/lib/*.so* "$image"/lib/pkgconfig/rdkafka{,++}.pc
test -f "$image/lib/librdkafka.a" && test -f "$image/include/librdkafka/rdkafka.h" && test -f "$image/lib/pkgconfig/rdkafka-static.pc"
finish "$image"
