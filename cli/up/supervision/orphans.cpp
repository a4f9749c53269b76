#include "cli/up/supervision/orphans.h"

#include <signal.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "absl/time/clock.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kEndTimeMax = absl::Seconds(2);
constexpr absl::Duration kLookForEndEvery = absl::Milliseconds(20);

std::string ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// Each part is started with a file of the data directory's config/ on its command line.
bool Belongs(pid_t pid, const DataDirectory& data) {
  return ReadAll(base::StrCat("/proc/", pid, "/cmdline")).find(data.Config("")) != std::string::npos;
}

void Await(pid_t pid, const DataDirectory& data) {
  const absl::Time deadline = absl::Now() + kEndTimeMax;
  while (absl::Now() < deadline && Belongs(pid, data)) absl::SleepFor(kLookForEndEvery);
}

}  // namespace

Leftover EndOrphans(const DataDirectory& data) {
  Leftover leftover;
  const std::string text = ReadAll(data.Instance());
  if (text.empty()) return leftover;
  try {
    const boost::json::value instance = boost::json::parse(text);
    leftover.supervisor = static_cast<int>(instance.at("pid").as_int64());
    for (const boost::json::value& part : instance.at("parts").as_array()) {
      const auto pid = static_cast<pid_t>(part.at("pid").as_int64());
      // Not even a process id: 0 is our own group, -1 everybody.
      if (pid <= 1 || !Belongs(pid, data)) continue;
      kill(pid, SIGKILL);
      Await(pid, data);
      base::StrAppend(&leftover.ended, leftover.ended.empty() ? "" : ", ", std::string(part.at("name").as_string()),
                      " (process ", pid, ")");
    }
  } catch (const std::exception&) {
    // Cut off in the middle of writing: it names nobody.
  }
  return leftover;
}

}  // namespace aurora::cli
