#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "libs/kafka/consumer/message.h"
#include "libs/table/schema.h"
#include "services/ingest/formats/json_decoder.h"
#include "services/ingest/formats/translator.h"
#include "services/ingest/pipeline/batches/partition_key.h"
#include "services/ingest/pipeline/fields/new_fields.h"

namespace aurora::ingest {

// One message, as views into the memory of whoever fetched it.
struct IncomingMessage {
  int64_t offset = 0;
  int64_t timestamp_ms = 0;
  std::string_view key;
  std::string_view value;
  bool tombstone = false;
  // Only looked at for a dead letter; may be null.
  const kafka::Message* source = nullptr;
};

// What decoding and batching share between the partitions of one thread.
struct RowFormat {
  // InvalidArgument when the schema cannot be filled.
  static absl::StatusOr<std::unique_ptr<RowFormat>> Create(std::string connection_id,
                                                           const table::TableSchema& schema,
                                                           const DecodeWishes& wishes = {});

  bool takes_several() const { return element_column != kNone; }

  std::string connection_id;
  table::TableSchema schema;
  PartitionKey key;
  std::unique_ptr<JsonDecoder> decoder;
  // Null for JSON that goes into the table as it is.
  std::unique_ptr<Translator> translator;
  // Columns of the schema that Aurora fills; kNone for one that is not there.
  static constexpr size_t kNone = ~size_t{0};
  size_t topic_column = kNone;
  size_t partition_column = kNone;
  size_t offset_column = kNone;
  size_t timestamp_column = kNone;
  // Of a table whose messages may be several rows each.
  size_t element_column = kNone;
  bool key_is_timestamp = false;
  // Columns whose type the server would not change: a message without them is a dead letter.
  std::set<std::string> fixed_columns;
  // What the decoder found while it watched for fields without a column.
  NewFields new_fields;
  // Hears of messages that do not fit, in place of the batch's dead letters; null for those.
  std::function<void(const IncomingMessage& message, std::string_view code, std::string reason)> set_aside;
};

}  // namespace aurora::ingest
