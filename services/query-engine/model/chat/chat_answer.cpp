#include "services/query-engine/model/chat/chat_answer.h"

#include <boost/json.hpp>
#include <optional>

#include "services/query-engine/model/chat/failure.h"

namespace aurora::query::model::chat {
namespace {

namespace json = boost::json;

constexpr size_t kParametersMax = 50;
constexpr size_t kAssumptionsMax = 10;
constexpr size_t kWordsBytesMax = 300;

absl::Status MalformedAnswer(const char* what) {
  return Failure(absl::StatusCode::kInternal, kMalformed, base::StrCat("its answer is not what was asked for: ", what));
}

// The object that begins at the first brace, whatever follows it.
std::optional<json::object> FindObject(const std::string& text) {
  const size_t begin = text.find('{');
  if (begin == std::string::npos) return std::nullopt;
  json::stream_parser parser;
  boost::system::error_code error;
  parser.write_some(text.data() + begin, text.size() - begin, error);
  if (error || !parser.done()) return std::nullopt;
  json::value value = parser.release();
  if (!value.is_object()) return std::nullopt;
  return std::move(value.get_object());
}

// False when it is there and no text.
bool ReadText(const json::object& object, const char* name, std::string* text) {
  const json::value* value = object.if_contains(name);
  if (value == nullptr || value->is_null()) return true;
  if (!value->is_string()) return false;
  text->assign(value->get_string().data(), value->get_string().size());
  return true;
}

// One line without control characters, which people see as words of the model.
std::string Line(const std::string& text) {
  std::string line;
  for (const char c : text) {
    if (line.size() >= kWordsBytesMax && (static_cast<unsigned char>(c) & 0xC0) != 0x80) break;
    line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return line;
}

bool ReadParameters(const json::object& object, std::vector<guard::Parameter>* parameters) {
  const json::value* list = object.if_contains("parameters");
  if (list == nullptr || list->is_null()) return true;
  if (!list->is_array() || list->get_array().size() > kParametersMax) return false;
  for (const json::value& item : list->get_array()) {
    if (!item.is_object()) return false;
    guard::Parameter parameter;
    const json::object& one = item.get_object();
    if (!ReadText(one, "name", &parameter.name) || !ReadText(one, "type", &parameter.type)) return false;
    const json::value* value = one.if_contains("value");
    if (value == nullptr) return false;
    if (value->is_number() || value->is_bool()) {
      parameter.value = json::serialize(*value);
    } else if (!ReadText(one, "value", &parameter.value)) {
      return false;
    }
    parameters->push_back(std::move(parameter));
  }
  return true;
}

}  // namespace

absl::StatusOr<ChatAnswer> ParseChatAnswer(const std::string& text) {
  const std::optional<json::object> object = FindObject(text);
  if (!object.has_value()) return MalformedAnswer("it is no JSON object");
  ChatAnswer answer;
  if (!ReadText(*object, "sql", &answer.sql.text)) return MalformedAnswer("`sql` is no text");
  const json::value* answerable = object->if_contains("answerable");
  if (answerable != nullptr && !answerable->is_bool()) return MalformedAnswer("`answerable` is no boolean");
  if (answerable == nullptr && answer.sql.text.empty()) return MalformedAnswer("it has no `sql`");
  answer.answerable = !answer.sql.text.empty() && (answerable == nullptr || answerable->get_bool());
  if (!ReadParameters(*object, &answer.sql.parameters)) return MalformedAnswer("`parameters` are no list of names, types and values");
  const json::value* assumptions = object->if_contains("assumptions");
  if (assumptions == nullptr || !assumptions->is_array()) return answer;
  for (const json::value& item : assumptions->get_array()) {
    if (answer.assumptions.size() >= kAssumptionsMax) break;
    std::string words;
    std::string reading;
    if (!item.is_object() || !ReadText(item.get_object(), "words", &words) || !ReadText(item.get_object(), "reading", &reading)) continue;
    if (reading.empty()) continue;
    answer.assumptions.push_back({base::StrCat("model_", answer.assumptions.size() + 1), Line(words), Line(reading), false, {}});
  }
  return answer;
}

}  // namespace aurora::query::model::chat
