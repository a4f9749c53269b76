#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/security.h"

namespace aurora::kafka {

// The steps below Kafka, each alone, so that a failure has a name. All block until done or the deadline.

// Addresses of a host, as text. NotFound when the name does not exist.
absl::StatusOr<std::vector<std::string>> Resolve(const HostPort& server, absl::Time deadline);

// Whether something accepts a connection. Unavailable (refused), DeadlineExceeded (no answer: a firewall).
absl::Status TryTcp(const HostPort& server, absl::Time deadline);

// A whole TLS handshake with the authority, client certificate and host name of `security` checked.
// FailedPrecondition says which of them is wrong.
absl::Status TryTls(const HostPort& server, const Security& security, absl::Time deadline);

// Whether the port answers a TLS greeting, whatever its certificate.
bool SpeaksTls(const HostPort& server, absl::Time deadline);

}  // namespace aurora::kafka
