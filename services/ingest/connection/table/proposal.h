#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/kafka/diagnosis/topic_sampler.h"
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

// Whether the table of these messages gets a column for messages that are several rows: as the format says, or as they show.
bool HoldSeveral(const MessageFormat& format, const std::vector<kafka::SampledMessage>& messages);

// Makes a schema that somebody gave agree with what its format says about such messages.
void FitElements(const MessageFormat& format, table::TableSchema& schema);

// Reads the messages in their format and asks schema inference; raw messages need no asking. InvalidArgument when no message
// can be read; what `translators` and `neighbours` answer when they could not be asked.
absl::StatusOr<TableProposal> ProposeTable(const ProposalQuestion& question, const Translators& translators,
                                           Neighbours& neighbours, absl::Time deadline);

}  // namespace aurora::ingest
