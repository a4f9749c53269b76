#include "cli/up/plan/kafka_node.h"

#include <filesystem>

#include "absl/strings/escaping.h"
#include "libs/base/log.h"
#include "libs/base/secret.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kFormatTimeMax = absl::Seconds(60);

CommandLine Java(const Layout& layout, const DataDirectory& data, const std::string& java,
                 std::vector<std::string> arguments) {
  // Links are followed: recorded classes are good for one path of the jars only.
  std::error_code error;
  const std::filesystem::path real = std::filesystem::canonical(layout.KafkaJars(), error);
  const std::string jars = error ? layout.KafkaJars() : real.string();
  arguments.insert(
      arguments.begin(),
      {"-Dlog4j2.configurationFile=" + data.Config("kafka-log4j2.properties"), "-cp", jars + "/*"});
  const std::string classes = (std::filesystem::path(jars).parent_path() / "classes.jsa").string();
  CommandLine command;
  command.arguments = {java, "-Xmx256m", "-Xms64m", "-XX:+UseSerialGC",
                       // Quick to start on two cores; a demonstration needs no more.
                       "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError"};
  // third_party/kafka.sh records them. Java tells nobody when it cannot use them, as after an update of Java.
  if (std::filesystem::exists(classes, error)) {
    arguments.insert(arguments.begin(),
                     {"-XX:SharedArchiveFile=" + classes, "-Xlog:cds=off", "-Xlog:cds+dynamic=off"});
  }
  command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
  return command;
}

// 22 characters of URL-safe base64: Kafka's own form of 128 random bits.
std::string ClusterId() {
  const std::string bytes = absl::HexStringToBytes(base::Secret::Random(16).Reveal());
  std::string id = absl::WebSafeBase64Escape(bytes);
  // Kafka refuses identifiers that begin with a dash.
  if (id[0] == '-') id[0] = 'A';
  return id;
}

}  // namespace

std::string KafkaProperties(const DataDirectory& data, const Ports& ports) {
  const std::string broker = Loopback(ports.kafka());
  const std::string controller = Loopback(ports.kafka_controller());
  return base::StrCat(
      "# Written anew by each `aurora up`.\n"
      "process.roles=broker,controller\nnode.id=1\n"
      "controller.quorum.voters=1@",
      controller,
      "\ncontroller.listener.names=CONTROLLER\n"
      "listeners=PLAINTEXT://",
      broker, ",CONTROLLER://", controller, "\nadvertised.listeners=PLAINTEXT://", broker,
      "\nlistener.security.protocol.map=CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT\n"
      "inter.broker.listener.name=PLAINTEXT\nlog.dirs=",
      data.Kafka(),
      "\n# One node: nothing can be replicated.\n"
      "offsets.topic.replication.factor=1\noffsets.topic.num.partitions=4\n"
      "transaction.state.log.replication.factor=1\ntransaction.state.log.min.isr=1\ntransaction.state.log."
      "num.partitions=2\n"
      "share.coordinator.state.topic.replication.factor=1\nshare.coordinator.state.topic.min.isr=1\n"
      "share.coordinator.state.topic.num.partitions=1\n"
      "# Consumers are few and must read at once.\n"
      "group.initial.rebalance.delay.ms=0\n"
      "# After a kill the controller waits this long before the broker may come back, and the broker tries\n"
      "# at 0.7, 1.5, 3.1 and 6.3 s: two seconds make it 3.1. Shorter, and a busy machine takes a running\n"
      "# broker for a dead one.\n"
      "broker.session.timeout.ms=2000\nbroker.heartbeat.interval.ms=250\n"
      "message.max.bytes=20971520\n"
      "num.network.threads=2\nnum.io.threads=4\nbackground.threads=2\nnum.recovery.threads.per.data.dir=2\n"
      "log.cleaner.dedupe.buffer.size=8388608\n");
}

std::string KafkaLogSettings() {
  return "status=off\n"
         "appender.console.type=Console\nappender.console.name=console\n"
         "appender.console.layout.type=PatternLayout\n"
         "appender.console.layout.pattern=%d{ISO8601} %-5p %m (%c{1})%n\n"
         "rootLogger.level=warn\nrootLogger.appenderRef.console.ref=console\n"
         "logger.started.name=kafka.server.KafkaRaftServer\nlogger.started.level=info\n";
}

CommandLine KafkaCommand(const Layout& layout, const DataDirectory& data, const std::string& java) {
  return Java(layout, data, java, {"kafka.Kafka", data.Config("kafka.properties")});
}

absl::Status FormatKafka(const Layout& layout, const DataDirectory& data, const std::string& java) {
  std::error_code error;
  if (std::filesystem::exists(data.Kafka() + "/meta.properties", error)) return absl::OkStatus();
  const CommandLine command = Java(layout, data, java,
                                   {"kafka.tools.StorageTool", "format", "--cluster-id", ClusterId(),
                                    "--config", data.Config("kafka.properties")});
  const absl::StatusOr<std::string> output = RunToEnd(command, kFormatTimeMax);
  if (output.ok()) return absl::OkStatus();
  return absl::InternalError(
      base::StrCat("Kafka's folder ", data.Kafka(), " cannot be prepared: ", base::Message(output.status())));
}

}  // namespace aurora::cli
