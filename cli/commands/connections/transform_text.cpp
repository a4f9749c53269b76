#include "cli/commands/connections/transform_text.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

std::string Trimmed(std::string_view text) {
  return std::string(absl::StripAsciiWhitespace(base::Absl(text)));
}

absl::Status Unreadable(const std::string& text, std::string_view what) {
  return absl::InvalidArgumentError(base::StrCat(
      "transform ", text, ": ", what,
      "; write drop:FIELD, rename:FIELD=NAME, cast:FIELD=TYPE, redact:FIELD[=TEXT], hash:FIELD, "
      "deduplicate:FIELD,FIELD within 1h, or "
      "filter:FIELD followed by =, !=, <, <=, >, >= and a value, by in or not in and a,b, by exists or not "
      "exists"));
}

// Longer ones first where one begins another. The words have blanks around them.
constexpr std::string_view kSigns[] = {"!=", "<=", ">=", "=", "<", ">"};
constexpr std::string_view kWords[] = {" not exists", " exists", " not in ", " in "};

struct Split {
  std::string field;
  std::string comparison;
  std::string rest;
};

bool SplitCondition(std::string_view text, Split* split) {
  size_t at = std::string_view::npos;
  std::string_view found;
  const auto look = [&](std::string_view mark, size_t position) {
    if (position >= at) return;
    at = position;
    found = mark;
  };
  for (const std::string_view sign : kSigns) look(sign, text.find(sign));
  for (const std::string_view word : kWords) {
    const bool last = word.back() != ' ';
    look(word, last && !text.ends_with(word) ? std::string_view::npos : text.find(word));
  }
  if (at == std::string_view::npos) return false;
  *split = {Trimmed(text.substr(0, at)), Trimmed(found), Trimmed(text.substr(at + found.size()))};
  return true;
}

absl::StatusOr<json::object> ParseFilter(const std::string& text, std::string_view body) {
  Split split;
  if (!SplitCondition(body, &split)) return Unreadable(text, "it compares nothing");
  json::array values;
  if (split.comparison.ends_with("in")) {
    for (const absl::string_view value : absl::StrSplit(base::Absl(split.rest), ',')) {
      values.emplace_back(std::string(absl::StripAsciiWhitespace(value)));
    }
  } else if (!split.comparison.ends_with("exists")) {
    values.emplace_back(split.rest);
  }
  return json::object{{"kind", "filter"},
                      {"field", split.field},
                      {"operator", split.comparison},
                      {"values", std::move(values)}};
}

absl::StatusOr<json::object> ParseDeduplicate(const std::string& text, std::string_view body) {
  constexpr std::string_view kWithin = " within ";
  const size_t at = body.rfind(kWithin);
  if (at == std::string_view::npos) return Unreadable(text, "it does not say within which time");
  json::array by;
  for (const absl::string_view field : absl::StrSplit(base::Absl(body.substr(0, at)), ',')) {
    by.emplace_back(Trimmed({field.data(), field.size()}));
    if (by.back().as_string().empty()) return Unreadable(text, "it names no field");
  }
  return json::object{{"kind", "deduplicate"}, {"by", std::move(by)}, {"within", Trimmed(body.substr(at + kWithin.size()))}};
}

absl::StatusOr<json::object> ParseTransform(const std::string& text) {
  const size_t colon = text.find(':');
  if (colon == std::string::npos) return Unreadable(text, "it has no colon");
  const std::string kind = text.substr(0, colon);
  const std::string body = text.substr(colon + 1);
  if (kind == "filter") return ParseFilter(text, body);
  if (kind == "deduplicate") return ParseDeduplicate(text, body);
  json::object step{{"kind", kind}};
  if (kind == "drop" || kind == "hash") {
    step["field"] = body;
    return step;
  }
  const size_t equals = body.find('=');
  step["field"] = Trimmed(body.substr(0, equals));
  const bool redact = kind == "redact";
  if (!redact && kind != "rename" && kind != "cast") return Unreadable(text, "there is no such transform");
  if (equals == std::string::npos)
    return redact ? absl::StatusOr<json::object>(step) : Unreadable(text, "it has no =");
  const char* const member = redact ? "text" : kind == "rename" ? "to" : "type";
  step[member] = redact ? body.substr(equals + 1) : Trimmed(body.substr(equals + 1));
  return step;
}

}  // namespace

absl::StatusOr<json::array> ParseTransforms(const std::vector<std::string>& texts) {
  json::array steps;
  for (const std::string& text : texts) {
    absl::StatusOr<json::object> step = ParseTransform(text);
    if (!step.ok()) return step.status();
    const json::value* const field = step->if_contains("field");
    if (field != nullptr && field->as_string().empty()) return Unreadable(text, "it names no field");
    steps.push_back(*std::move(step));
  }
  return steps;
}

}  // namespace aurora::cli
