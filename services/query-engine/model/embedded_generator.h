#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/glossary/term_finder.h"
#include "services/query-engine/language/schema/scope.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model {

// The semantic parser that is part of the binary: normalise -> tag -> compose -> rank -> print, over the words of the
// catalog. Deterministic, no network. Thread-safe; lexicons are kept until the catalog changes.
class EmbeddedGenerator final : public Generator {
 public:
  Generated Generate(const GenerateRequest& request) const override;

 private:
  static constexpr char kName[] = "embedded";
  // Readings of other tables, or other questions, that are shown beside an answer or instead of one.
  static constexpr size_t kAlternativesMax = 3;

  // The words of all tables, kept until the catalog changes.
  struct Known {
    std::vector<std::shared_ptr<const language::TableFacts>> tables;
    // One for each of the tables, with those that it joins.
    std::vector<std::shared_ptr<const language::Scope>> scopes;
  };

  // One reading of the question by one table.
  struct Candidate {
    std::shared_ptr<const language::Scope> scope;
    language::Composed composed;
  };

  static bool Understood(const language::Word& word, const Known& known);
  std::shared_ptr<const Known> KnownOf(const catalog::Snapshot& snapshot) const;
  static std::vector<std::shared_ptr<const language::Scope>> Likely(const language::FoundTerms& terms, const GenerateRequest& request,
                                                                    const Known& known);
  static std::vector<Candidate> Read(const language::FoundTerms& terms, const GenerateRequest& request,
                                     const std::vector<std::shared_ptr<const language::Scope>>& scopes, bool fragment);
  static Generated Answered(const GenerateRequest& request, Candidate best, double confidence);
  static std::string Unambiguous(const std::string& question, const std::vector<Candidate>& candidates, size_t chosen);
  static bool CalledAsWhole(const std::vector<language::Word>& words, const Candidate& candidate);
  static void PreferCalled(const std::vector<language::Word>& words, std::vector<Candidate>& near);
  static Generated Clarify(const GenerateRequest& request, std::vector<Candidate> candidates);
  static std::optional<Generated> AskUnit(const GenerateRequest& request, const language::FoundTerms& terms, const Known& known);
  static std::vector<language::WordLink> Dispensable(const GenerateRequest& request, const std::vector<language::Word>& words, const Candidate& candidate, const Known& known);
  static Generated Refused(const std::vector<language::Word>& question, const std::vector<Candidate>& candidates);
  static Generated Explained(const GenerateRequest& request, const language::Scope& scope);
  Generated Read(const GenerateRequest& request, const language::FoundTerms& terms, const Known& known) const;
  static bool Continue(const GenerateRequest& request, const language::FoundTerms& terms, const Known& known, Generated* generated);

  mutable std::mutex mutex_;
  mutable uint64_t known_version_ = 0;
  mutable std::shared_ptr<const Known> known_;
};

}  // namespace aurora::query::model
