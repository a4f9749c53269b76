#pragma once

#include "absl/status/statusor.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "libs/kafka/diagnosis/diagnosis.h"
#include "services/ingest/connection/connection_manager.h"
#include "services/ingest/dead_letters/dead_letter_groups.h"
#include "services/ingest/dead_letters/dead_letter_list.h"
#include "services/ingest/dead_letters/replayer.h"
#include "services/ingest/delivery/ledger.h"

// Between the wire and what the service works with.
namespace aurora::ingest {

absl::StatusOr<PreviewQuestion> FromProto(const v1::PreviewTopicRequest& request);
absl::StatusOr<ConnectionWish> FromProto(const v1::CreateConnectionRequest& request);
absl::StatusOr<ConnectionChange> FromProto(const v1::UpdateConnectionRequest& request);
absl::StatusOr<LetterChoice> FromProto(const v1::DeadLetterChoice& wire);
void ToProto(const Proposal& proposal, v1::ColumnProposal* out);
void ToProto(const HistoryEntry& entry, v1::SchemaHistoryEntry* out);
void ToProto(const kafka::Diagnosis& diagnosis, v1::TestConnectionResponse* out);
void ToProto(const Preview& preview, v1::PreviewTopicResponse* out);
void ToProto(const ConnectionView& view, v1::Connection* out);
void ToProto(const std::vector<PartitionLedger>& ledger, v1::GetLedgerResponse* out);
void ToProto(const DeadLetterPage& page, v1::ListDeadLettersResponse* out);
void ToProto(const DeadLetterGroups& groups, v1::ListDeadLetterGroupsResponse* out);
void ToProto(const ReplayReport& report, v1::ReplayDeadLettersResponse* out);

}  // namespace aurora::ingest
