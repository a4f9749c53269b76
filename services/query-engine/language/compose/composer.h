#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "absl/time/time.h"
#include "services/query-engine/language/compose/composed.h"
#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {

// What a question leaves open, decided.
struct Choices {
  // For tags (by index) with several meanings, which one to take; the first otherwise.
  std::map<size_t, size_t> meanings;
  // What "biggest" is by, or which date a time is of, where it may be several columns.
  ColumnRef column;
};

// Tags -> logical form, for one table and those joined to it. Every word that could change the answer must find a place,
// or there is no form. `fragment`: a follow-up, which need not name a measure.
Composed Compose(const std::vector<Word>& words, const std::vector<Tag>& tags, const Scope& scope, absl::Time now, const Choices& choices = {}, bool fragment = false);

}  // namespace aurora::query::language
