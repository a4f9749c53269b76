#pragma once

#include <string>
#include <string_view>

#include "aurora/ingest/v1/ingest.pb.h"

// The delivery ledger as files that stand for themselves: each line names its connection.
namespace aurora::gateway::api {

// With a first line of names.
std::string LedgerCsv(std::string_view connection_id, const ingest::v1::GetLedgerResponse& ledger);
// One JSON object a line.
std::string LedgerNdjson(std::string_view connection_id, const ingest::v1::GetLedgerResponse& ledger);

}  // namespace aurora::gateway::api
