// gRPC hands a call from the thread that starts a piece of work on it to the one that is told of its end. Its libraries were not
// compiled for ThreadSanitizer, and keep that order by atomic variables; each message that one thread writes and another frees
// would be reported. A program that has these definitions shows the runtime that what happened before a batch was started
// happened before its end is handled: gRPC lets go of the call first (CallOpSet::FinalizeResult, grpcpp 1.51) and then calls us.
// The same for the end of a call.
// CMake links this into each program of the preset `tsan` and nowhere else.

#include <dlfcn.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/grpc.h>
#include <grpcpp/support/server_callback.h>
#include <sanitizer/tsan_interface.h>

#include <cstdlib>

namespace {

// The function of that name in gRPC's own library.
template <typename Function>
Function Real(const char* symbol) {
  void* const found = ::dlsym(RTLD_NEXT, symbol);
  if (found == nullptr) std::abort();
  return reinterpret_cast<Function>(found);
}

// A received message is parsed before its call is let go of, and nothing there names the call: one place for all of them.
char receiving;

}  // namespace

extern "C" {

grpc_call_error grpc_call_start_batch(grpc_call* call, const grpc_op* ops, size_t count, void* tag, void* reserved) {
  static const auto real = Real<decltype(&grpc_call_start_batch)>("grpc_call_start_batch");
  __tsan_release(call);
  for (size_t i = 0; i < count; ++i) {
    if (ops[i].op == GRPC_OP_RECV_MESSAGE) __tsan_release(&receiving);
  }
  return real(call, ops, count, tag, reserved);
}

int grpc_byte_buffer_reader_init(grpc_byte_buffer_reader* reader, grpc_byte_buffer* buffer) {
  static const auto real = Real<decltype(&grpc_byte_buffer_reader_init)>("grpc_byte_buffer_reader_init");
  __tsan_acquire(&receiving);
  return real(reader, buffer);
}

void grpc_call_unref(grpc_call* call) {
  static const auto real = Real<decltype(&grpc_call_unref)>("grpc_call_unref");
  __tsan_acquire(call);
  __tsan_release(call);
  real(call);
}

}  // extern "C"

// The last of those who still had to do with a call ends it. They count themselves down in our code, where it is seen, and
// in gRPC's, where it is not: whoever is the last has to come after all others.
void grpc::internal::ServerCallbackCall::ScheduleOnDone(bool inline_ondone) {
  using Schedule = void (*)(ServerCallbackCall*, bool);
  static const auto real = Real<Schedule>("_ZN4grpc8internal18ServerCallbackCall14ScheduleOnDoneEb");
  __tsan_acquire(&callbacks_outstanding_);
  real(this, inline_ondone);
}
