#include "libs/service/configuration.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace aurora::service {
namespace {

// A file that is gone at the end of the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content) {
    char path[] = "/tmp/aurora-configuration-XXXXXX";
    const int descriptor = mkstemp(path);
    REQUIRE(descriptor >= 0);
    close(descriptor);
    path_ = path;
    std::ofstream(path_) << content;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class EnvironmentVariable {
 public:
  EnvironmentVariable(const char* name, const char* value) : name_(name) { setenv(name, value, 1); }
  ~EnvironmentVariable() { unsetenv(name_); }

 private:
  const char* name_;
};

struct Sample {
  std::string listen = "127.0.0.1:1";
  bool fast = false;
  double ratio = 0.5;
  int64_t rows = 10;
  absl::Duration wait = absl::Seconds(1);
  std::vector<std::string> brokers = {"a:1"};
  base::Secret password;
  std::string level = "info";
  Configuration configuration{"aurora-sample", "a sample", "AURORA_SAMPLE"};

  Sample() {
    configuration.Add("grpc.listen", &listen, "where to listen");
    configuration.Add("fast", &fast, "faster");
    configuration.Add("ratio", &ratio, "share", 0, 1);
    configuration.Add("batch.rows", &rows, "rows of a batch", 1, 100);
    configuration.Add("batch.wait", &wait, "longest wait", absl::Milliseconds(10), absl::Minutes(5));
    configuration.Add("kafka.brokers", &brokers, "brokers");
    configuration.AddSecret("clickhouse.password", &password, "the password");
    configuration.AddChoice("log.level", &level, "level", {"debug", "info"});
  }
  absl::Status Parse(std::vector<const char*> arguments) {
    arguments.insert(arguments.begin(), "aurora-sample");
    return configuration.Parse(static_cast<int>(arguments.size()), arguments.data());
  }
};

std::string Message(const absl::Status& status) { return std::string(status.message()); }

TEST_CASE("defaults stay when nothing is given") {
  Sample sample;
  REQUIRE(sample.Parse({}).ok());
  CHECK(sample.listen == "127.0.0.1:1");
  CHECK(sample.rows == 10);
}

TEST_CASE("a flag wins over the environment, which wins over the file") {
  const TemporaryFile file(
      "grpc:\n  listen: file:1\nbatch:\n  rows: 20\n  wait: 20ms\nkafka:\n  brokers: [x:1, y:2]\n");
  const EnvironmentVariable rows("AURORA_SAMPLE_BATCH_ROWS", "30");
  const EnvironmentVariable wait("AURORA_SAMPLE_BATCH_WAIT", "30ms");
  Sample sample;
  REQUIRE(sample.Parse({"--config", file.path().c_str(), "--batch.wait=40ms", "--fast"}).ok());
  CHECK(sample.listen == "file:1");
  CHECK(sample.rows == 30);
  CHECK(sample.wait == absl::Milliseconds(40));
  CHECK(sample.brokers == std::vector<std::string>{"x:1", "y:2"});
  CHECK(sample.fast);
}

TEST_CASE("an unknown key in a file is refused with line and nearest key") {
  const TemporaryFile file("fast: true\ngrpc:\n  listn: x\n");
  Sample sample;
  const absl::Status status = sample.Parse({"--config", file.path().c_str()});
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(Message(status), Catch::Contains("grpc.listn") && Catch::Contains("line 3") &&
                                  Catch::Contains("did you mean grpc.listen?"));
}

TEST_CASE("a folder in the place of a file is not an empty configuration") {
  char path[] = "/tmp/aurora-configuration-XXXXXX";
  REQUIRE(::mkdtemp(path) != nullptr);
  Sample sample;
  const absl::Status status = sample.Parse({"--config", path});
  ::rmdir(path);
  CHECK(status.code() == absl::StatusCode::kInvalidArgument);
  CHECK_THAT(Message(status), Catch::Contains(path) && Catch::Contains("is a folder"));
}

TEST_CASE("an unknown flag and an unknown variable of ours are refused") {
  Sample sample;
  CHECK_THAT(Message(sample.Parse({"--batch.row=3"})), Catch::Contains("did you mean batch.rows?"));
  const EnvironmentVariable wrong("AURORA_SAMPLE_BATCH_ROW", "3");
  CHECK_THAT(Message(sample.Parse({})), Catch::Contains("AURORA_SAMPLE_BATCH_ROWS?"));
}

TEST_CASE("variables that an orchestrator adds for a neighbour are not ours") {
  const EnvironmentVariable host("AURORA_SAMPLE_SERVICE_HOST", "10.0.0.1");
  const EnvironmentVariable port("AURORA_SAMPLE_PORT_7181_TCP", "tcp://10.0.0.1:7181");
  Sample sample;
  CHECK(sample.Parse({}).ok());
}

TEST_CASE("a value that does not fit names key, source and what fits") {
  Sample sample;
  CHECK_THAT(Message(sample.Parse({"--batch.rows=101"})),
             Catch::Contains("batch.rows") && Catch::Contains("flag") && Catch::Contains("from 1 to 100"));
  CHECK_FALSE(sample.Parse({"--batch.wait=5"}).ok());
  CHECK_FALSE(sample.Parse({"--ratio=nan"}).ok());
  CHECK_FALSE(sample.Parse({"--log.level=loud"}).ok());
  CHECK_FALSE(sample.Parse({"--fast=perhaps"}).ok());
}

TEST_CASE("a secret comes from a file or the environment and never from a flag") {
  const TemporaryFile secret("s3cret\n");
  Sample sample;
  REQUIRE(sample.Parse({"--clickhouse.password_file", secret.path().c_str()}).ok());
  CHECK(sample.password.Reveal() == "s3cret");
  CHECK_THAT(Message(sample.Parse({"--clickhouse.password=s3cret"})),
             Catch::Contains("clickhouse.password_file") && !Catch::Contains("s3cret"));
  const EnvironmentVariable variable("AURORA_SAMPLE_CLICKHOUSE_PASSWORD", "other");
  REQUIRE(sample.Parse({}).ok());
  CHECK(sample.password.Reveal() == "other");
  CHECK(sample.configuration.Document().find("other") == std::string::npos);
}

TEST_CASE("a missing, broken or doubled file is an error that names it") {
  Sample sample;
  CHECK(sample.Parse({"--config", "/nonexistent/a.yaml"}).code() == absl::StatusCode::kNotFound);
  const TemporaryFile broken("grpc: [1, 2\nfoo");
  CHECK_THAT(Message(sample.Parse({"--config", broken.path().c_str()})), Catch::Contains(broken.path()));
  const TemporaryFile doubled("fast: true\nfast: false\n");
  CHECK_THAT(Message(sample.Parse({"--config", doubled.path().c_str()})), Catch::Contains("twice"));
  const TemporaryFile scalar("just text");
  CHECK_FALSE(sample.Parse({"--config", scalar.path().c_str()}).ok());
}

TEST_CASE("the documentation can be used as a configuration file") {
  Sample sample;
  sample.rows = 77;
  const TemporaryFile file(sample.configuration.Document());
  Sample other;
  REQUIRE(other.Parse({"--config", file.path().c_str()}).ok());
  CHECK(other.rows == 77);
  CHECK(other.brokers == std::vector<std::string>{"a:1"});
}

}  // namespace
}  // namespace aurora::service
