#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/compose/composed.h"
#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/schema/scope.h"

namespace aurora::query::language {

// One way to read a part of a question.
struct OtherReading {
  // Stable for the same question: "last_7_days"; kAsRead for the present reading.
  std::string id;
  std::string reading;
  // Makes the form mean it.
  std::function<void(LogicalForm&)> apply;
};

inline constexpr char kAsRead[] = "as_read";

// A part of the question, how it was read, and how else it may be meant.
struct Assumed {
  std::string id;
  // Of the question; empty when nothing was said.
  std::string words;
  std::string reading;
  bool said = false;
  // The present reading first; empty when there is no other.
  std::vector<OtherReading> alternatives;
};

// What `form` takes for granted. `notes` are those of its reading.
std::vector<Assumed> Assume(const LogicalForm& form, const std::vector<Note>& notes, const Scope& scope, absl::Time now);

}  // namespace aurora::query::language
