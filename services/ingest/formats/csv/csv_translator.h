#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "services/ingest/formats/message_format.h"
#include "services/ingest/formats/translator.h"

namespace aurora::ingest {

// One record of comma separated values (RFC 4180) -> an object with a member for each value. A value without quotes and
// of no bytes is null. What reads as a JSON number or as true or false is one, with its digits as they stand; everything
// else is text. A record that lacks values at its end leaves their members out.
class CsvTranslator : public Translator {
 public:
  explicit CsvTranslator(CsvOptions options);
  Translation Translate(const MessageBytes& message, std::string* json) override;

 private:
  // Reads one value off the front of *rest into field_, up to and without the delimiter. False when it is no value.
  bool ReadValue(std::string_view* rest, bool* quoted, const char** fault);
  void AppendName(size_t index, std::string* json);

  const CsvOptions options_;
  // `"name":` of the values so far.
  std::vector<std::string> names_;
  // The value in hand, where its quotes had to be taken away.
  std::string unquoted_;
  std::string_view field_;
};

}  // namespace aurora::ingest
