#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aurora::ingest {

// How Confluent's serializers begin a message: a zero byte and the schema's id, 4 bytes, the most significant first.
struct RegistryFrame {
  uint32_t schema_id = 0;
  std::string_view payload = {};

  // Absent when the bytes do not begin like this.
  static std::optional<RegistryFrame> Of(std::string_view message) {
    constexpr size_t kBytes = 5;
    if (message.size() < kBytes || message[0] != '\0') return std::nullopt;
    RegistryFrame frame;
    for (size_t i = 1; i < kBytes; ++i) frame.schema_id = frame.schema_id << 8 | static_cast<unsigned char>(message[i]);
    frame.payload = message.substr(kBytes);
    return frame;
  }
};

inline constexpr char kNoFrame[] =
    "it does not begin with a zero byte and a schema id; its producer needs a serializer of the schema registry";

}  // namespace aurora::ingest
