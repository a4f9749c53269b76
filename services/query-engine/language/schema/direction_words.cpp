#include "services/query-engine/language/schema/direction_words.h"

#include <algorithm>

#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

Heading HeadingOf(std::string_view preposition) {
  if (IsOneOf(preposition, {"to", "into", "towards", "toward"})) return Heading::kTo;
  if (IsOneOf(preposition, {"from", "leaving", "departing", "ex"})) return Heading::kFrom;
  return Heading::kNone;
}

Heading HeadingOf(const ColumnFacts& column) {
  const auto any = [&](std::initializer_list<std::string_view> words) {
    return std::any_of(column.words.begin(), column.words.end(), [&](const std::string& word) { return IsOneOf(word, words); });
  };
  if (any({"destination", "dest", "to", "arrival", "dropoff", "target", "receiver", "recipient", "end", "consignee"})) return Heading::kTo;
  if (any({"origin", "source", "src", "from", "departure", "pickup", "sender", "start", "home"})) return Heading::kFrom;
  return Heading::kNone;
}

}  // namespace aurora::query::language
