// The engine asks with stat(2) whether /proc/thread-self/schedstat is there, and if so opens it for each thread of each
// query. Landlock, which lets stat through, refuses the opening; the engine then throws, unwinds and writes down a stack
// trace, six times a query: 1 ms of the 2.2 ms of CPU time that SELECT 1 took. A rule that allows these files would
// have to allow all of /proc/self/task, memory and environment of this process among it. So the question is
// answered with no, and the engine does without the statistics of the kernel's scheduler.
//
// The engine's library takes the functions of the C library from whoever defines them first, which is the program.

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

namespace {

bool IsRefused(const char* path) {
  constexpr char kThread[] = "/proc/thread-self/";
  if (path == nullptr || std::strncmp(path, kThread, sizeof(kThread) - 1) != 0) return false;
  errno = ENOENT;
  return true;
}

}  // namespace

extern "C" {

// What a library that was built against glibc before 2.33, as the engine's is, calls for stat() and stat64().
int __xstat(int version, const char* path, struct stat* result);
int __xstat64(int version, const char* path, struct stat64* result);

int __xstat(int, const char* path, struct stat* result) {
  return IsRefused(path) ? -1 : fstatat(AT_FDCWD, path, result, 0);
}

int __xstat64(int, const char* path, struct stat64* result) {
  return IsRefused(path) ? -1 : fstatat64(AT_FDCWD, path, result, 0);
}

}  // extern "C"
