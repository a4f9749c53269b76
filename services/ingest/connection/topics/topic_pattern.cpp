#include "services/ingest/connection/topics/topic_pattern.h"

#include <re2/re2.h>

#include <utility>

#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr int64_t kMemoryMax = 1 << 20;
constexpr std::string_view kInternal = "__";

}  // namespace

absl::StatusOr<TopicPattern> TopicPattern::Create(const std::string& text) {
  if (text.empty() || text.size() > kBytesMax) {
    return absl::InvalidArgumentError(
        base::StrCat("a pattern of topics has 1 to ", kBytesMax, " bytes, this one has ", text.size(), "; name the topics instead"));
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kMemoryMax);
  auto expression = std::make_shared<const re2::RE2>(text, options);
  if (!expression->ok()) {
    return absl::InvalidArgumentError(base::StrCat(
        "topic pattern \"", text.substr(0, 200), "\" is no regular expression: ", expression->error(),
        "; write .* for any characters and \\. for a dot, as in \"shop\\.orders\\..*\""));
  }
  return TopicPattern(std::move(expression));
}

bool TopicPattern::Matches(std::string_view topic) const {
  if (topic.substr(0, kInternal.size()) == kInternal) return false;
  return re2::RE2::FullMatch(re2::StringPiece(topic.data(), topic.size()), *expression_);
}

}  // namespace aurora::ingest
