// ThreadSanitizer sees a lock only where the code that takes it was compiled for it, and Debian's Abseil was not. A program that
// has these definitions shows it the order that absl::Mutex and absl::CondVar make, for our own code and for gRPC, whose calls
// come here too; without them every hand-over between two threads would be reported as a race. CMake links this into each
// program of the preset `tsan` and nowhere else.

#include <dlfcn.h>
#include <sanitizer/tsan_interface.h>

#include <cstdint>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"

extern "C" {
// Of ThreadSanitizer's runtime; no header declares them.
void AnnotateIgnoreReadsBegin(const char* file, int line);
void AnnotateIgnoreReadsEnd(const char* file, int line);
}

namespace {

#define AURORA_STRING(x) #x
#define AURORA_TEXT(x) AURORA_STRING(x)
// "debian3": the inline namespace, which is part of each symbol.
constexpr char kNamespace[] = AURORA_TEXT(ABSL_OPTION_INLINE_NAMESPACE_NAME);
static_assert(sizeof(kNamespace) == sizeof("debian3"), "the symbols below are written for a name of seven letters");
#define AURORA_ABSL(prefix, rest) prefix "4absl7" AURORA_TEXT(ABSL_OPTION_INLINE_NAMESPACE_NAME) rest

// The function of that name in Abseil's own library.
template <typename Function>
Function Real(const char* symbol) {
  void* const found = ::dlsym(RTLD_NEXT, symbol);
  if (found == nullptr) std::abort();
  return reinterpret_cast<Function>(found);
}

// Whoever unlocks also evaluates the conditions that other threads wait for, under a lock that has passed on already.
class IgnoreReads {
 public:
  IgnoreReads() { AnnotateIgnoreReadsBegin(__FILE__, __LINE__); }
  ~IgnoreReads() { AnnotateIgnoreReadsEnd(__FILE__, __LINE__); }
  IgnoreReads(const IgnoreReads&) = delete;
  IgnoreReads& operator=(const IgnoreReads&) = delete;
};

}  // namespace

// Before a call that unlocks, after a call that locked.
#define AURORA_RELEASE(mutex) __tsan_release(const_cast<absl::Mutex*>(mutex))
#define AURORA_ACQUIRE(mutex) __tsan_acquire(const_cast<absl::Mutex*>(mutex))
#define AURORA_REAL(symbol, result, ...) \
  static const auto real = Real<result (*)(__VA_ARGS__)>(symbol); \
  const IgnoreReads ignore

namespace absl {
ABSL_NAMESPACE_BEGIN

void Mutex::Lock() {
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex4LockEv"), void, Mutex*);
    real(this);
  }
  AURORA_ACQUIRE(this);
}

void Mutex::Unlock() {
  AURORA_RELEASE(this);
  AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex6UnlockEv"), void, Mutex*);
  real(this);
}

bool Mutex::TryLock() {
  AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex7TryLockEv"), bool, Mutex*);
  const bool locked = real(this);
  if (locked) AURORA_ACQUIRE(this);
  return locked;
}

void Mutex::ReaderLock() {
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex10ReaderLockEv"), void, Mutex*);
    real(this);
  }
  AURORA_ACQUIRE(this);
}

void Mutex::ReaderUnlock() {
  AURORA_RELEASE(this);
  AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex12ReaderUnlockEv"), void, Mutex*);
  real(this);
}

void Mutex::Await(const Condition& condition) {
  AURORA_RELEASE(this);
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex5AwaitERKNS0_9ConditionE"), void, Mutex*, const Condition&);
    real(this, condition);
  }
  AURORA_ACQUIRE(this);
}

bool Mutex::AwaitWithTimeout(const Condition& condition, Duration timeout) {
  AURORA_RELEASE(this);
  bool held = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE"), bool, Mutex*,
                const Condition&, Duration);
    held = real(this, condition, timeout);
  }
  AURORA_ACQUIRE(this);
  return held;
}

bool Mutex::AwaitWithDeadline(const Condition& condition, Time deadline) {
  AURORA_RELEASE(this);
  bool held = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex17AwaitWithDeadlineERKNS0_9ConditionENS0_4TimeE"), bool, Mutex*,
                const Condition&, Time);
    held = real(this, condition, deadline);
  }
  AURORA_ACQUIRE(this);
  return held;
}

void Mutex::LockWhen(const Condition& condition) {
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex8LockWhenERKNS0_9ConditionE"), void, Mutex*, const Condition&);
    real(this, condition);
  }
  AURORA_ACQUIRE(this);
}

bool Mutex::LockWhenWithTimeout(const Condition& condition, Duration timeout) {
  bool held = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex19LockWhenWithTimeoutERKNS0_9ConditionENS0_8DurationE"), bool, Mutex*,
                const Condition&, Duration);
    held = real(this, condition, timeout);
  }
  AURORA_ACQUIRE(this);
  return held;
}

bool Mutex::LockWhenWithDeadline(const Condition& condition, Time deadline) {
  bool held = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "5Mutex20LockWhenWithDeadlineERKNS0_9ConditionENS0_4TimeE"), bool, Mutex*,
                const Condition&, Time);
    held = real(this, condition, deadline);
  }
  AURORA_ACQUIRE(this);
  return held;
}

void CondVar::Wait(Mutex* mutex) {
  AURORA_RELEASE(mutex);
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "7CondVar4WaitEPNS0_5MutexE"), void, CondVar*, Mutex*);
    real(this, mutex);
  }
  AURORA_ACQUIRE(mutex);
}

bool CondVar::WaitWithTimeout(Mutex* mutex, Duration timeout) {
  AURORA_RELEASE(mutex);
  bool timed_out = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "7CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE"), bool, CondVar*, Mutex*,
                Duration);
    timed_out = real(this, mutex, timeout);
  }
  AURORA_ACQUIRE(mutex);
  return timed_out;
}

bool CondVar::WaitWithDeadline(Mutex* mutex, Time deadline) {
  AURORA_RELEASE(mutex);
  bool timed_out = false;
  {
    AURORA_REAL(AURORA_ABSL("_ZN", "7CondVar16WaitWithDeadlineEPNS0_5MutexENS0_4TimeE"), bool, CondVar*, Mutex*, Time);
    timed_out = real(this, mutex, deadline);
  }
  AURORA_ACQUIRE(mutex);
  return timed_out;
}

// The count of a status that several hold: the last one, which frees it, comes after all others.
void Status::UnrefNonInlined(uintptr_t rep) {
  __tsan_release(reinterpret_cast<void*>(rep));
  __tsan_acquire(reinterpret_cast<void*>(rep));
  AURORA_REAL(AURORA_ABSL("_ZN", "6Status15UnrefNonInlinedEm"), void, uintptr_t);
  real(rep);
}

ABSL_NAMESPACE_END
}  // namespace absl
