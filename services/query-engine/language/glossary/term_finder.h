#pragma once

#include <map>
#include <string>
#include <vector>

#include "services/query-engine/language/glossary/term.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

// Choosing this for a term's assumption reads the question as if the glossary did not have the term.
inline constexpr char kWithoutGlossary[] = "without_glossary";

// A term that stands in a question, with the words first..last.
struct TermSpan {
  size_t first = 0;
  size_t last = 0;
  const Term* term = nullptr;
};

// A term of the question, for the asker to see.
struct TermUse {
  // Of its assumption.
  std::string id;
  const Term* term = nullptr;
  // Of the question.
  std::string words;
  // The asker chose to read without it.
  bool undone = false;
};

struct FoundTerms {
  // Of the question, with synonyms replaced.
  std::vector<Word> words;
  // Terms in SQL.
  std::vector<TermSpan> spans;
  std::vector<TermUse> uses;
  // The asker's choices that are about something else.
  std::map<std::string, std::string> readings;
  // Why there is no answer: a term is broken; empty otherwise.
  std::string problem;
};

// The terms in a question, the longest first. `readings`: what the asker chose. The glossary outlives the result.
FoundTerms FindTerms(std::vector<Word> words, const Glossary& glossary, const std::map<std::string, std::string>& readings);

// "net revenue = sum(total) - sum(refund) in shop.orders (glossary)"
std::string ReadingOf(const Term& term);

// Stable for the same term.
std::string AssumptionId(const Term& term);

}  // namespace aurora::query::language
