#include "cli/up/instance/instance_lock.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

// A supervisor that was killed keeps its lock until the kernel is done with it.
constexpr absl::Duration kDyingHolderWaitMax = absl::Seconds(1);
constexpr absl::Duration kRetryLockEvery = absl::Milliseconds(20);

struct flock WholeFile() {
  struct flock lock {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

absl::StatusOr<std::unique_ptr<InstanceLock>> InstanceLock::Take(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) {
    return absl::PermissionDeniedError(
        base::StrCat("lock ", path, " cannot be opened; give another --data-dir"));
  }
  const absl::Time deadline = absl::Now() + kDyingHolderWaitMax;
  do {
    struct flock lock = WholeFile();
    if (fcntl(file, F_SETLK, &lock) == 0) return std::unique_ptr<InstanceLock>(new InstanceLock(file));
    absl::SleepFor(kRetryLockEvery);
  } while (absl::Now() < deadline);
  const pid_t holder = Holder(path);
  close(file);
  return absl::AlreadyExistsError(
      base::StrCat("Aurora already runs on this data (", path.substr(0, path.rfind("/run/")), ", process ",
                   holder, "); end it with `aurora down`, or give another --data-dir and --port"));
}

pid_t InstanceLock::Holder(const std::string& path) {
  const int file = open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return 0;
  struct flock lock = WholeFile();
  const bool asked = fcntl(file, F_GETLK, &lock) == 0;
  close(file);
  return asked && lock.l_type != F_UNLCK ? lock.l_pid : 0;
}

InstanceLock::~InstanceLock() { close(file_); }

}  // namespace aurora::cli
