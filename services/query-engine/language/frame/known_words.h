#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

#include "services/query-engine/language/glossary/term.h"
#include "services/query-engine/language/schema/table_facts.h"

namespace aurora::query::language {

// What a question may be about. Refers to both.
struct Subjects {
  const std::vector<std::shared_ptr<const TableFacts>>& tables;
  const Glossary& glossary;
};

// What they know of a question's words, before it is read for one table. Refers to both.
class KnownWords {
 public:
  KnownWords(const std::vector<Word>& words, const Subjects& subjects) : words_(words), tables_(subjects.tables), glossary_(subjects.glossary) {}

  // A value of some column begins here.
  bool Value(size_t at) const { return OfTerm(at) || Any(at, 0.8, [](MeaningKind kind) { return kind == MeaningKind::kValue; }); }
  // A table, or what its rows are called.
  bool Rows(size_t at) const { return Any(at, 0.7, [](MeaningKind kind) { return kind == MeaningKind::kTable || kind == MeaningKind::kEntity; }); }
  // A name or a value, and no part of what a comment says of one.
  bool Called(size_t at) const { return OfTerm(at) || Any(at, 0.8, [](MeaningKind) { return true; }); }
  // Any of the names and values, and what comments say of them.
  bool Named(size_t at) const { return OfTerm(at) || Any(at, 0.6, [](MeaningKind) { return true; }); }

 private:
  // A word of the glossary.
  bool OfTerm(size_t at) const {
    return std::any_of(glossary_.begin(), glossary_.end(), [&](const Term& term) { return std::find(term.stems.begin(), term.stems.end(), words_[at].stem) != term.stems.end(); });
  }

  template <typename Fits>
  bool Any(size_t at, double weight_min, Fits fits) const {
    for (const auto& table : tables_) {
      for (const TableFacts::Entry& one : table->Entries(words_[at].stem)) {
        if (one.meaning.weight < weight_min || !fits(one.meaning.kind) || at + one.stems.size() > words_.size()) continue;
        if (!one.exact.empty() && one.exact != words_[at].original) continue;
        bool same = true;
        for (size_t i = 1; i < one.stems.size() && same; ++i) same = words_[at + i].stem == one.stems[i];
        if (same) return true;
      }
    }
    return false;
  }

  const std::vector<Word>& words_;
  const std::vector<std::shared_ptr<const TableFacts>>& tables_;
  const Glossary& glossary_;
};

}  // namespace aurora::query::language
