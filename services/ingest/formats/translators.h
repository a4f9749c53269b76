#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/ingest/formats/message_format.h"
#include "services/ingest/formats/translator.h"
#include "services/ingest/schema_registry/schema_registry.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// Makes the translators of one connection, one for each of its threads; they share what the schema registry has answered.
// Thread-safe. Must outlive its translators.
class Translators {
 public:
  // InvalidArgument when the format cannot be.
  static absl::StatusOr<std::unique_ptr<Translators>> Create(const MessageFormat& format,
                                                             const Transforms& transforms = {});

  // Null for JSON events whose text no transform needs.
  std::unique_ptr<Translator> Make() const;
  // For people and schema inference, who see each transform. Null for JSON events without any.
  std::unique_ptr<Translator> MakeShowing() const;
  const TransformPlan& plan() const { return *plan_; }
  // Not ok while the schema registry, which could not be asked about a message, still cannot.
  absl::Status Recheck() const;

 private:
  explicit Translators(MessageFormat format) : format_(std::move(format)) {}
  // Without transforms.
  std::unique_ptr<Translator> MakeOfFormat() const;
  // Of the bytes alone, without the envelope.
  std::unique_ptr<Translator> MakeOfKind() const;

  const MessageFormat format_;
  std::shared_ptr<const TransformPlan> plan_;
  // Null without a URL.
  std::unique_ptr<SchemaRegistry> registry_;
};

}  // namespace aurora::ingest
