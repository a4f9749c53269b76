#pragma once

#include <cstdint>
#include <memory>
#include <unordered_map>

#include "libs/base/text.h"
#include "services/ingest/formats/registry_frame.h"
#include "services/ingest/formats/translator.h"
#include "services/ingest/schema_registry/schema_registry.h"

namespace aurora::ingest {

// The schemas of one translator, made ready for reading: a topic may hold messages of any number of them.
// `Schema` has static absl::StatusOr<std::unique_ptr<Schema>> Compile(const RegisteredSchema&).
template <typename Schema>
class SchemaBook {
 public:
  explicit SchemaBook(SchemaRegistry& registry) : registry_(registry) {}

  // Null: *failure says why.
  Schema* Find(uint32_t id, Translation* failure) {
    if (id == last_id_ && last_ != nullptr) return last_;
    auto entry = schemas_.find(id);
    if (entry == schemas_.end()) {
      auto registered = registry_.Get(id);
      if (absl::IsNotFound(registered.status())) {
        *failure = Translation::Rejected(table::Rejection::kSchemaUnknown,
                                         std::string(registered.status().message()));
        return nullptr;
      }
      if (!registered.ok()) {
        *failure = Translation::NotNow(registered.status());
        return nullptr;
      }
      if (schemas_.size() >= kSchemasMax) schemas_.clear();
      last_ = nullptr;
      entry = schemas_.emplace(id, Schema::Compile(**registered)).first;
    }
    if (!entry->second.ok()) {
      *failure = Translation::Rejected(
          table::Rejection::kSchemaMismatch,
          base::StrCat("schema id ", id, " cannot be used: ", base::Message(entry->second.status())));
      return nullptr;
    }
    last_id_ = id;
    last_ = entry->second->get();
    return last_;
  }

 private:
  static constexpr size_t kSchemasMax = 256;

  SchemaRegistry& registry_;
  // Also those that could not be read: a schema never changes under its id.
  std::unordered_map<uint32_t, absl::StatusOr<std::unique_ptr<Schema>>> schemas_;
  // Most messages have the schema of the one before.
  uint32_t last_id_ = 0;
  Schema* last_ = nullptr;
};

}  // namespace aurora::ingest
