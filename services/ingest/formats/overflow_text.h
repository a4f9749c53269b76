#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace aurora::ingest {

// What a message has without a column, as the text of one JSON object in which each field keeps its place. Kept between
// messages, so that it allocates nothing in the steady state. Not thread-safe.
class OverflowText {
 public:
  // An object of the message that may have to appear: opened only when something is put into it. Its parent must
  // outlive it, and it ends before its parent goes on.
  class Frame {
   public:
    explicit Frame(OverflowText& text) : Frame(text, nullptr, {}) {}
    Frame(OverflowText& text, Frame* parent, std::string_view key)
        : text_(text), parent_(parent), key_(key), keys_begin_(text.keys_.size()) {}
    ~Frame() { text_.keys_.resize(keys_begin_); }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    // False when a key without a column comes a second time in this object. Keys must live as long as the frame.
    bool IsNew(std::string_view key);
    void Add(std::string_view key, std::string_view json);
    void Close();

   private:
    void Open();

    OverflowText& text_;
    Frame* const parent_;
    const std::string_view key_;
    const size_t keys_begin_;
    bool opened_ = false;
    bool has_members_ = false;
    // Only of an object with many.
    std::unordered_set<std::string_view> many_keys_;
  };

  void Clear() { text_.clear(); }
  // '' when nothing was added.
  std::string_view text() const { return text_; }

 private:
  // Keys of one object that are compared one by one.
  static constexpr size_t kComparedMax = 32;

  void AppendKey(std::string_view key);

  std::string text_;
  // Keys without a column, of the objects that are open.
  std::vector<std::string_view> keys_;
};

}  // namespace aurora::ingest
