#include "cli/deploy/compose_project.h"

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

constexpr absl::Duration kProjectAnswerMax = absl::Seconds(60);

}  // namespace

absl::StatusOr<std::map<std::string, Container>> ComposeProjectState::Containers() const {
  ProgramCall call{{tool_.engine, "ps", "--all", "--filter", base::StrCat("label=com.docker.compose.project=", name_), "--format",
                    "{{.Names}}\t{{.ID}}\t{{.Status}}"}};
  call.timeout = kProjectAnswerMax;
  const absl::StatusOr<std::string> listed = programs_.Ask(call);
  if (!listed.ok()) return listed.status();
  std::map<std::string, Container> containers;
  const std::vector<std::string> lines = absl::StrSplit(*listed, '\n', absl::SkipWhitespace());
  for (const std::string& line : lines) {
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (cells.size() == 3) containers[cells[0]] = {cells[1], cells[2]};
  }
  return containers;
}

absl::StatusOr<std::vector<std::string>> ComposeProjectState::Volumes() const {
  ProgramCall call{{tool_.engine, "volume", "ls", "--quiet", "--filter", base::StrCat("label=com.docker.compose.project=", name_)}};
  call.timeout = kProjectAnswerMax;
  const absl::StatusOr<std::string> listed = programs_.Ask(call);
  if (!listed.ok()) return listed.status();
  return std::vector<std::string>(absl::StrSplit(*listed, '\n', absl::SkipWhitespace()));
}

bool ComposeProjectState::HasImage(const std::string& image) const {
  ProgramCall call{{tool_.engine, "image", "inspect", "--format", "{{.Id}}", image}};
  call.timeout = kProjectAnswerMax;
  return programs_.Ask(call).ok();
}

std::string ContainerChanges(const std::map<std::string, Container>& before, const std::map<std::string, Container>& after) {
  size_t made = 0;
  size_t gone = 0;
  for (const auto& [name, container] : after) {
    const auto was = before.find(name);
    if (was == before.end() || was->second.id != container.id) ++made;
  }
  for (const auto& [name, container] : before) gone += after.count(name) == 0 ? 1 : 0;
  if (made == 0 && gone == 0) return base::StrCat("nothing differs: ", after.size(), " containers stay as they were");
  return base::StrCat("containers: ", made, " new or made anew, ", gone, " removed, ", after.size() - made, " as they were");
}

std::string TroubledContainers(const std::map<std::string, Container>& containers) {
  std::string troubled;
  for (const auto& [name, container] : containers) {
    if (absl::StartsWith(container.state, "Up") && !absl::StrContains(container.state, "unhealthy")) continue;
    base::StrAppend(&troubled, troubled.empty() ? "" : ", ", name, ": ", container.state);
  }
  return troubled;
}

}  // namespace aurora::cli
