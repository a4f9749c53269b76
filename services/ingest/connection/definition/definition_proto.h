#pragma once

#include "absl/status/statusor.h"
#include "aurora/ingest/v1/ingest.pb.h"
#include "services/ingest/connection/definition/definition.h"

// Definitions on the wire and in the database.
namespace aurora::ingest {

absl::StatusOr<kafka::Cluster> FromProto(const v1::Brokers& brokers);
// Without passwords and keys.
void ToProto(const kafka::Cluster& cluster, v1::Brokers* out);
StartPosition FromProto(const v1::StartPosition& start);
void ToProto(const StartPosition& start, v1::StartPosition* out);
BatchWishes FromProto(const v1::BatchBounds& batch);
void ToProto(const BatchWishes& batch, v1::BatchBounds* out);
// Unspecified is kAdd.
EvolutionPolicy FromProto(v1::EvolutionPolicy policy);
v1::EvolutionPolicy ToProto(EvolutionPolicy policy);
// Everything that a definition says about itself; state and progress are left alone.
void ToProto(const Definition& definition, v1::Connection* out);

void ToProto(const ResumePoint& point, v1::ResumePoint* out);
ResumePoint FromProto(const v1::ResumePoint& point);

}  // namespace aurora::ingest
