#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/topic_sampler.h"
#include "services/ingest/connection/neighbours.h"
#include "services/ingest/formats/translators.h"

namespace aurora::ingest {

// The table that messages of a topic are to become.
struct ProposalQuestion {
  const std::vector<kafka::SampledMessage>& messages;
  const MessageFormat& format;
  std::string database;
  std::string table;
  std::string topic;
};

// Whether there is anything to make a proposal from: a message that is no tombstone and was not cut.
bool HasUsableSample(const std::vector<kafka::SampledMessage>& messages);

// Reads the messages in their format and asks schema inference; raw messages need no asking. InvalidArgument when no message
// can be read; what `translators` and `neighbours` answer when they could not be asked.
absl::StatusOr<TableProposal> ProposeTable(const ProposalQuestion& question, const Translators& translators,
                                           Neighbours& neighbours, absl::Time deadline);

}  // namespace aurora::ingest
