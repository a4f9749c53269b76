#include "libs/table/column_name.h"

#include "libs/base/text.h"
#include "libs/table/schema.h"

namespace aurora::table {
namespace {

// Leaves room for a number behind a name that is taken.
constexpr size_t kBaseBytesMax = kNameBytesMax - 8;

std::string Sanitise(std::string_view text) {
  std::string name;
  for (const char c : text.substr(0, kBaseBytesMax)) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (fits || c == '_') {
      name += c;
    } else if (name.empty() || name.back() != '_') {
      name += '_';  // one for a whole run, so that a letter of several bytes is not several underscores
    }
  }
  if (name.empty() || (name[0] >= '0' && name[0] <= '9')) name.insert(0, 1, '_');
  return name;
}

std::string Lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

}  // namespace

ColumnNamer::ColumnNamer() {
  for (const Field& field : OwnFields()) Reserve(field.name);
  Reserve(kElementColumn);
}

void ColumnNamer::Reserve(std::string_view name) { taken_.insert(Lower(std::string(name))); }

std::string ColumnNamer::Name(const std::vector<std::string>& path) {
  std::string joined;
  for (const std::string& step : path) {
    if (!joined.empty()) joined += '_';
    joined += step;
  }
  const std::string wanted = Sanitise(joined);
  std::string name = wanted;
  for (int number = 2; !taken_.insert(Lower(name)).second; ++number) {
    name = base::StrCat(wanted, "_", number);
  }
  return name;
}

std::string TableNameFor(std::string_view topic) {
  std::string name = Sanitise(topic);
  while (name.size() > 1 && name.back() == '_') name.pop_back();
  return name == "_" ? "topic" : name;
}

std::string PathText(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& step : path) {
    if (!text.empty()) text += '.';
    text += step;
  }
  return text;
}

}  // namespace aurora::table
