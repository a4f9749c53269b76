#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aurora::ingest {

// The objects of a JSON message that holds several: an array of them, or one a line (NDJSON). Finds where each ends and
// checks what stands between them; whether an element is an object is for whoever decodes it. Keeps and allocates nothing.
class MessageElements {
 public:
  enum class Form : uint8_t { kArray, kLines };

  // Whether the text begins as an array does: one look at its first byte, but for blanks and a byte order mark.
  static bool IsArray(std::string_view text);
  // Whether the text has several lines that are not blank and the first of them, alone, begins and ends as an object does. An
  // object that is written on several lines may, too: only a text that is no single object is one of lines.
  static bool IsLines(std::string_view text);
  // Whether it is one of lines, certainly; reads all of it.
  static bool IsNoObjectButLines(std::string_view text);

  // The text must outlive the reader, and the elements.
  MessageElements(std::string_view text, Form form);

  // The next element; false at the end.
  bool Next(std::string_view* element);
  // False once the text is no whole array of objects, whatever came before. Lines are always well formed.
  bool well_formed() const { return well_formed_; }

 private:
  bool NextOfArray(std::string_view* element);
  bool NextLine(std::string_view* element);
  bool Fail();

  const Form form_;
  std::string_view rest_;
  bool begun_ = false;
  bool ended_ = false;
  bool well_formed_ = true;
};

// For people and schema inference: the elements of a message, at most `elements_max` of them, or the message itself where it is
// one object, or nothing that can be read.
std::vector<std::string_view> ElementsOf(std::string_view message, size_t elements_max);
// Whether a message is an array of objects or objects on lines, by its first one.
bool HoldsSeveral(std::string_view message);

}  // namespace aurora::ingest
