#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"

namespace aurora::base {

// A password, token or key. It cannot be printed, logged or compared by accident; whoever needs the
// characters says so with Reveal(), which is easy to search for. Overwritten when destroyed. Not
// synchronised.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string value) : value_(std::move(value)) {}
  Secret(const Secret&) = default;
  Secret& operator=(const Secret& other);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  // The first line of a file, at most 64 KiB. Errors: NotFound, PermissionDenied, InvalidArgument when it is
  // empty; each names the file.
  static absl::StatusOr<Secret> FromFile(const std::string& path);
  // `bytes` random bytes from the operating system as lower-case hex.
  static Secret Random(size_t bytes = 32);

  const std::string& Reveal() const { return value_; }
  bool empty() const { return value_.empty(); }
  // In the same time for every difference of equal length.
  bool ConstantTimeEquals(std::string_view other) const;

 private:
  void Wipe();
  std::string value_;
};

}  // namespace aurora::base
