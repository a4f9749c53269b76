#include "services/ingest/formats/csv/csv_translator.h"

#include "libs/base/text.h"
#include "libs/table/schema.h"
#include "services/ingest/formats/json_text.h"
#include "services/ingest/formats/json_writer.h"

namespace aurora::ingest {
namespace {

using table::Rejection;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// Names beyond this are made anew for each message.
constexpr size_t kNamesKept = table::kFieldsMax;

bool IsWord(std::string_view text) { return text == "true" || text == "false"; }

}  // namespace

CsvTranslator::CsvTranslator(CsvOptions options) : options_(std::move(options)) {}

void CsvTranslator::AppendName(size_t index, std::string* json) {
  const auto make = [&](size_t i) {
    std::string name;
    AppendJsonString(i < options_.columns.size() ? options_.columns[i] : base::StrCat("column", i + 1), &name);
    name += ':';
    return name;
  };
  while (names_.size() <= index && names_.size() < kNamesKept) names_.push_back(make(names_.size()));
  if (index < names_.size()) {
    *json += names_[index];
  } else {
    *json += make(index);
  }
}

bool CsvTranslator::ReadValue(std::string_view* rest, bool* quoted, const char** fault) {
  *quoted = !rest->empty() && rest->front() == options_.quote;
  if (!*quoted) {
    size_t end = 0;
    while (end < rest->size() && (*rest)[end] != options_.delimiter) {
      const char c = (*rest)[end++];
      if (c == '\n' || c == '\r') {
        *fault = "a line break outside quotes: one message must hold one record";
        return false;
      }
      if (c == options_.quote) {
        *fault = "a quote inside a value that does not begin with one";
        return false;
      }
    }
    field_ = rest->substr(0, end);
    rest->remove_prefix(end);
    return true;
  }
  unquoted_.clear();
  rest->remove_prefix(1);
  while (true) {
    const size_t end = rest->find(options_.quote);
    if (end == std::string_view::npos) {
      *fault = "a quote is never closed";
      return false;
    }
    unquoted_.append(*rest, 0, end);
    rest->remove_prefix(end + 1);
    if (rest->empty() || rest->front() != options_.quote) break;
    unquoted_ += options_.quote;
    rest->remove_prefix(1);
  }
  if (!rest->empty() && rest->front() != options_.delimiter) {
    *fault = "text behind a closing quote, or a second record";
    return false;
  }
  field_ = unquoted_;
  return true;
}

Translation CsvTranslator::Translate(const MessageBytes& message, std::string* json) {
  if (message.tombstone) return Translation::Rejected(table::Rejection::kTombstone);
  std::string_view value = message.value;
  if (value.size() > table::kMessageBytesMax) return Translation::Rejected(Rejection::kTooLarge);
  if (value.substr(0, kByteOrderMark.size()) == kByteOrderMark) value.remove_prefix(kByteOrderMark.size());
  // The line's own end.
  if (value.ends_with('\n')) value.remove_suffix(1);
  if (value.ends_with('\r')) value.remove_suffix(1);
  if (TrimJson(value).empty()) return Translation::Rejected(Rejection::kEmpty);
  json->clear();
  *json += '{';
  for (size_t index = 0;; ++index) {
    bool quoted = false;
    const char* fault = nullptr;
    if (!ReadValue(&value, &quoted, &fault)) {
      return Translation::Rejected(Rejection::kNotCsv, base::StrCat("value ", index + 1, ": ", fault));
    }
    if (index > 0) *json += ',';
    AppendName(index, json);
    if (field_.empty() && !quoted) {
      *json += "null";
    } else if (IsWord(field_) || IsJsonNumber(field_)) {
      *json += field_;
    } else {
      AppendJsonString(field_, json);
    }
    if (json->size() > table::kMessageBytesMax) return Translation::Rejected(Rejection::kTooLarge);
    if (value.empty()) break;
    value.remove_prefix(1);
  }
  *json += '}';
  return {};
}

}  // namespace aurora::ingest
