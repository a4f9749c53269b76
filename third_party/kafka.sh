#!/usr/bin/env bash
# Apache Kafka 4.2 as jars in build/third_party/kafka/libs: one KRaft node for the demo and for the integration tests.
. "$(dirname "${BASH_SOURCE[0]}")/part.sh"
begin kafka "$third_party/kafka/pom.xml" "$third_party/kafka/jars.sha256"

copy_jars() {
  mvn --quiet --batch-mode "${maven_options[@]}" --file "$third_party/kafka/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$scratch/kafka/libs"
}
retry copy_jars
cd "$scratch/kafka/libs"
sha256sum --check --quiet "$third_party/kafka/jars.sha256" || fail "a jar differs from third_party/kafka/jars.sha256; nothing of it was used"
# No jar beside the listed ones either: java -cp 'libs/*' would load it.
diff <(ls | sort) <(cut -d' ' -f3 "$third_party/kafka/jars.sha256" | sort) || fail "jars that nobody listed"
finish "$scratch/kafka"
