#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/schema/lexicon.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model {

// The semantic parser that is part of the binary: normalise -> tag -> compose -> rank -> print, over the words of the
// catalog. Deterministic, no network. Thread-safe; lexicons are kept until the catalog changes.
class EmbeddedGenerator final : public Generator {
 public:
  Generated Generate(const GenerateRequest& request) const override;

 private:
  using Lexicons = std::vector<std::shared_ptr<const language::Lexicon>>;

  // One reading of the question by one table.
  struct Candidate {
    std::shared_ptr<const language::Lexicon> lexicon;
    language::Composed composed;
  };

  std::shared_ptr<const Lexicons> LexiconsOf(const catalog::Snapshot& snapshot) const;
  static std::vector<Candidate> Read(const std::vector<language::Word>& words, const GenerateRequest& request,
                                     const Lexicons& lexicons, bool fragment);
  static Generated Answered(const GenerateRequest& request, Candidate best, double confidence);
  static std::string Unambiguous(const std::string& question, const std::vector<Candidate>& candidates, size_t chosen);
  static Generated Clarify(const GenerateRequest& request, std::vector<Candidate> candidates);
  static Generated Refused(const GenerateRequest& request, const std::vector<Candidate>& candidates);
  static bool Continue(const GenerateRequest& request, const std::vector<language::Word>& words,
                       const Lexicons& lexicons, Generated* generated);

  mutable std::mutex mutex_;
  mutable uint64_t known_version_ = 0;
  mutable std::shared_ptr<const Lexicons> lexicons_;
};

}  // namespace aurora::query::model
