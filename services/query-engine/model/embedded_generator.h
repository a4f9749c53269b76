#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/glossary/term_finder.h"
#include "services/query-engine/language/schema/lexicon.h"
#include "services/query-engine/model/generator.h"

namespace aurora::query::model {

// The semantic parser that is part of the binary: normalise -> tag -> compose -> rank -> print, over the words of the
// catalog. Deterministic, no network. Thread-safe; the words of the tables are kept until the catalog changes.
class EmbeddedGenerator final : public Generator {
 public:
  Generated Generate(const GenerateRequest& request) const override;
  // Reads the words of a snapshot before anybody asks about it: with hundreds of tables that takes a while.
  void Prepare(const catalog::Snapshot& snapshot) const { (void)LexiconOf(snapshot); }

 private:
  static constexpr char kName[] = "embedded";
  // Readings of other tables, or other questions, that are shown beside an answer or instead of one.
  static constexpr size_t kAlternativesMax = 3;

  // One reading of the question by one table.
  struct Candidate {
    std::shared_ptr<const language::Scope> scope;
    language::Composed composed;
  };

  static bool Understood(const language::Word& word, const language::Lexicon& known);
  std::shared_ptr<const language::Lexicon> LexiconOf(const catalog::Snapshot& snapshot) const;
  static std::vector<std::shared_ptr<const language::Scope>> Likely(const language::FoundTerms& terms, const GenerateRequest& request,
                                                                    const language::Lexicon& known);
  static std::vector<Candidate> Read(const language::FoundTerms& terms, const GenerateRequest& request,
                                     const std::vector<std::shared_ptr<const language::Scope>>& scopes, bool fragment);
  static Generated Answered(const GenerateRequest& request, Candidate best, double confidence);
  static std::string Unambiguous(const std::string& question, const std::vector<Candidate>& candidates, size_t chosen);
  static bool CalledAsWhole(const std::vector<language::Word>& words, const Candidate& candidate);
  static void PreferCalled(const std::vector<language::Word>& words, std::vector<Candidate>& near);
  static Generated Clarify(const GenerateRequest& request, std::vector<Candidate> candidates);
  static std::optional<Generated> AskUnit(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known);
  static std::vector<language::WordLink> Dispensable(const GenerateRequest& request, const std::vector<language::Word>& words, const Candidate& candidate, const language::Lexicon& known);
  static Generated Refused(const std::vector<language::Word>& question, const std::vector<Candidate>& candidates);
  static Generated Explained(const GenerateRequest& request, const language::Scope& scope);
  Generated Read(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known) const;
  static bool Continue(const GenerateRequest& request, const language::FoundTerms& terms, const language::Lexicon& known, Generated* generated);

  struct Version {
    uint64_t number = 0;
    std::shared_ptr<const language::Lexicon> lexicon;
  };

  mutable std::mutex mutex_;
  // The newest last. Questions that were asked a moment ago are still read by the one before.
  mutable std::vector<Version> versions_;
};

}  // namespace aurora::query::model
