#include "services/ingest/formats/overflow_text.h"

#include <algorithm>

#include "libs/base/log.h"

namespace aurora::ingest {

// `"key":`; keys seldom need escapes.
void OverflowText::AppendKey(std::string_view key) {
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) {
    return c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20;
  });
  if (plain) {
    text_ += '"';
    text_ += key;
    text_ += '"';
  } else {
    text_ += base::log::JsonQuote(key);
  }
  text_ += ':';
}

bool OverflowText::Frame::IsNew(std::string_view key) {
  std::vector<std::string_view>& keys = text_.keys_;
  const auto begin = keys.begin() + static_cast<ptrdiff_t>(keys_begin_);
  const size_t count = keys.size() - keys_begin_;
  if (count < kComparedMax) {
    if (std::find(begin, keys.end(), key) != keys.end()) return false;
  } else {
    if (count == kComparedMax) many_keys_.insert(begin, keys.end());
    if (!many_keys_.insert(key).second) return false;
  }
  keys.push_back(key);
  return true;
}

void OverflowText::Frame::Open() {
  if (opened_) return;
  if (parent_ != nullptr) {
    parent_->Open();
    if (parent_->has_members_) text_.text_ += ',';
    parent_->has_members_ = true;
    text_.AppendKey(key_);
  }
  text_.text_ += '{';
  opened_ = true;
}

void OverflowText::Frame::Add(std::string_view key, std::string_view json) {
  Open();
  if (has_members_) text_.text_ += ',';
  has_members_ = true;
  text_.AppendKey(key);
  text_.text_ += json;
}

void OverflowText::Frame::Close() {
  if (opened_) text_.text_ += '}';
}

}  // namespace aurora::ingest
