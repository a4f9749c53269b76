#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ingest/formats/message_format.h"
#include "services/ingest/formats/translator.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace aurora::ingest {

// Makes the translators of one connection, one for each of its threads; they share what the schema registry has answered.
// Thread-safe. Must outlive its translators.
class Translators {
 public:
  // InvalidArgument when the format cannot be.
  static absl::StatusOr<std::unique_ptr<Translators>> Create(const MessageFormat& format);

  // Null for JSON events, which need none.
  std::unique_ptr<Translator> Make() const;
  // Not ok while the schema registry, which could not be asked about a message, still cannot.
  absl::Status Recheck() const;

 private:
  explicit Translators(MessageFormat format) : format_(std::move(format)) {}
  // Of the bytes alone, without the envelope.
  std::unique_ptr<Translator> MakeOfKind() const;

  const MessageFormat format_;
  // Null without a URL.
  std::unique_ptr<SchemaRegistry> registry_;
};

}  // namespace aurora::ingest
