#include "services/ingest/connection/definition/stop_above.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/base/text.h"

namespace aurora::ingest {
namespace {

constexpr uint32_t kWindowDefault = 1000;
constexpr uint32_t kWindowMin = 10;
constexpr uint32_t kWindowMax = 1'000'000;

}  // namespace

absl::StatusOr<StopAbove> FromProto(const v1::StopAbove& wire) {
  // Also false for what is no number.
  if (!(wire.share() >= 0 && wire.share() <= 1)) {
    return absl::InvalidArgumentError("the share of dead letters that stops a connection must be from 0 (never) to 1");
  }
  if (wire.share() == 0) return StopAbove{};
  const uint32_t window = wire.window() == 0 ? kWindowDefault : wire.window();
  if (window < kWindowMin || window > kWindowMax) {
    return absl::InvalidArgumentError(
        base::StrCat("the messages that the share counts in must be from ", kWindowMin, " to ", kWindowMax));
  }
  return StopAbove{wire.share(), window};
}

void ToProto(const StopAbove& rule, v1::StopAbove* out) {
  out->set_share(rule.share);
  out->set_window(rule.window);
}

std::string EncodeStopped(const std::optional<Stopped>& stopped) {
  if (!stopped.has_value()) return "";
  return base::StrCat(absl::ToUnixMicros(stopped->at), " ", stopped->message);
}

std::optional<Stopped> DecodeStopped(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(text, absl::MaxSplits(' ', 1));
  int64_t micros = 0;
  static_cast<void>(absl::SimpleAtoi(parts.first, &micros));
  return Stopped{absl::FromUnixMicros(micros), std::string(parts.second)};
}

}  // namespace aurora::ingest
