#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace re2 {
class RE2;
}  // namespace re2

namespace aurora::ingest {

// Topics of one connection, named or found.
inline constexpr size_t kTopicsPerConnectionMax = 1000;

// Which topics a connection reads, as a regular expression (RE2) that a name matches as a whole. Internal topics ("__...") never
// match. Immutable, thread-safe.
class TopicPattern {
 public:
  static constexpr size_t kBytesMax = 1000;

  // InvalidArgument with the remedy for what is none, or too large.
  static absl::StatusOr<TopicPattern> Create(const std::string& text);

  bool Matches(std::string_view topic) const;

 private:
  explicit TopicPattern(std::shared_ptr<const re2::RE2> expression) : expression_(std::move(expression)) {}

  std::shared_ptr<const re2::RE2> expression_;
};

}  // namespace aurora::ingest
