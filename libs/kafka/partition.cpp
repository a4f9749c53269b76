#include "libs/kafka/partition.h"

#include <algorithm>

#include "libs/base/text.h"

namespace aurora::kafka {
namespace {

// More names would hide what the sentence says.
constexpr size_t kNamesMax = 3;

}  // namespace

std::string Place(const Partition& partition) {
  return base::StrCat("topic ", partition.topic, ", partition ", partition.number);
}

std::string Place(const std::vector<std::string>& topics) {
  if (topics.size() == 1) return base::StrCat("topic ", topics.front());
  const size_t shown = std::min(topics.size(), kNamesMax);
  std::string text = "topics ";
  for (size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == topics.size();
    base::StrAppend(&text, i == 0 ? "" : last ? " and " : ", ", topics[i]);
  }
  if (shown < topics.size()) base::StrAppend(&text, " and ", topics.size() - shown, " more");
  return text;
}

}  // namespace aurora::kafka
