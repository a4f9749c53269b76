#include "services/ingest/connection/instance_name.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/ascii.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"

namespace aurora::ingest {

absl::StatusOr<InstanceName> InstanceName::Acquire(const std::string& path) {
  const int fd = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (fd < 0) {
    return absl::PermissionDeniedError(
        base::StrCat("instance file ", path, " cannot be made (", std::strerror(errno), "); make its folder writable for user ", ::geteuid(),
                     ", with room on its disk"));
  }
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) return InstanceName(fd, "");
  char text[128];
  const ssize_t size = pread(fd, text, sizeof(text), 0);
  std::string name(absl::StripAsciiWhitespace(absl::string_view(text, size > 0 ? static_cast<size_t>(size) : 0)));
  if (!base::IsRequestId(name)) {
    name = base::MakeIdentifier("i-");
    const std::string line = name + "\n";
    if (ftruncate(fd, 0) != 0 || pwrite(fd, line.data(), line.size(), 0) != static_cast<ssize_t>(line.size()) ||
        fsync(fd) != 0) {
      close(fd);
      return absl::ResourceExhaustedError(base::StrCat("instance file ", path, " cannot be written; free some disk space"));
    }
  }
  return InstanceName(fd, std::move(name));
}

InstanceName::~InstanceName() {
  if (fd_ >= 0) close(fd_);
}

InstanceName::InstanceName(InstanceName&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), name_(std::move(other.name_)) {}

}  // namespace aurora::ingest
