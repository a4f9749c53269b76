#pragma once

#include <memory>
#include <string_view>

#include "libs/table/rejection.h"
#include "services/schema-inference/samples/json_value.h"

namespace aurora::schema_inference {

// Message bytes -> JsonValue, with the rejections that ingest would make of the same bytes. Keeps its
// buffers; not thread-safe.
class JsonReader {
 public:
  JsonReader();
  ~JsonReader();

  // kNone and an object in *value, or why it is none.
  table::Rejection Read(std::string_view bytes, JsonValue* value);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace aurora::schema_inference
