#include "services/ingest/delivery/intent.h"

#include <map>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr std::string_view kMagic = "aurora1";
// As it was before notes named the topic, an intent has no "topic".
constexpr size_t kIntentWords = 8;

// Ranges of one topic need not say which.
bool NamesTopic(std::string_view joined) { return joined.find('/') != std::string_view::npos; }

}  // namespace

std::string EncodeNote(const CommitNote& note) {
  std::string text;
  if (note.intent.has_value()) {
    const Intent& intent = *note.intent;
    text = base::StrCat(kMagic, " first=", intent.first, " last=", intent.last, " at=", intent.first_timestamp_ms,
                        " schema=", intent.schema_version, " blocks=", intent.blocks,
                        " dead=", intent.dead_letters ? 1 : 0, " table=", intent.table);
    if (!intent.joined.empty()) base::StrAppend(&text, " joined=", intent.joined);
  }
  if (note.topic_id.empty()) return text;
  return base::StrCat(text.empty() ? kMagic : text, " topic=", note.topic_id);
}

absl::StatusOr<CommitNote> DecodeNote(std::string_view text) {
  CommitNote note;
  if (text.empty()) return note;
  const auto wrong = [&] {
    return absl::InvalidArgumentError(
        base::StrCat("the group's metadata \"", text.substr(0, 100), "\" is not an intent of this program"));
  };
  const std::vector<absl::string_view> words = absl::StrSplit(base::Absl(text), ' ');
  if (base::Std(words[0]) != kMagic) return wrong();
  std::map<std::string, absl::string_view> values;
  for (size_t i = 1; i < words.size(); ++i) {
    const std::pair<absl::string_view, absl::string_view> pair = absl::StrSplit(words[i], absl::MaxSplits('=', 1));
    values[std::string(pair.first)] = pair.second;
  }
  const bool has_topic = values.count("topic") != 0;
  if (has_topic) note.topic_id = std::string(values["topic"]);
  if (words.size() == 2 && has_topic) return note;
  const bool has_joined = values.count("joined") != 0;
  if (words.size() != kIntentWords + (has_joined ? 1 : 0) + (has_topic ? 1 : 0)) return wrong();
  Intent intent;
  int dead = 0;
  const bool complete = absl::SimpleAtoi(values["first"], &intent.first) &&
                        absl::SimpleAtoi(values["last"], &intent.last) &&
                        absl::SimpleAtoi(values["at"], &intent.first_timestamp_ms) &&
                        absl::SimpleAtoi(values["schema"], &intent.schema_version) &&
                        absl::SimpleAtoi(values["blocks"], &intent.blocks) && absl::SimpleAtoi(values["dead"], &dead);
  if (!complete || intent.last < intent.first || intent.first < 0) return wrong();
  intent.dead_letters = dead != 0;
  intent.table = std::string(values["table"]);
  if (has_joined) intent.joined = std::string(values["joined"]);
  note.intent = std::move(intent);
  return note;
}

std::string RangeToken(std::string_view connection_id, const kafka::Partition& partition, const Intent& range) {
  return base::StrCat(connection_id, ":", partition.topic, ":", partition.number, ":", range.first, "-", range.last, "@");
}

std::string BlockToken(std::string_view connection_id, const kafka::Partition& partition, const Intent& range,
                       std::string_view topic_id, std::string_view block) {
  return base::StrCat(RangeToken(connection_id, partition, range), range.first_timestamp_ms, "/", topic_id, ":",
                      block);
}

std::string JoinedTokens(std::string_view connection_id, std::string_view topic, const Intent& range) {
  if (NamesTopic(range.joined)) return base::StrCat(connection_id, ":", range.joined, ":");
  return base::StrCat(connection_id, ":", topic, ":", range.joined, "/");
}

std::string JoinedToken(std::string_view connection_id, std::string_view topic, const Intent& range,
                        std::string_view topic_id, std::string_view block) {
  const std::string begin = JoinedTokens(connection_id, topic, range);
  return NamesTopic(range.joined) ? base::StrCat(begin, block) : base::StrCat(begin, topic_id, ":", block);
}

}  // namespace aurora::ingest
