#pragma once

#include <string>
#include <string_view>

#include "services/ingest/formats/cell_writer.h"
#include "services/ingest/transforms/transform.h"

namespace aurora::ingest {

// The value of a condition's field in one message.
struct ConditionInput {
  // Neither absent nor null.
  bool present = false;
  JsonKind kind = JsonKind::kNull;
  // As in JsonValue.
  std::string text = {};
  // Whether the message has the field.
  bool seen = false;
};

// Whether a message meets the condition. Numbers are compared as numbers, exactly; text by its bytes, which
// for times in ISO 8601 is their order; true and false are equal to their words and to nothing else. An
// object or a list only exists. `as_number`: text that is a number counts as one.
bool Meets(const Condition& condition, const ConditionInput& input, bool as_number);

}  // namespace aurora::ingest
