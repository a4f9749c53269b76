#include "cli/commands/connections/stop_above.h"

#include <boost/json.hpp>

#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "libs/base/text.h"

namespace aurora::cli {

absl::StatusOr<std::optional<boost::json::object>> StopAboveBody(const StopAboveOptions& options) {
  if (options.share.empty()) {
    if (options.window == 0) return std::nullopt;
    return absl::InvalidArgumentError("--stop-window counts for --stop-above; give both");
  }
  boost::json::object body;
  double share = 0;
  if (options.share != "off") {
    absl::string_view text = options.share;
    const bool percent = absl::ConsumeSuffix(&text, "%");
    if (!absl::SimpleAtod(text, &share) || !(share >= 0 && share <= (percent ? 100 : 1))) {
      return absl::InvalidArgumentError(
          base::StrCat("--stop-above ", options.share, " is no share of messages; give 5%, 0.05 or off"));
    }
    if (percent) share /= 100;
  }
  body["share"] = share;
  if (options.window > 0) body["window"] = options.window;
  return body;
}

}  // namespace aurora::cli
