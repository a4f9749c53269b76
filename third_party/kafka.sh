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

# The classes of a started broker, ready to be mapped: nearly half of the processor time of each start. Java looks at it only when
# itself, the jars and their path are those of the recording; a recording that fails is no reason to have no Kafka.
record_classes() {
  local java_options=(-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$out/kafka/libs/*") broker controller pid i
  read -r broker controller < <("$python" -c 'import socket
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
print(*(each.getsockname()[1] for each in sockets))')
  mkdir -p "$scratch"
  cd "$scratch"
  cat > server.properties << END
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:$controller
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:$broker,CONTROLLER://127.0.0.1:$controller
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=$scratch/data
offsets.topic.replication.factor=1
END
  java "${java_options[@]}" kafka.tools.StorageTool format -t AAAAAAAAAAAAAAAAAAAAAA -c server.properties || return
  java -XX:ArchiveClassesAtExit="$scratch/classes.jsa" "${java_options[@]}" kafka.Kafka server.properties &
  pid=$!
  for ((i = 0; i < 300; i++)); do
    if ! kill -0 "$pid" 2> /dev/null; then return 1; fi
    if (echo > "/dev/tcp/127.0.0.1/$broker") 2> /dev/null; then break; fi
    sleep 0.2
  done
  sleep 1  # registered with its controller
  kill "$pid"
  wait "$pid" || true  # 143
  mv "$scratch/classes.jsa" "$out/kafka/classes.jsa"
}
record_classes || echo "no classes were recorded; Kafka will take longer to start"
