#include "services/ingest/formats/protobuf/protobuf_translator.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/message.h>

#include <algorithm>

#include "libs/base/text.h"
#include "services/ingest/formats/protobuf/protobuf_json.h"

namespace aurora::ingest {
namespace {

using google::protobuf::io::CodedInputStream;
using table::Rejection;

// Types inside of types.
constexpr int kIndexesMax = 64;
// Messages beyond this leave much memory behind when they are parsed.
constexpr size_t kLargeBytes = 256 << 10;

bool ReadZigZag(CodedInputStream& stream, int* value) {
  uint64_t bits = 0;
  if (!stream.ReadVarint64(&bits) || bits > 2u * INT32_MAX) return false;
  *value = (bits & 1) == 0 ? static_cast<int>(bits >> 1) : -1;
  return *value >= 0;
}

// A count and as many indexes; a single 0 is short for the file's first type.
bool ReadIndexes(CodedInputStream& stream, std::vector<int>* indexes) {
  int count = 0;
  if (!ReadZigZag(stream, &count) || count > kIndexesMax) return false;
  indexes->assign(static_cast<size_t>(std::max(count, 1)), 0);
  for (int i = 0; i < count; ++i) {
    if (!ReadZigZag(stream, &(*indexes)[static_cast<size_t>(i)])) return false;
  }
  return true;
}

}  // namespace

Translation ProtobufTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Rejected(table::Rejection::kTombstone);
  const std::string_view value = message.value;
  if (value.size() > table::kMessageBytesMax) return Translation::Rejected(Rejection::kTooLarge);
  const std::optional<RegistryFrame> frame = RegistryFrame::Of(value);
  if (!frame.has_value()) return Translation::Rejected(Rejection::kSchemaMismatch, kNoFrame);
  Translation failure;
  ProtobufSchema* schema = schemas_.Find(frame->schema_id, &failure);
  if (schema == nullptr) return failure;
  const auto mismatch = [&](std::string_view what) {
    return Translation::Rejected(Rejection::kSchemaMismatch, base::StrCat("schema id ", frame->schema_id, ": ", what,
                                                                          "; its producer must write what it registered"));
  };
  CodedInputStream stream(reinterpret_cast<const uint8_t*>(frame->payload.data()),
                          static_cast<int>(frame->payload.size()));
  stream.SetRecursionLimit(table::kNestingMax);
  if (!ReadIndexes(stream, &indexes_)) return mismatch("the indexes of its message type cannot be read");
  google::protobuf::Message* parsed = schema->MessageAt(indexes_);
  if (parsed == nullptr) return mismatch("the schema has no message type at its indexes");
  parsed->Clear();
  const std::string& type = parsed->GetDescriptor()->full_name();
  Translation translation;
  if (!parsed->MergePartialFromCodedStream(&stream) || !stream.ConsumedEntireMessage()) {
    translation = mismatch(base::StrCat("its bytes are no ", type));
  } else if (!parsed->IsInitialized()) {
    translation = mismatch(base::StrCat(type, " lacks fields that are required"));
  } else {
    translation.rejection = ProtobufJson(*parsed, json);
  }
  if (value.size() > kLargeBytes) schema->Forget();
  return translation;
}

}  // namespace aurora::ingest
