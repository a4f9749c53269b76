#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::service {

// The configuration of one process: keys with a type, a default and a line of documentation, read once at the
// start. A later source wins: defaults < YAML file (--config FILE) < environment < flags.
//
//   key              YAML                      environment                  flag
//   grpc.listen      grpc: {listen: ...}       AURORA_INGEST_GRPC_LISTEN    --grpc.listen=127.0.0.1:7181
//
// An unknown key ends the start with the nearest known one; a value that does not fit names key, source and
// what fits. Secrets are given by file (key `x.password_file` in YAML, or `x.password` in the environment
// only), never by flag.
//
// The pointers must outlive Parse(). Not thread-safe. Owner: main.
class Configuration {
 public:
  // `program` as users type it ("aurora-ingest"), `environment_prefix` e.g. "AURORA_INGEST".
  Configuration(std::string program, std::string summary, std::string environment_prefix);
  ~Configuration();
  Configuration(const Configuration&) = delete;
  Configuration& operator=(const Configuration&) = delete;

  // `*value` holds the default. `documentation` is one line, with the unit.
  void Add(std::string key, std::string* value, std::string documentation);
  void Add(std::string key, bool* value, std::string documentation);
  void Add(std::string key, double* value, std::string documentation, double minimum, double maximum);
  void Add(std::string key, int64_t* value, std::string documentation, int64_t minimum, int64_t maximum);
  // "250ms", "10s", "5m"; a plain number is refused, because its unit is unknown.
  void Add(std::string key, absl::Duration* value, std::string documentation, absl::Duration minimum,
           absl::Duration maximum);
  // A YAML list, or text separated by commas.
  void Add(std::string key, std::vector<std::string>* value, std::string documentation);
  // Reads `<key>_file`.
  void AddSecret(std::string key, base::Secret* value, std::string documentation);
  // One of `allowed`.
  void AddChoice(std::string key, std::string* value, std::string documentation,
                 std::vector<std::string> allowed);

  // Reads all sources. Errors: InvalidArgument / NotFound with object and remedy.
  // Cancelled after --help, --version or --print-config (which were answered on standard output): exit with
  // 0.
  absl::Status Parse(int argc, const char* const* argv);

  // Every key with default and documentation, as a YAML file that could be used as it is.
  std::string Document() const;

 private:
  struct Key;
  struct CommandLine;

  // nullptr when there is none.
  Key* Find(std::string_view name) const;
  // InvalidArgument with the nearest known key.
  absl::Status Unknown(std::string_view name, std::string_view source) const;
  absl::Status Set(const Key& key, std::string_view text, std::string_view source) const;
  absl::Status ReadCommandLine(int argc, const char* const* argv, CommandLine* line) const;
  absl::Status ReadFileInto(const std::string& path);
  absl::Status ReadEnvironment();
  std::string Help() const;

  std::string program_;
  std::string summary_;
  std::string environment_prefix_;
  std::vector<std::unique_ptr<Key>> keys_;
};

}  // namespace aurora::service
