#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace aurora::query::catalog {
class Catalog;
struct TableProfile;
}
namespace aurora::query::model {
class Generator;
}

namespace aurora::query::answer {

// Questions worth asking of a table, from the kinds of its columns; each is read by the generator and only kept when it
// would be answered. Thread-safe.
class Suggestions {
 public:
  Suggestions(const catalog::Catalog& catalog, const model::Generator& generator)
      : catalog_(catalog), generator_(generator) {}

  // `table`: "database.table", or empty for all. `limit` 0 means 4, at most 20. NotFound for an unknown table.
  absl::StatusOr<std::vector<std::string>> For(const std::string& table, size_t limit, absl::Time now) const;

 private:
  const catalog::Catalog& catalog_;
  const model::Generator& generator_;
};

// Before they are checked.
std::vector<std::string> ProposeQuestions(const catalog::TableProfile& table);

}  // namespace aurora::query::answer
