#include "libs/http/scripted_names.h"

#include <dlfcn.h>
#include <netdb.h>

#include <algorithm>
#include <mutex>
#include <string_view>
#include <utility>

#include "absl/time/clock.h"

namespace aurora::http {
namespace {

struct Script {
  std::mutex mutex;
  std::vector<std::string> addresses;
  size_t asked = 0;
};

Script& TheScript() {
  static Script script;
  return script;
}

}  // namespace

ScriptedNames::ScriptedNames(std::vector<std::string> addresses) {
  const std::lock_guard lock(TheScript().mutex);
  TheScript().addresses = std::move(addresses);
  TheScript().asked = 0;
}

ScriptedNames::~ScriptedNames() {
  const std::lock_guard lock(TheScript().mutex);
  TheScript().addresses.clear();
}

int ScriptedNames::asked() const {
  const std::lock_guard lock(TheScript().mutex);
  return static_cast<int>(TheScript().asked);
}

}  // namespace aurora::http

// In the place of the C library's, which libcurl calls.
extern "C" int getaddrinfo(const char* node, const char* service, const addrinfo* hints, addrinfo** result) {
  static const auto real = reinterpret_cast<decltype(&getaddrinfo)>(::dlsym(RTLD_NEXT, "getaddrinfo"));
  if (node == nullptr || !std::string_view(node).ends_with(".scripted")) return real(node, service, hints, result);
  aurora::http::Script& script = aurora::http::TheScript();
  std::string address;
  {
    const std::lock_guard lock(script.mutex);
    if (script.addresses.empty()) return EAI_NONAME;
    address = script.addresses[std::min(script.asked++, script.addresses.size() - 1)];
  }
  if (address == "SLOW") {
    absl::SleepFor(absl::Seconds(2));
    return EAI_AGAIN;
  }
  return address.empty() ? EAI_AGAIN : real(address.c_str(), service, hints, result);
}
