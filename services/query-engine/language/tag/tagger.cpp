#include <algorithm>
#include <set>

#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {
namespace {

bool IsUnitWord(const std::string& word) {
  static const auto& units = *new std::set<std::string>{
      "ms",   "millisecond", "milliseconds", "second", "seconds", "minute", "minutes", "hour",  "hours", "kg",
      "kilo", "kilos",       "kilogram",     "kilograms", "g",    "gram",   "grams",   "km",    "kilometre", "kilometres",
      "kilometer", "kilometers", "dollar",   "dollars", "bucks",  "usd",    "eur",     "euro",  "euros",     "percent",
      "mb",   "kb",          "gb",           "bytes",  "day",     "days",   "sec",     "secs"};
  return units.count(word) > 0;
}

// Only words that could carry meaning are corrected.
bool CouldBeMisspelt(const Word& word) { return word.text.size() >= 5 && !word.number.has_value(); }

class Tagger {
 public:
  Tagger(const std::vector<Word>& words, const Lexicon& lexicon, absl::Time now)
      : words_(words), lexicon_(lexicon), now_(now) {}

  std::vector<Tag> Run() {
    for (size_t at = 0; at < words_.size();) {
      Tag tag = Next(at);
      at = tag.last + 1;
      tags_.push_back(std::move(tag));
    }
    return std::move(tags_);
  }

 private:
  // The longest of: a time, a phrase of the table, a keyword, a number.
  Tag Next(size_t at) {
    std::optional<Tag> best;
    const auto offer = [&](std::optional<Tag> tag) {
      if (tag.has_value() && (!best.has_value() || tag->last > best->last)) best = std::move(tag);
    };
    std::optional<Tag> keyword = FindKeyword(words_, at);
    std::optional<Tag> lexical = FindLexical(at);
    std::optional<Tag> time = FindTime(at);
    if (lexical.has_value() && keyword.has_value() && lexical->last == keyword->last) {
      // Words of the language that are also the table's: the composer decides by what follows.
      if (keyword->kind == TagKind::kFiller || keyword->kind == TagKind::kMoney || keyword->kind == TagKind::kRows ||
          keyword->kind == TagKind::kConversion || keyword->kind == TagKind::kUnanswerable ||
          (keyword->kind == TagKind::kForbidden && at > 0)) {
        keyword.reset();
      } else {
        keyword->meanings = lexical->meanings;
        lexical.reset();
      }
    }
    offer(time);
    offer(lexical);
    offer(keyword);
    offer(FindNumber(at));
    if (best.has_value()) return *best;
    return Misspelt(at);
  }

  std::optional<Tag> FindTime(size_t at) const {
    const std::optional<TimeSpan> span = ReadTime(words_, at, now_);
    if (!span.has_value()) return std::nullopt;
    Tag tag;
    tag.kind = TagKind::kTime;
    tag.first = span->first;
    tag.last = span->last;
    tag.window = span->window;
    return tag;
  }

  std::optional<Tag> FindLexical(size_t at) const {
    size_t length = 0;
    std::vector<Meaning> meanings = lexicon_.Find(words_, at, &length);
    if (length == 0) return std::nullopt;
    Tag tag;
    tag.kind = TagKind::kLexicon;
    tag.first = at;
    tag.last = at + length - 1;
    tag.meanings = std::move(meanings);
    return tag;
  }

  std::optional<Tag> FindNumber(size_t at) const {
    Tag tag;
    tag.first = at;
    tag.last = at;
    if (words_[at].number.has_value()) {
      tag.kind = TagKind::kNumber;
      tag.number = *words_[at].number;
      tag.money = words_[at].money;
      return tag;
    }
    if (IsUnitWord(words_[at].text) && !tags_.empty() && tags_.back().kind == TagKind::kNumber) {
      tag.kind = TagKind::kUnit;
      tag.unit = words_[at].text;
      return tag;
    }
    return std::nullopt;
  }

  Tag Misspelt(size_t at) const {
    Tag tag;
    tag.first = at;
    tag.last = at;
    if (!CouldBeMisspelt(words_[at])) return tag;
    const std::string corrected = lexicon_.Correct(words_[at].text);
    if (corrected.empty()) return tag;
    std::vector<Word> word = Normalise(corrected);
    if (word.size() != 1) return tag;
    size_t length = 0;
    std::vector<Meaning> meanings = lexicon_.Find(word, 0, &length);
    if (length != 1) return tag;
    for (Meaning& meaning : meanings) meaning.weight *= 0.7;
    tag.kind = TagKind::kLexicon;
    tag.meanings = std::move(meanings);
    tag.corrected = corrected;
    return tag;
  }

  const std::vector<Word>& words_;
  const Lexicon& lexicon_;
  const absl::Time now_;
  std::vector<Tag> tags_;
};

}  // namespace

std::vector<Tag> TagWords(const std::vector<Word>& words, const Lexicon& lexicon, absl::Time now) {
  return Tagger(words, lexicon, now).Run();
}

}  // namespace aurora::query::language
