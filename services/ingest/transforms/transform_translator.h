#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/ingest/formats/translator.h"
#include "services/ingest/transforms/transform_plan.h"

namespace aurora::ingest {

// The transforms that need the message's text, behind the translator of its format: filters, hashed, redacted
// and dropped values. A path leads through the objects of a list, too, but for conditions, which no list
// meets.
//
// What cannot be read whole is rejected here, so that nothing that a person wants hidden passes by; what a
// filter leaves out is whole JSON.
class TransformTranslator : public Translator {
 public:
  // Whether fields stand under their new names: what people and schema inference see. The decoder goes by the
  // old ones.
  enum class Names : uint8_t { kOld, kNew };

  // `format`: null for JSON.
  TransformTranslator(std::unique_ptr<Translator> format, std::shared_ptr<const TransformPlan> plan,
                      Names names);
  ~TransformTranslator() override;

  Translation Translate(const MessageBytes& message, std::string* json) override;
  std::vector<std::string> key_members() const override;

 private:
  class Reader;

  const std::unique_ptr<Translator> format_;
  const std::shared_ptr<const TransformPlan> plan_;
  const std::unique_ptr<Reader> reader_;
  std::string format_text_;
};

}  // namespace aurora::ingest
