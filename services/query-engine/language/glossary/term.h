#pragma once

#include <memory>
#include <string>
#include <vector>

#include "services/query-engine/language/logical_form.h"
#include "services/query-engine/language/normalise/word.h"

namespace aurora::query::language {

enum class TermKind {
  kMeasure,  // SQL over a table that gives one number of many rows: sum(total) - sum(refund)
  kFilter,   // a condition on a row: tier = 'gold'
  kSynonym,  // other words of the question's language: GMV, revenue
};

inline constexpr size_t kTermBytesMax = 80;
inline constexpr size_t kTermWordsMax = 6;
inline constexpr size_t kDefinitionBytesMax = 4'000;

// An entry of the glossary, ready for questions against one state of the catalog.
struct Term {
  std::string id;
  // As people wrote it.
  std::string term;
  TermKind kind = TermKind::kSynonym;
  // SQL, or words for a synonym.
  std::string definition;
  // Not for a synonym.
  Source table;
  std::string made_by;

  // Of `term`.
  std::vector<std::string> stems;
  std::vector<Defined::Piece> pieces;
  // Why it cannot be used, with the remedy; empty when it can.
  std::string broken;
};

using Glossary = std::vector<Term>;

// The key under which a term is unique: "Net Revenues" and "net revenue" are one.
std::string TermKey(std::string_view term);

}  // namespace aurora::query::language
