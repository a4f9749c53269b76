#include "services/query-engine/language/glossary/term_finder.h"

#include <algorithm>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

bool StandsAt(const Term& term, const std::vector<Word>& words, size_t at) {
  if (term.stems.empty() || at + term.stems.size() > words.size()) return false;
  for (size_t i = 0; i < term.stems.size(); ++i) {
    if (words[at + i].stem != term.stems[i]) return false;
    if (i + 1 < term.stems.size() && words[at + i].break_after) return false;
  }
  return true;
}

const Term* LongestAt(const Glossary& glossary, const std::vector<Word>& words, size_t at, bool synonyms) {
  const Term* best = nullptr;
  for (const Term& term : glossary) {
    if ((term.kind == TermKind::kSynonym) != synonyms || !StandsAt(term, words, at)) continue;
    if (best == nullptr || term.stems.size() > best->stems.size()) best = &term;
  }
  return best;
}

class Finder {
 public:
  Finder(std::vector<Word> words, const Glossary& glossary, const std::map<std::string, std::string>& readings) : glossary_(glossary) {
    found_.words = std::move(words);
    found_.readings = readings;
  }

  FoundTerms Run() {
    ReplaceSynonyms();
    for (size_t at = 0; at < found_.words.size();) {
      const Term* term = LongestAt(glossary_, found_.words, at, /*synonyms=*/false);
      if (term == nullptr || Undone(*term, at)) {
        at += term == nullptr ? 1 : term->stems.size();
        continue;
      }
      if (!term->broken.empty() && found_.problem.empty()) {
        found_.problem = base::StrCat("\"", term->term, "\" is in the glossary as ", term->definition, ", which cannot be used any more: ", term->broken,
                                      "; correct or remove the term");
      }
      found_.spans.push_back({at, at + term->stems.size() - 1, term});
      at += term->stems.size();
    }
    return std::move(found_);
  }

 private:
  // Notes that the term stands there. Whether the asker wants it left alone.
  bool Undone(const Term& term, size_t at) {
    const std::string id = AssumptionId(term);
    const auto chosen = found_.readings.find(id);
    const bool undone = chosen != found_.readings.end() && chosen->second == kWithoutGlossary;
    const bool known = std::any_of(found_.uses.begin(), found_.uses.end(), [&](const TermUse& use) { return use.id == id; });
    if (!known) found_.uses.push_back({id, &term, Join(found_.words, at, at + term.stems.size() - 1), undone});
    return undone;
  }

  void ReplaceSynonyms() {
    for (size_t at = 0; at < found_.words.size();) {
      const Term* term = LongestAt(glossary_, found_.words, at, /*synonyms=*/true);
      // A longer term in SQL has the word before.
      const Term* sql = LongestAt(glossary_, found_.words, at, /*synonyms=*/false);
      if (sql != nullptr && (term == nullptr || sql->stems.size() >= term->stems.size())) {
        at += sql->stems.size();
        continue;
      }
      if (term == nullptr || Undone(*term, at)) {
        at += term == nullptr ? 1 : term->stems.size();
        continue;
      }
      std::vector<Word> meant = Normalise(term->definition);
      const size_t last = at + term->stems.size() - 1;
      if (!meant.empty()) meant.back().break_after = found_.words[last].break_after;
      const auto begin = found_.words.begin() + static_cast<std::ptrdiff_t>(at);
      const auto after = found_.words.erase(begin, begin + static_cast<std::ptrdiff_t>(term->stems.size()));
      found_.words.insert(after, meant.begin(), meant.end());
      at += meant.size();
    }
  }

  const Glossary& glossary_;
  FoundTerms found_;
};

}  // namespace

std::string TermKey(std::string_view term) {
  std::string key;
  for (const Word& word : Normalise(term)) base::StrAppend(&key, key.empty() ? "" : " ", word.stem);
  return key;
}

std::string AssumptionId(const Term& term) {
  std::string id = "glossary";
  for (const std::string& stem : term.stems) base::StrAppend(&id, "_", stem);
  return id;
}

std::string ReadingOf(const Term& term) {
  if (term.kind == TermKind::kSynonym) return base::StrCat(term.term, " = ", term.definition, " (glossary)");
  return base::StrCat(term.term, " = ", term.definition, " in ", term.table.database, ".", term.table.table, " (glossary)");
}

FoundTerms FindTerms(std::vector<Word> words, const Glossary& glossary, const std::map<std::string, std::string>& readings) {
  FoundTerms found = Finder(std::move(words), glossary, readings).Run();
  for (const TermUse& use : found.uses) {
    const auto chosen = found.readings.find(use.id);
    if (chosen == found.readings.end()) continue;
    if (chosen->second == "as_read" || chosen->second == kWithoutGlossary) found.readings.erase(chosen);
  }
  return found;
}

}  // namespace aurora::query::language
