#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "services/ingest/pipeline/batches/batch.h"

namespace aurora::ingest {

// An insert costs the server several milliseconds and a part, however few rows it has; hence batches of several Kafka
// partitions travel together, up to these bounds. docs/adr/0031.
struct JoinBounds {
  uint64_t rows_max = 262'144;
  uint64_t message_bytes_max = 64 << 20;
};

// Decides which of the batches, of different partitions and not announced yet, will travel together, and names that in them.
void Join(std::span<const std::shared_ptr<Batch>> batches, const JoinBounds& bounds);

// The batches of a round by insert. Where one of those that were announced together is missing (its partition went to another
// member, which may have used their token) each of the others travels alone and counts as recovered.
std::vector<std::vector<Batch*>> GroupsOf(std::span<const std::shared_ptr<Batch>> round);

}  // namespace aurora::ingest
