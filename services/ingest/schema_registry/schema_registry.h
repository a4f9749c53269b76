#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "libs/base/secret.h"

namespace aurora::http {
class Client;
}

namespace aurora::ingest {

struct RegistryOptions {
  // "https://registry:8081"
  std::string url = {};
  // Basic authentication; empty: none.
  std::string username = {};
  base::Secret password = {};
  // PEM text; empty: the system's authorities.
  std::string ca_certificate = {};
};

// A schema as the registry has it. It never changes under its id.
struct RegisteredSchema {
  uint32_t id = 0;
  // "AVRO", "PROTOBUF" or "JSON".
  std::string type = {};
  std::string text = {};
  // What the text refers to, each behind what it refers to itself. The name is the one that the text uses: a full name
  // (Avro), the path of an import (Protobuf).
  struct Reference {
    std::string name;
    std::string text;
  };
  std::vector<Reference> references = {};
};

// A registry that speaks Confluent's API, with what it has answered so far.
//
// Threads: all methods are thread-safe; a question blocks the others for kAskMax at most.
// Errors of Get: NotFound when the registry says that it does not know the id, or a schema that this one refers to;
// everything else means that it could not be asked (RegistryWord tells why), and says nothing about the schema.
class SchemaRegistry {
 public:
  // InvalidArgument when the URL is none.
  static absl::StatusOr<std::unique_ptr<SchemaRegistry>> Create(RegistryOptions options);
  ~SchemaRegistry();

  absl::StatusOr<std::shared_ptr<const RegisteredSchema>> Get(uint32_t id);
  // Repeats the question that could not be asked last; OK when there is none, or the registry answers now, whatever it says.
  absl::Status Recheck();

  // One question with all its references and attempts.
  static constexpr absl::Duration kAskMax = absl::Seconds(4);
  static constexpr size_t kSchemasKept = 1000;
  static constexpr size_t kReferencesMax = 200;
  static constexpr size_t kSchemaBytesMax = 1 << 20;

 private:
  // What the registry did not know, and when it is asked again.
  struct Unknown {
    absl::Status answer;
    absl::Time ask_again_at;
    absl::Duration pause;
  };
  struct Answer;

  SchemaRegistry(RegistryOptions options, std::unique_ptr<http::Client> client);
  absl::StatusOr<std::shared_ptr<const RegisteredSchema>> Ask(uint32_t id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<std::shared_ptr<const RegisteredSchema>> AskPatiently(uint32_t id) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  absl::StatusOr<RegisteredSchema> Fetch(uint32_t id, absl::Time deadline);
  absl::StatusOr<Answer> Fetch(const std::string& path, const std::string& what, absl::Time deadline);
  absl::Status Follow(const Answer& answer, int depth, absl::Time deadline, RegisteredSchema* schema);

  const RegistryOptions options_;
  const std::unique_ptr<http::Client> client_;

  absl::Mutex mutex_;
  std::map<uint32_t, std::shared_ptr<const RegisteredSchema>> known_ ABSL_GUARDED_BY(mutex_);
  std::map<uint32_t, Unknown> unknown_ ABSL_GUARDED_BY(mutex_);
  // Until then an unknown id is a verdict at its first answer: a topic full of garbage must not be read in slow motion.
  absl::Time patient_again_at_ ABSL_GUARDED_BY(mutex_) = absl::InfinitePast();
  std::optional<uint32_t> could_not_ask_ ABSL_GUARDED_BY(mutex_);
};

// Stable word of a status that SchemaRegistry made: "registry_unreachable", "registry_refused", "registry_error"; "" for
// every other status.
std::string RegistryWord(const absl::Status& status);

}  // namespace aurora::ingest
