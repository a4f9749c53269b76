#include "services/ingest/delivery/fault_point.h"

#ifdef AURORA_FAULT_POINTS
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace aurora::ingest {

void PassFaultPoint(const char* name) {
  const char* wanted = std::getenv("AURORA_FAULT_POINT");
  if (wanted == nullptr || std::strcmp(wanted, name) != 0) return;
  static std::atomic<int> passes{0};
  const char* pass = std::getenv("AURORA_FAULT_POINT_PASS");
  if (++passes != (pass != nullptr ? std::atoi(pass) : 1)) return;
  const char* action = std::getenv("AURORA_FAULT_POINT_ACTION");
  // The whole process: raise() would do that too, but from a thread's own point of view.
  kill(getpid(), action != nullptr && std::strcmp(action, "stop") == 0 ? SIGSTOP : SIGKILL);
}

}  // namespace aurora::ingest
#endif
