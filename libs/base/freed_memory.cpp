#include "libs/base/freed_memory.h"

#include <malloc.h>

namespace aurora::base {

void KeepFreedMemory() {
#ifdef __GLIBC__
  // Given together: one alone ends the other's growing by itself.
  mallopt(M_TRIM_THRESHOLD, 8 << 20);
  mallopt(M_MMAP_THRESHOLD, 4 << 20);
#endif
}

}  // namespace aurora::base
