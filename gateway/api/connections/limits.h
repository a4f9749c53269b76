#pragma once

#include <cstddef>

// Bounds of texts that more than one body or query of the connections holds.
namespace aurora::gateway::api {

// What Kafka allows.
inline constexpr size_t kTopicBytesMax = 249;
// Why a message became a dead letter.
inline constexpr size_t kReasonBytesMax = 1024;

}  // namespace aurora::gateway::api
