#include "services/embedded-clickhouse/sandbox.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "libs/base/text.h"

namespace aurora::embedded_clickhouse {
namespace {

using base::StrCat;

// Younger than the headers that Debian 12 has.
constexpr uint64_t kTruncate = uint64_t{1} << 14;

constexpr uint64_t kRead = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr uint64_t kWrite = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                            LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
                            LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                            LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
// What can be said of a file that is no folder.
constexpr uint64_t kFile =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | kTruncate;

// Of everything handled, what this version of the kernel knows.
uint64_t Handled(int version) {
  uint64_t handled = kRead | kWrite;
  if (version >= 2) handled |= LANDLOCK_ACCESS_FS_REFER;
  if (version >= 3) handled |= kTruncate;
  return handled;
}

// A path that is not there needs no rule.
absl::Status Allow(int ruleset, const std::string& path, uint64_t access) {
  const int file = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (file < 0) return absl::OkStatus();
  struct stat info {};
  if (::fstat(file, &info) == 0 && !S_ISDIR(info.st_mode)) access &= kFile;
  landlock_path_beneath_attr rule{};
  rule.allowed_access = access;
  rule.parent_fd = file;
  const long result = ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  const int number = errno;
  // A rule on a file of /proc holds only as long as the kernel keeps that inode: those descriptors stay open.
  if (path.rfind("/proc/", 0) != 0) ::close(file);
  if (result == 0) return absl::OkStatus();
  return absl::InternalError(StrCat("Landlock refused a rule for ", path, " (", std::strerror(number), ")"));
}

}  // namespace

Sandbox Sandbox::ForEngine(const std::string& data_path, const std::string& library) {
  Sandbox sandbox;
  sandbox.writable = {data_path, "/dev/null", "/dev/pts", "/dev/ptmx"};
  sandbox.readable = {library,
                      "/usr/lib",
                      "/usr/lib64",
                      "/lib",
                      "/lib64",
                      "/usr/share/zoneinfo",
                      "/usr/share/ca-certificates",
                      "/usr/share/terminfo",
                      "/lib/terminfo",
                      "/etc/ssl",
                      "/etc/localtime",
                      "/etc/timezone",
                      "/etc/ld.so.cache",
                      "/etc/hosts",
                      "/etc/resolv.conf",
                      "/etc/nsswitch.conf",
                      "/etc/gai.conf",
                      "/dev/urandom",
                      "/dev/random",
                      "/dev/tty",
                      "/proc/self/stat",
                      "/proc/self/statm",
                      "/proc/self/status",
                      "/proc/self/cgroup",
                      "/proc/self/mountinfo",
                      "/proc/meminfo",
                      "/proc/stat",
                      "/proc/cpuinfo",
                      "/proc/loadavg",
                      "/proc/uptime",
                      "/proc/sys/vm",
                      "/proc/sys/kernel",
                      "/sys/fs/cgroup",
                      "/sys/devices/system/cpu",
                      "/sys/devices/system/node",
                      "/sys/kernel/mm/transparent_hugepage"};
  return sandbox;
}

absl::Status Sandbox::Enter() const {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) {
    return absl::UnimplementedError("this kernel has no Landlock: files are protected by the users' grants alone");
  }
  const uint64_t handled = Handled(static_cast<int>(version));
  landlock_ruleset_attr attributes{};
  attributes.handled_access_fs = handled;
  const int ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof(attributes), 0));
  if (ruleset < 0) return absl::InternalError(StrCat("Landlock: no rule set (", std::strerror(errno), ")"));
  absl::Status status;
  for (const std::string& path : writable) {
    if (status.ok()) status = Allow(ruleset, path, handled);
  }
  for (const std::string& path : readable) {
    if (status.ok()) status = Allow(ruleset, path, kRead);
  }
  if (status.ok() && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
    status = absl::InternalError("PR_SET_NO_NEW_PRIVS was refused");
  }
  if (status.ok() && ::syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) {
    status = absl::InternalError(StrCat("Landlock was refused (", std::strerror(errno), ")"));
  }
  ::close(ruleset);
  return status;
}

}  // namespace aurora::embedded_clickhouse
