#include "services/ingest/formats/message_elements.h"

#include <algorithm>
#include <cstring>

#include "libs/table/rejection.h"
#include "services/ingest/formats/json_text.h"

namespace aurora::ingest {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kBlanks = " \t\r\n";

void SkipBlanks(std::string_view* text) { text->remove_prefix(std::min(text->find_first_not_of(kBlanks), text->size())); }

std::string_view WithoutMark(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  return text;
}

// Behind the quote that closes the text which begins at `from`; npos when none does.
size_t StringEnd(std::string_view text, size_t from) {
  for (size_t at = from + 1; at < text.size();) {
    const void* const found = std::memchr(text.data() + at, '"', text.size() - at);
    if (found == nullptr) break;
    const auto quote = static_cast<size_t>(static_cast<const char*>(found) - text.data());
    size_t escapes = 0;
    while (text[quote - 1 - escapes] == '\\') ++escapes;
    if (escapes % 2 == 0) return quote + 1;
    at = quote + 1;
  }
  return std::string_view::npos;
}

// Behind the brace that closes the object which the text begins with; npos when none does. Of an object the end is certain, of
// anything else it does not matter.
size_t ObjectEnd(std::string_view text) {
  size_t depth = 0;
  for (size_t at = 0; at < text.size();) {
    switch (text[at]) {
      case '"':
        at = StringEnd(text, at);
        if (at == std::string_view::npos) return at;
        continue;
      case '{': ++depth; break;
      case '}':
        if (--depth == 0) return at + 1;
        break;
      default: break;
    }
    ++at;
  }
  return std::string_view::npos;
}

bool LooksLikeObject(std::string_view text) { return text.size() >= 2 && text.front() == '{' && text.back() == '}'; }

bool IsJson(std::string_view text) { return CheckJson(text, table::kNestingMax) == table::Rejection::kNone; }

}  // namespace

bool MessageElements::IsArray(std::string_view text) {
  if (text.empty() || text.front() == '{') return false;
  text = WithoutMark(text);
  SkipBlanks(&text);
  return !text.empty() && text.front() == '[';
}

bool MessageElements::IsLines(std::string_view text) {
  MessageElements lines(text, Form::kLines);
  std::string_view line;
  return lines.Next(&line) && LooksLikeObject(line) && lines.Next(&line);
}

bool MessageElements::IsNoObjectButLines(std::string_view text) {
  return IsLines(text) && !IsJson(TrimJson(WithoutMark(text)));
}

MessageElements::MessageElements(std::string_view text, Form form) : form_(form), rest_(WithoutMark(text)) {
  if (form_ == Form::kLines) return;
  SkipBlanks(&rest_);
  rest_.remove_prefix(std::min<size_t>(1, rest_.size()));
}

bool MessageElements::Next(std::string_view* element) {
  if (ended_) return false;
  return form_ == Form::kArray ? NextOfArray(element) : NextLine(element);
}

bool MessageElements::Fail() {
  ended_ = true;
  well_formed_ = false;
  return false;
}

bool MessageElements::NextOfArray(std::string_view* element) {
  SkipBlanks(&rest_);
  if (rest_.empty()) return Fail();
  if (rest_.front() == ']') {
    rest_.remove_prefix(1);
    SkipBlanks(&rest_);
    ended_ = true;
    well_formed_ = rest_.empty();
    return false;
  }
  if (begun_) {
    if (rest_.front() != ',') return Fail();
    rest_.remove_prefix(1);
    SkipBlanks(&rest_);
  }
  begun_ = true;
  if (rest_.empty() || rest_.front() != '{') return Fail();
  const size_t end = ObjectEnd(rest_);
  if (end == std::string_view::npos) return Fail();
  *element = rest_.substr(0, end);
  rest_.remove_prefix(end);
  return true;
}

bool MessageElements::NextLine(std::string_view* element) {
  while (!rest_.empty()) {
    const size_t end = std::min(rest_.find('\n'), rest_.size());
    *element = TrimJson(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (!element->empty()) return true;
  }
  ended_ = true;
  return false;
}

std::vector<std::string_view> ElementsOf(std::string_view message, size_t elements_max) {
  const bool array = MessageElements::IsArray(message);
  const bool lines = !array && MessageElements::IsNoObjectButLines(message);
  std::vector<std::string_view> found;
  if (!array && !lines) return {message};
  MessageElements elements(message, array ? MessageElements::Form::kArray : MessageElements::Form::kLines);
  for (std::string_view element; elements.Next(&element);) {
    if (found.size() < elements_max) found.push_back(element);
  }
  if (!elements.well_formed()) return {message};
  return found;
}

bool HoldsSeveral(std::string_view message) {
  const std::vector<std::string_view> elements = ElementsOf(message, 2);
  if (elements.empty()) return false;
  const bool itself = elements.size() == 1 && elements.front().size() == message.size();
  return !itself && LooksLikeObject(elements.front()) && IsJson(elements.front());
}

}  // namespace aurora::ingest
