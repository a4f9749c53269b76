#include "services/ingest/pipeline/batches/row_format.h"

#include <algorithm>

#include "libs/base/text.h"

namespace aurora::ingest {

absl::StatusOr<std::unique_ptr<RowFormat>> RowFormat::Create(std::string connection_id,
                                                             const table::TableSchema& schema,
                                                             const DecodeWishes& wishes) {
  auto format = std::make_unique<RowFormat>();
  format->connection_id = std::move(connection_id);
  format->schema = schema;
  format->key = PartitionKey::Of(schema);
  format->key_is_timestamp = format->key.column() == table::kTimestampColumn;
  absl::StatusOr<std::unique_ptr<JsonDecoder>> decoder = JsonDecoder::Create(schema, format->key.column(), true, wishes);
  if (!decoder.ok()) return decoder.status();
  format->decoder = *std::move(decoder);
  for (size_t i = 0; i < schema.fields.size(); ++i) {
    const std::string& name = schema.fields[i].name;
    if (name == table::kTopicColumn) format->topic_column = i;
    if (name == table::kPartitionColumn) format->partition_column = i;
    if (name == table::kOffsetColumn) format->offset_column = i;
    if (name == table::kTimestampColumn) format->timestamp_column = i;
    if (name == table::kElementColumn && schema.fields[i].path.empty()) format->element_column = i;
  }
  if (std::max({format->topic_column, format->partition_column, format->offset_column, format->timestamp_column}) ==
      kNone) {
    return absl::InvalidArgumentError(base::StrCat("table ", schema.database, ".", schema.table,
                                                   " lacks one of _topic, _partition, _offset and _timestamp; "
                                                   "without them loading cannot be exact"));
  }
  return format;
}

}  // namespace aurora::ingest
