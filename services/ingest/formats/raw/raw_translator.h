#pragma once

#include <string_view>

#include "services/ingest/formats/translator.h"

namespace aurora::ingest {

// The one column of raw messages.
inline constexpr std::string_view kRawColumn = "value";

// Any text -> {"value": "<the text>"}.
class RawTranslator : public Translator {
 public:
  Translation Translate(const MessageBytes& message, std::string* json) override;
};

}  // namespace aurora::ingest
