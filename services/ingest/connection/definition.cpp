#include "services/ingest/connection/definition.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"

namespace aurora::ingest {

const SourceTopic* Definition::FindTopic(const std::string& name) const {
  const auto found = std::find_if(topics.begin(), topics.end(), [&](const SourceTopic& topic) { return topic.name == name; });
  return found == topics.end() ? nullptr : &*found;
}

std::string Definition::source() const {
  if (!topic_pattern.empty()) return base::StrCat("/", topic_pattern, "/");
  return absl::StrJoin(topics, ",", [](std::string* out, const SourceTopic& topic) { *out += topic.name; });
}

}  // namespace aurora::ingest
