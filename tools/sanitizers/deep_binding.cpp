// The runtimes of the sanitizers end a process that opens a library with RTLD_DEEPBIND, since such a library would not see
// their malloc. OpenVINO's TBB opens its own parts that way; they need nothing of it. CMake links this into each program of
// the presets `asan` and `tsan` and nowhere else.

#include <dlfcn.h>

#include <cstdlib>

extern "C" void* dlopen(const char* file, int flags) noexcept {
  using Open = void* (*)(const char*, int);
  static const auto next = reinterpret_cast<Open>(::dlsym(RTLD_NEXT, "dlopen"));
  if (next == nullptr) std::abort();
  return next(file, flags & ~RTLD_DEEPBIND);
}
