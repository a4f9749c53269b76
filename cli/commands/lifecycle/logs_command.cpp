#include "cli/commands/lifecycle/logs_command.h"

#include <algorithm>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>

#include "absl/time/clock.h"
#include "libs/base/edit_distance.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kLookForLinesEvery = absl::Milliseconds(200);
constexpr std::streamoff kTailBytes = 256 << 10;

// One log that is read on from where it was.
struct Follower {
  std::string part;
  std::string path;
  std::streamoff position = 0;

  // Whole new lines; from the beginning when the file was rotated.
  std::vector<std::string> Read() {
    std::vector<std::string> lines;
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    if (!file) return lines;
    const std::streamoff size = file.tellg();
    if (size < position) position = 0;
    if (position == 0 && size > kTailBytes) position = size - kTailBytes;
    file.seekg(position);
    for (std::string line; std::getline(file, line) && !file.eof();) {
      position += static_cast<std::streamoff>(line.size()) + 1;
      lines.push_back(std::move(line));
    }
    return lines;
  }
};

std::vector<std::string> PartsWithLogs(const DataDirectory& data) {
  std::vector<std::string> parts;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(data.path + "/logs", error)) {
    if (entry.path().extension() == ".log") parts.push_back(entry.path().stem().string());
  }
  std::sort(parts.begin(), parts.end());
  return parts;
}

}  // namespace

int RunLogs(const Context& context, const LogsOptions& options) {
  const DataDirectory data = context.Data();
  std::vector<std::string> parts = PartsWithLogs(data);
  if (parts.empty()) {
    return Report(
        absl::NotFoundError(base::StrCat("no logs in ", data.path, "; name the --data-dir of your Aurora")));
  }
  if (!options.part.empty()) {
    if (std::find(parts.begin(), parts.end(), options.part) == parts.end()) {
      const std::string nearest = base::Nearest(options.part, parts);
      std::string all;
      for (const std::string& part : parts) all += (all.empty() ? "" : ", ") + part;
      return Report(absl::InvalidArgumentError(base::StrCat(
          "part ", options.part, " has no log; ",
          nearest.empty() ? base::StrCat("there are ", all) : base::StrCat("did you mean ", nearest, "?"))));
    }
    parts = {options.part};
  }
  std::vector<Follower> followers;
  size_t width = 0;
  for (const std::string& part : parts) {
    followers.push_back({part, data.Log(part)});
    width = std::max(width, part.size());
  }
  bool first = true;
  do {
    for (Follower& follower : followers) {
      std::vector<std::string> lines = follower.Read();
      const size_t shown = first ? std::min(lines.size(), static_cast<size_t>(options.lines)) : lines.size();
      for (size_t i = lines.size() - shown; i < lines.size(); ++i) {
        const std::string name =
            followers.size() > 1 ? follower.part + std::string(width - follower.part.size() + 2, ' ') : "";
        std::printf("%s%s\n", context.style.Dim(name).c_str(), lines[i].c_str());
      }
    }
    std::fflush(stdout);
    first = false;
    if (options.follow) absl::SleepFor(kLookForLinesEvery);
  } while (options.follow);
  return 0;
}

}  // namespace aurora::cli
