#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace google::protobuf {
class Message;
}

namespace aurora::ingest {

// A .proto text of the registry with its imports, ready for reading messages. Not thread-safe.
class ProtobufSchema {
 public:
  // InvalidArgument says what is wrong with the schema, and in which line.
  static absl::StatusOr<std::unique_ptr<ProtobufSchema>> Compile(const RegisteredSchema& registered);
  ~ProtobufSchema();

  // An empty message of the type that the indexes lead to: the first counts the file's own types, each further one those
  // inside of the type before. The same object for each call with the same indexes; null when there is no such type.
  google::protobuf::Message* MessageAt(const std::vector<int>& indexes);
  // Gives the memory of a message that was large back.
  void Forget();

 private:
  struct Impl;
  explicit ProtobufSchema(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::ingest
