#include "services/query-engine/language/tag/row_noun.h"

#include <algorithm>
#include <array>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/units.h"

namespace aurora::query::language {
namespace {

// By an abbreviation in the table's name, or by nearness of meaning to all that is said of it; by a comment that tells what the rows
// are or when they happened; by any other comment.
constexpr double kByName = 0.55;
constexpr double kByRowsComment = 0.45;
constexpr double kByComment = 0.38;
// A word of the tables that tells of rows, and not only of a comment.
constexpr double kDescribes = 0.5;
constexpr size_t kAbbreviatedMin = 3;

bool SeveralOf(const std::string& text) { return text.size() > 3 && text.back() == 's' && text[text.size() - 2] != 's' && text[text.size() - 2] != 'u' && text[text.size() - 2] != 'i'; }

bool Vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

class RowNoun {
 public:
  RowNoun(const std::vector<Word>& words, const Scope& scope, const std::vector<WordLink>& links, std::vector<Tag>& tags) : words_(words), scope_(scope), links_(links), tags_(tags) {}

  void Run() {
    SetAsideStuff();
    SetAsideKinds();
    // A list of things that never happened has names of its own.
    if (scope_.main().profile().time_column.empty() && scope_.main().profile().database.empty()) return;
    if (NameWhatIsDone()) return;
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (!NamesNothing(i) || !StandsFirst(i)) continue;
      const double weight = Evidence(i);
      if (weight == 0 || CountedOtherwise(i)) return;
      const std::string& stem = words_[tags_[i].first].stem;
      for (size_t j = i; j < tags_.size(); ++j) {
        // "AI-made files: licences sold, by topic of the file"
        if (tags_[j].first != tags_[j].last || words_[tags_[j].first].stem != stem || (j != i && !NamesNothing(j))) continue;
        tags_[j].kind = TagKind::kLexicon;
        tags_[j].meanings = {Meaning{MeaningKind::kTable, 0, 0, {}, weight}};
        tags_[j].rows = true;
      }
      return;
    }
  }

 private:
  // "tickets checked last night" of a table of checks: as many as were checked, and not the kinds of ticket.
  bool NameWhatIsDone() {
    for (size_t i = 0; i + 1 < tags_.size(); ++i) {
      const Tag& tag = tags_[i];
      const Tag& done = tags_[i + 1];
      if (tag.kind != TagKind::kLexicon || tag.first != tag.last || done.first != done.last || words_[tag.last].break_after || !SeveralOf(words_[tag.first].text)) continue;
      const Word& deed = words_[done.first];
      const std::vector<std::string>& name = scope_.main().name_stems();
      const bool of_rows = name.size() == 1 && deed.stem == name[0] && deed.text.size() > 4 && deed.text.compare(deed.text.size() - 2, 2, "ed") == 0;
      const Meaning& meaning = tag.meanings[0];
      const bool kind = meaning.kind == MeaningKind::kColumn && meaning.source == 0 && FactsOf(meaning).category && !FactsOf(meaning).id;
      if (!of_rows || !kind || std::any_of(tags_.begin(), tags_.begin() + static_cast<std::ptrdiff_t>(i), [](const Tag& before) { return before.kind != TagKind::kFiller && before.kind != TagKind::kCount && before.kind != TagKind::kTime; })) continue;
      tags_[i].meanings = {Meaning{MeaningKind::kTable, 0, 0, {}, kByName}};
      tags_[i].rows = true;
      SetAside(tags_[i + 1]);
      return true;
    }
    return false;
  }

  // "kilos of produce by week", "litres of goods": what all of it is, where no value is called so.
  void SetAsideStuff() {
    static constexpr std::array<std::string_view, 22> kStuff = {"food",  "produce", "goods", "material", "materials", "cargo",  "freight",  "waste",   "rubbish",     "garbage", "trash",
                                                                "stuff", "product", "products", "merchandise", "stock", "surplus", "supplies", "supply", "commodities", "things",  "items"};
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i].kind != TagKind::kUnknown || tags_[i].first != tags_[i].last || std::find(kStuff.begin(), kStuff.end(), std::string_view(words_[tags_[i].first].text)) == kStuff.end()) continue;
      size_t before = i;
      while (before > 0 && tags_[before - 1].kind == TagKind::kFiller && words_[tags_[before - 1].last].text == "of") --before;
      const bool behind = before > 0 && tags_[before - 1].kind == TagKind::kUnit && !words_[tags_[before - 1].last].break_after;
      const bool ahead = i + 1 < tags_.size() && tags_[i + 1].kind == TagKind::kUnit && !words_[tags_[i].last].break_after;
      if (behind || ahead) SetAside(tags_[i]);
    }
  }

  // "storage contracts" where a comment of the sites speaks of storage: what all of them are.
  void SetAsideKinds() {
    for (size_t i = 0; i + 1 < tags_.size(); ++i) {
      const Tag& tag = tags_[i];
      const Tag& noun = tags_[i + 1];
      if (tag.kind != TagKind::kLexicon || tag.first != tag.last || words_[tag.last].break_after || SeveralOf(words_[tag.first].text) || !tag.linked.empty() || !tag.corrected.empty()) continue;
      const bool rows = noun.kind == TagKind::kLexicon && noun.meanings[0].kind == MeaningKind::kTable && noun.meanings[0].source == 0 && noun.meanings[0].weight >= kDescribes;
      const bool mentioned = std::all_of(tag.meanings.begin(), tag.meanings.end(), [&](const Meaning& meaning) { return meaning.kind == MeaningKind::kColumn && meaning.weight <= kCommentOnly && meaning.source > 0; });
      if (rows && mentioned) SetAside(tags_[i]);
    }
  }

  const ColumnFacts& FactsOf(const Meaning& meaning) const { return scope_.source(meaning.source).column(meaning.column); }

  // A plural that no name has: unknown, or only mentioned by a comment.
  bool NamesNothing(size_t i) const {
    const Tag& tag = tags_[i];
    if (tag.first != tag.last) return false;
    const Word& word = words_[tag.first];
    if (!SeveralOf(word.text) || word.number.has_value() || knowledge::FindUnit(word.text).has_value() || knowledge::IsPerson(word.text.substr(0, word.text.size() - 1))) return false;
    if (tag.kind == TagKind::kUnknown) return true;
    if (tag.kind != TagKind::kLexicon || !tag.linked.empty() || !tag.corrected.empty()) return false;
    return std::all_of(tag.meanings.begin(), tag.meanings.end(), [&](const Meaning& meaning) {
      return meaning.kind == MeaningKind::kColumn && meaning.weight <= kCommentOnly && !IsCalled(meaning, word);
    });
  }

  // "customer who called": the comment says what the column is, and not only of what it is.
  bool IsCalled(const Meaning& meaning, const Word& word) const {
    const ColumnFacts& facts = FactsOf(meaning);
    if (facts.time || facts.flag || facts.measure) return false;
    for (const Word& said : Normalise(scope_.source(meaning.source).profile().columns[meaning.column].comment)) {
      if (IsOneOf(said.text, {"the", "a", "an"})) continue;
      return said.stem == word.stem;
    }
    return false;
  }

  // Where what is counted, shared or listed stands: first, or behind the words that ask for it, with what describes it between them.
  bool StandsFirst(size_t i) const {
    // "gate denials": of what they are, and not they.
    if (i + 1 < tags_.size() && tags_[i + 1].kind == TagKind::kLexicon && !words_[tags_[i].last].break_after && tags_[i + 1].meanings[0].weight >= kDescribes &&
        (tags_[i + 1].meanings[0].kind == MeaningKind::kColumn || tags_[i + 1].meanings[0].kind == MeaningKind::kEntity || tags_[i + 1].meanings[0].kind == MeaningKind::kTable)) {
      return false;
    }
    bool of = false;
    for (size_t j = i; j-- > 0;) {
      const Tag& tag = tags_[j];
      switch (tag.kind) {
        case TagKind::kFiller:
          for (size_t w = tag.first; w <= tag.last; ++w) {
            if (IsOneOf(words_[w].text, {"at", "in", "on", "to", "from", "with", "into", "onto", "through", "via", "for", "during", "within", "near", "their", "its", "his", "her"})) return false;
            of = of || words_[w].text == "of";
          }
          continue;
        case TagKind::kNumber:
        case TagKind::kTime:
        case TagKind::kAnd:
        case TagKind::kOr:
        case TagKind::kVersus:
          if (of) return false;
          continue;
        case TagKind::kLexicon:
          if (tag.meanings[0].kind != MeaningKind::kValue || of) return false;
          continue;
        case TagKind::kCount:
        case TagKind::kRatio:
        case TagKind::kMost:
        case TagKind::kTop:
        case TagKind::kList:
          return true;
        case TagKind::kAggregate:
          return tag.aggregate == MeasureKind::kSum && words_[tag.first].text != "how";
        default:
          return false;
      }
    }
    return !of;
  }

  // Whether the question has another noun for the rows, or for things that are told apart.
  bool CountedOtherwise(size_t i) const {
    for (size_t j = 0; j < tags_.size(); ++j) {
      if (j == i) continue;
      if (tags_[j].kind == TagKind::kDistinct && j < i) return true;
      if (tags_[j].kind != TagKind::kLexicon) continue;
      const Meaning& meaning = tags_[j].meanings[0];
      if (meaning.kind == MeaningKind::kTable) return true;
      if (meaning.kind == MeaningKind::kEntity && meaning.source == 0 && FactsOf(meaning).row_id) return true;
    }
    return false;
  }

  bool Described(size_t i) const {
    for (size_t j = 0; j < tags_.size(); ++j) {
      if (j != i && tags_[j].kind == TagKind::kLexicon && tags_[j].meanings[0].source == 0 && tags_[j].meanings[0].weight >= kDescribes) return true;
    }
    return false;
  }

  double Evidence(size_t i) const {
    const Word& word = words_[tags_[i].first];
    const catalog::TableProfile& table = scope_.main().profile();
    // Another table's rows are called so.
    const auto named_so = [&](const TableFacts& facts) { return std::find(facts.name_stems().begin(), facts.name_stems().end(), word.stem) != facts.name_stems().end(); };
    for (size_t source = 1; source < scope_.size(); ++source) {
      if (named_so(scope_.source(source))) return 0;
    }
    if (std::any_of(scope_.reverse().begin(), scope_.reverse().end(), [&](const auto& reverse) { return named_so(*reverse.facts); })) return 0;
    for (const WordLink& link : links_) {
      if (link.column.empty() && link.database == table.database && link.table == table.table && link.words == std::vector<std::string>{word.text}) return kByName;
    }
    const std::string single = word.text.substr(0, word.text.size() - 1);
    for (const std::string& part : SplitName(table.table)) {
      if (Abbreviates(part, single)) return kByName;
    }
    const auto said = [&](const std::string& comment) {
      const std::vector<Word> words = Normalise(comment);
      return std::any_of(words.begin(), words.end(), [&](const Word& one) { return one.stem == word.stem && !one.number.has_value(); });
    };
    if (said(table.comment)) return kByRowsComment;
    double best = 0;
    for (size_t c = 0; c < table.columns.size(); ++c) {
      if (table.columns[c].Hidden() || !said(table.columns[c].comment)) continue;
      const ColumnFacts& facts = scope_.main().column(c);
      const bool of_rows = facts.time || facts.row_id || facts.status || facts.event;
      best = std::max(best, of_rows ? kByRowsComment : kByComment);
    }
    // What a comment only mentions needs more in the question that is of this table.
    return best < kByRowsComment && !Described(i) ? 0 : best;
  }

  static constexpr double kCommentOnly = 0.4;

  const std::vector<Word>& words_;
  const Scope& scope_;
  const std::vector<WordLink>& links_;
  std::vector<Tag>& tags_;
};

}  // namespace

bool Abbreviates(const std::string& abbreviation, const std::string& word) {
  if (abbreviation.size() < kAbbreviatedMin || abbreviation.size() + 2 > word.size() || abbreviation[0] != word[0]) return false;
  if (word.compare(0, abbreviation.size(), abbreviation) == 0) return !Vowel(abbreviation.back());
  // Without its vowels, or some of its letters: no vowel is in it that the word has elsewhere.
  if (std::any_of(abbreviation.begin() + 1, abbreviation.end(), Vowel)) return false;
  std::string consonants;
  for (char c : word) {
    if (!Vowel(c) || consonants.empty()) consonants += c;
  }
  // All but one of them, in their order, with the last: "prt" of print.
  size_t at = 0;
  for (char c : consonants) at += at < abbreviation.size() && abbreviation[at] == c ? 1 : 0;
  return at == abbreviation.size() && abbreviation.size() + 1 >= consonants.size() && abbreviation.back() == consonants.back();
}

void NameRows(const std::vector<Word>& words, const Scope& scope, const std::vector<WordLink>& links, std::vector<Tag>& tags) { RowNoun(words, scope, links, tags).Run(); }

}  // namespace aurora::query::language
