#include "services/schema-inference/proposal/schema_proposal.h"

#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "libs/table/create_table.h"
#include "services/schema-inference/evidence/field_tree.h"
#include "services/schema-inference/proposal/column_proposal.h"

namespace aurora::schema_inference {
namespace {

using base::StrCat;

absl::Status CheckSize(const std::vector<std::string_view>& samples) {
  size_t bytes = 0;
  for (const std::string_view sample : samples) bytes += sample.size();
  if (samples.size() > kSamplesMax || bytes > kSampleBytesMax) {
    return absl::ResourceExhaustedError(StrCat("samples: ", samples.size(), " messages of ", bytes,
                                               " bytes together are too many; send at most ", kSamplesMax,
                                               " and ", kSampleBytesMax >> 20, " MiB"));
  }
  return absl::OkStatus();
}

FieldEvidence EvidenceOf(const ColumnEvidence& column, uint64_t samples) {
  const FieldStatistics& s = *column.statistics;
  return {column.field.name, s.present, s.null, samples, s.distinct(), s.examples, column.reason};
}

}  // namespace

absl::StatusOr<SchemaProposal> ProposeSchema(const std::vector<std::string_view>& samples,
                                             const TableNames& names, absl::Time now) {
  if (absl::Status status = CheckSize(samples); !status.ok()) return status;
  const SampleSet set = SampleSet::Read(samples);
  FieldTree tree;
  for (const JsonValue& message : set.usable) tree.Add(message);
  table::ColumnNamer namer;
  const std::vector<ColumnEvidence> columns =
      ProposeColumns(tree, namer, table::kFieldsMax - table::OwnFields().size() - 1, now);
  if (columns.empty()) {
    return absl::InvalidArgumentError(StrCat("topic ", names.topic, ": no JSON object with fields among ",
                                             samples.size(), " samples (objects without fields: ", set.usable.size(),
                                             ", rejected: ", set.DescribeRejected(),
                                             "); produce JSON objects, or choose another topic"));
  }

  SchemaProposal proposal;
  proposal.schema.database = names.database;
  proposal.schema.table = names.table;
  for (const ColumnEvidence& column : columns) {
    proposal.schema.fields.push_back(column.field);
    proposal.evidence.push_back(EvidenceOf(column, tree.samples()));
  }
  table::AddOwnFields(proposal.schema);
  proposal.keys = ChooseKeys(columns, tree.samples(), now);
  proposal.schema.time_column = proposal.keys.time_column;
  proposal.schema.partition_by = proposal.keys.partition_by;
  proposal.schema.order_by = proposal.keys.order_by;
  if (!names.topic.empty()) proposal.schema.comment = StrCat("events of the Kafka topic ", names.topic);
  absl::StatusOr<std::string> sql = table::CreateTableSql(proposal.schema);
  if (!sql.ok()) return sql.status();
  proposal.create_table_sql = *std::move(sql);
  proposal.rejected = RejectedBy(set, proposal.schema, &proposal.usable);
  return proposal;
}

absl::StatusOr<SchemaCheck> CheckSchema(const table::TableSchema& schema,
                                        const std::vector<std::string_view>& samples) {
  if (absl::Status status = CheckSize(samples); !status.ok()) return status;
  absl::StatusOr<std::string> sql = table::CreateTableSql(schema);
  if (!sql.ok()) return sql.status();
  SchemaCheck check;
  check.create_table_sql = *std::move(sql);
  check.rejected = RejectedBy(SampleSet::Read(samples), schema, &check.usable);
  return check;
}

}  // namespace aurora::schema_inference
