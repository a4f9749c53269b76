#pragma once

#include "absl/status/statusor.h"
#include "services/ingest/formats/message_format.h"

namespace aurora::ingest::v1 {
class MessageFormat;
}

// Formats on the wire and in the database.
namespace aurora::ingest {

// InvalidArgument when Validate refuses it.
absl::StatusOr<MessageFormat> FromProto(const v1::MessageFormat& format);
// Without the registry's password.
void ToProto(const MessageFormat& format, v1::MessageFormat* out);

}  // namespace aurora::ingest
