#pragma once

#include <string>
#include <vector>

namespace aurora::query::language {

// What words that no table knows are near to in meaning: a column, or one of its values.
struct WordLink {
  // As the question has them, in lower case.
  std::vector<std::string> words;
  std::string database;
  std::string table;
  std::string column;
  // Empty: the column itself.
  std::vector<std::string> values;
};

}  // namespace aurora::query::language
