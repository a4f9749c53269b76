// A message -> the decoder of JSON. The short way for messages of the expected shape gives the same row, or the same rejection,
// as the full parser; what is rejected leaves nothing behind; elements of a message lie inside of it.
#include "libs/clickhouse/native_block.h"
#include "libs/clickhouse/type.h"
#include "libs/table/value_text.h"
#include "services/ingest/formats/json_decoder.h"
#include "services/ingest/formats/message_elements.h"
#include "tests/fuzz/fuzz_target.h"

namespace aurora::fuzz {
namespace {

using clickhouse::Column;
using table::EpochUnit;

table::TableSchema Schema() {
  const struct {
    std::vector<std::string> path;
    const char* type;
    EpochUnit unit;
  } fields[] = {{{"id"}, "Int64", EpochUnit::kNone},
                {{"at"}, "DateTime64(3, 'UTC')", EpochUnit::kMilliseconds},
                {{"seen"}, "DateTime64(6, 'UTC')", EpochUnit::kNone},
                {{"day"}, "Nullable(Date)", EpochUnit::kNone},
                {{"second"}, "Nullable(DateTime('UTC'))", EpochUnit::kSeconds},
                {{"state"}, "LowCardinality(String)", EpochUnit::kNone},
                {{"a longer key than sixteen bytes"}, "Nullable(String)", EpochUnit::kNone},
                {{"small"}, "Nullable(Int8)", EpochUnit::kNone},
                {{"huge"}, "Nullable(UInt64)", EpochUnit::kNone},
                {{"price"}, "Nullable(Decimal(9, 2))", EpochUnit::kNone},
                {{"score"}, "Nullable(Float64)", EpochUnit::kNone},
                {{"ok"}, "Nullable(Bool)", EpochUnit::kNone},
                {{"address", "city"}, "Nullable(String)", EpochUnit::kNone},
                {{"address", "zip"}, "Nullable(Int32)", EpochUnit::kNone},
                {{"tags"}, "Array(String)", EpochUnit::kNone},
                {{"key"}, "Nullable(UUID)", EpochUnit::kNone}};
  table::TableSchema schema;
  schema.database = "d";
  schema.table = "t";
  for (const auto& [path, type, unit] : fields) {
    std::string name;
    for (const std::string& step : path) name += name.empty() ? step : "_" + step;
    schema.fields.push_back({name, *table::ParseType(type), path, "", unit});
  }
  schema.fields.push_back({std::string(table::kOverflowColumn), table::Type::Of(table::Kind::kString), {}, "", {}});
  return schema;
}

// A decoder with the columns that it fills.
class Reader {
 public:
  explicit Reader(bool predict)
      : schema_(Schema()), decoder_(*ingest::JsonDecoder::Create(schema_, "at", predict, {{"secret"}, {"small", "ok"}})) {
    for (const table::Field& field : schema_.fields) {
      columns_.push_back(*Column::Create(*clickhouse::ParseType(field.type.Name())));
    }
  }

  // The row as it travels, or the reason against it.
  std::string Read(std::string_view json) {
    for (Column& column : columns_) column.Clear();
    ingest::DecodeFailure failure;
    if (!decoder_->Decode(json, false, columns_, &failure)) {
      for (const Column& column : columns_) Require(column.rows() == 0, "a rejected message leaves nothing behind", std::string(json));
      return std::string(table::RejectionCode(failure.rejection)) + " " + failure.column;
    }
    std::vector<clickhouse::NamedColumn> named;
    for (size_t i = 0; i < columns_.size(); ++i) named.push_back({schema_.fields[i].name, &columns_[i]});
    std::string row = std::to_string(decoder_->key_ticks()) + ":";
    const auto pieces = encoder_.Encode(named, 1);
    for (const std::string_view piece : *pieces) row += piece;
    return row;
  }

 private:
  table::TableSchema schema_;
  std::unique_ptr<ingest::JsonDecoder> decoder_;
  std::vector<Column> columns_;
  clickhouse::BlockEncoder encoder_;
};

}  // namespace
}  // namespace aurora::fuzz

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace aurora;
  using namespace aurora::fuzz;
  static Reader& short_way = *new Reader(true);
  static Reader& full_parser = *new Reader(false);
  const std::string_view text = Text(data, size);
  Require(short_way.Read(text) == full_parser.Read(text), "the short way reads what the full parser reads", std::string(text));
  for (const ingest::MessageElements::Form form : {ingest::MessageElements::Form::kArray, ingest::MessageElements::Form::kLines}) {
    ingest::MessageElements elements(text, form);
    std::string_view element;
    size_t elements_seen = 0;
    while (elements.Next(&element)) {
      Require(element.data() >= text.data() && element.data() + element.size() <= text.data() + text.size(),
              "an element lies inside of its message", std::string(text));
      Require(++elements_seen <= size, "elements come to an end", std::string(text));
    }
  }
  return 0;
}
