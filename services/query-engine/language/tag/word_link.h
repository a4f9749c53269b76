#pragma once

#include <optional>
#include <string>
#include <vector>

namespace aurora::query::language {

// What words that no table knows are taken for: a column or one of its values that is near in meaning, or nothing.
struct WordLink {
  // As the question has them, in lower case.
  std::vector<std::string> words;
  std::string database;
  std::string table;
  std::string column;
  // Empty: the column itself.
  std::vector<std::string> values;
  // They are set aside where they begin at this word of the question, instead of being taken for anything.
  std::optional<size_t> aside_at = std::nullopt;
};

}  // namespace aurora::query::language
