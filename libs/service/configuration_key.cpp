#include "libs/service/configuration_key.h"

#include <cmath>
#include <limits>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/log.h"
#include "libs/base/text.h"

namespace aurora::service {
namespace {

// A number as people write it: no exponent where none is needed.
std::string NumberText(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15) {
    return base::StrCat(static_cast<int64_t>(value));
  }
  return base::StrCat(value);
}

absl::Status DoesNotFit() { return absl::InvalidArgumentError("does not fit"); }

}  // namespace

absl::Status ParseSwitch(std::string_view text, bool* value) {
  const std::string word = absl::AsciiStrToLower(base::Absl(text));
  if (word == "true" || word == "yes" || word == "on" || word == "1") {
    *value = true;
  } else if (word == "false" || word == "no" || word == "off" || word == "0") {
    *value = false;
  } else {
    return DoesNotFit();
  }
  return absl::OkStatus();
}

absl::Status ParseNumber(std::string_view text, double minimum, double maximum, double* value) {
  double parsed = 0;
  // Written so that NaN is refused too.
  if (!absl::SimpleAtod(base::Absl(text), &parsed) || !(parsed >= minimum && parsed <= maximum))
    return DoesNotFit();
  *value = parsed;
  return absl::OkStatus();
}

absl::Status ParseInteger(std::string_view text, int64_t minimum, int64_t maximum, int64_t* value) {
  int64_t parsed = 0;
  if (!absl::SimpleAtoi(base::Absl(text), &parsed) || parsed < minimum || parsed > maximum)
    return DoesNotFit();
  *value = parsed;
  return absl::OkStatus();
}

absl::Status ParseDurationWithin(std::string_view text, absl::Duration minimum, absl::Duration maximum,
                                 absl::Duration* value) {
  absl::Duration parsed;
  if (!absl::ParseDuration(std::string(text), &parsed) || parsed < minimum || parsed > maximum) {
    return DoesNotFit();
  }
  *value = parsed;
  return absl::OkStatus();
}

std::vector<std::string> SplitList(std::string_view text) {
  std::vector<std::string> items;
  for (const absl::string_view item : absl::StrSplit(base::Absl(text), ',')) {
    const absl::string_view stripped = absl::StripAsciiWhitespace(item);
    if (!stripped.empty()) items.emplace_back(stripped);
  }
  return items;
}

void Configuration::Add(std::string key, std::string* value, std::string documentation) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = "text";
  entry->set = [value](std::string_view text) {
    *value = std::string(text);
    return absl::OkStatus();
  };
  entry->yaml = [value] { return base::log::JsonQuote(*value); };
  keys_.push_back(std::move(entry));
}

void Configuration::Add(std::string key, bool* value, std::string documentation) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = "true or false";
  entry->is_switch = true;
  entry->set = [value](std::string_view text) { return ParseSwitch(text, value); };
  entry->yaml = [value] { return std::string(*value ? "true" : "false"); };
  keys_.push_back(std::move(entry));
}

void Configuration::Add(std::string key, double* value, std::string documentation, double minimum,
                        double maximum) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = base::StrCat("a number from ", NumberText(minimum), " to ", NumberText(maximum));
  entry->set = [=](std::string_view text) { return ParseNumber(text, minimum, maximum, value); };
  entry->yaml = [value] { return NumberText(*value); };
  keys_.push_back(std::move(entry));
}

void Configuration::Add(std::string key, int64_t* value, std::string documentation, int64_t minimum,
                        int64_t maximum) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = base::StrCat("a whole number from ", minimum, " to ", maximum);
  entry->set = [=](std::string_view text) { return ParseInteger(text, minimum, maximum, value); };
  entry->yaml = [value] { return base::StrCat(*value); };
  keys_.push_back(std::move(entry));
}

void Configuration::Add(std::string key, absl::Duration* value, std::string documentation,
                        absl::Duration minimum, absl::Duration maximum) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = base::StrCat("a duration from ", absl::FormatDuration(minimum), " to ",
                             absl::FormatDuration(maximum), ", with its unit (ms, s, m, h)");
  entry->set = [=](std::string_view text) { return ParseDurationWithin(text, minimum, maximum, value); };
  entry->yaml = [value] { return absl::FormatDuration(*value); };
  keys_.push_back(std::move(entry));
}

void Configuration::Add(std::string key, std::vector<std::string>* value, std::string documentation) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = "a list, or text separated by commas";
  entry->is_list = true;
  entry->set = [value](std::string_view text) {
    *value = SplitList(text);
    return absl::OkStatus();
  };
  entry->set_list = [value](const std::vector<std::string>& items) {
    *value = items;
    return absl::OkStatus();
  };
  entry->yaml = [value] {
    return base::StrCat("[",
                        absl::StrJoin(*value, ", ",
                                      [](std::string* out, const std::string& item) {
                                        out->append(base::log::JsonQuote(item));
                                      }),
                        "]");
  };
  keys_.push_back(std::move(entry));
}

void Configuration::AddSecret(std::string key, base::Secret* value, std::string documentation) {
  auto entry = std::make_unique<Key>();
  // Shared by both closures: the file's path is what may be shown.
  auto path = std::make_shared<std::string>();
  entry->name = base::StrCat(key, "_file");
  entry->secret_name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = "the path of a readable file whose first line is the secret";
  entry->set = [value, path](std::string_view text) {
    *path = std::string(text);
    if (text.empty()) {
      *value = base::Secret();
      return absl::OkStatus();
    }
    absl::StatusOr<base::Secret> secret = base::Secret::FromFile(*path);
    if (!secret.ok()) return secret.status();
    *value = *std::move(secret);
    return absl::OkStatus();
  };
  entry->set_secret = [value](std::string text) { *value = base::Secret(std::move(text)); };
  entry->yaml = [path] { return base::log::JsonQuote(*path); };
  keys_.push_back(std::move(entry));
}

void Configuration::AddChoice(std::string key, std::string* value, std::string documentation,
                              std::vector<std::string> allowed) {
  auto entry = std::make_unique<Key>();
  entry->name = std::move(key);
  entry->documentation = std::move(documentation);
  entry->fits = base::StrCat("one of ", absl::StrJoin(allowed, ", "));
  entry->set = [value, allowed = std::move(allowed)](std::string_view text) {
    for (const std::string& candidate : allowed) {
      if (candidate == text) {
        *value = candidate;
        return absl::OkStatus();
      }
    }
    return DoesNotFit();
  };
  entry->yaml = [value] { return base::log::JsonQuote(*value); };
  keys_.push_back(std::move(entry));
}

}  // namespace aurora::service
