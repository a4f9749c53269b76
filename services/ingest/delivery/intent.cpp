#include "services/ingest/delivery/intent.h"

#include <map>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr std::string_view kMagic = "aurora1";

}  // namespace

std::string EncodeIntent(const Intent& intent) {
  return base::StrCat(kMagic, " first=", intent.first, " last=", intent.last, " at=", intent.first_timestamp_ms,
                      " schema=", intent.schema_version, " blocks=", intent.blocks,
                      " dead=", intent.dead_letters ? 1 : 0, " table=", intent.table);
}

absl::StatusOr<Intent> DecodeIntent(std::string_view text) {
  const auto wrong = [&] {
    return absl::InvalidArgumentError(
        base::StrCat("the group's metadata \"", text.substr(0, 100), "\" is not an intent of this program"));
  };
  const std::vector<absl::string_view> words = absl::StrSplit(base::Absl(text), ' ');
  if (words.size() != 8 || base::Std(words[0]) != kMagic) return wrong();
  std::map<std::string, absl::string_view> values;
  for (size_t i = 1; i < words.size(); ++i) {
    const std::pair<absl::string_view, absl::string_view> pair = absl::StrSplit(words[i], absl::MaxSplits('=', 1));
    values[std::string(pair.first)] = pair.second;
  }
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
  return intent;
}

std::string BlockToken(std::string_view connection_id, std::string_view topic, int32_t partition, int64_t first,
                       int64_t last, int64_t first_timestamp_ms, std::string_view block) {
  return base::StrCat(connection_id, ":", topic, ":", partition, ":", first, "-", last, "@", first_timestamp_ms, ":",
                      block);
}

}  // namespace aurora::ingest
