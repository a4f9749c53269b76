#include <algorithm>

#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {

bool Composer::EntityLike(const Meaning& meaning) const {
  if (meaning.kind == MeaningKind::kEntity) return true;
  if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).category) return false;
  const catalog::ColumnProfile& profile = scope_.source(meaning.source).profile().columns[meaning.column];
  return profile.values.empty() && profile.column_class == catalog::ColumnClass::kText;
}

bool Composer::NamesRows(size_t tag, const Meaning& meaning) const {
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight >= 0.8 || tags_[tag].first != tags_[tag].last) return false;
  const ColumnFacts& facts = FactsOf(meaning);
  return facts.words.size() == 2 && IsOneOf(facts.words[1], {"type", "kind", "category", "class"}) && words_[tags_[tag].first].stem == facts.stems[0];
}

// Words that are a value and a column at once: "stalls" are events, but "average stall" is a length.
void Composer::Disambiguate() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || Chosen(i).kind != MeaningKind::kValue) continue;
    const size_t before = Previous(i);
    const bool averaged = (Is(before, TagKind::kAggregate) && tags_[before].aggregate != MeasureKind::kSum) ||
                          (Is(before, TagKind::kExtreme) && tags_[before].extreme == ExtremeOf::kDimension);
    const bool distinct = Is(before, TagKind::kDistinct);
    // "tickets resolved yesterday", "were resolved yesterday" look at the time; "resolved tickets" at the state.
    const bool after_noun = before < tags_.size() && !BreakBetween(before, i) &&
                            (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity) || Is(before, TagKind::kRows)) &&
                            (Is(Next(i), TagKind::kTime) || Is(Next(i), TagKind::kShift));
    if (after_noun) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        if (tags_[i].meanings[m].kind == MeaningKind::kMoment && tags_[i].meanings[m].source == 0 && tags_[i].meanings[m].weight >= 0.9) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "shippers booked bulk cargo", "are the most shipments booked": what happened, not the state it is in; "booked shipments" are in it.
    const bool beside_row = Means(Next(i), MeaningKind::kTable) && !BreakBetween(i, Next(i));
    const bool subject = before < tags_.size() && !BreakBetween(before, i) && (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity)) && !beside_row &&
                         (Lexical(Next(i)) || Has(TagKind::kMost));
    const bool anything = tags_[i].last + 1 < words_.size() && IsOneOf(words_[tags_[i].last + 1].text, {"anything", "something"});
    if (subject || anything) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        const Meaning& meaning = tags_[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.weight >= 0.9 && Ref(meaning) == time_) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    if (!averaged && !distinct) continue;
    for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
      const Meaning& meaning = tags_[i].meanings[m];
      if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) continue;
      if ((averaged && FactsOf(meaning).measure) || (distinct && FactsOf(meaning).category)) {
        choices_[i] = m;
        break;
      }
    }
  }
}

// "account tier", "trip distance", "order status"
void Composer::FindModifiers() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Lexical(i) || !Lexical(i + 1) || used_[i] || used_[i + 1] || BreakBetween(i, i + 1)) continue;
    const Meaning& first = Chosen(i);
    const Meaning& second = Chosen(i + 1);
    // "departure delay": the comment of the delay says of what it is.
    if ((first.kind == MeaningKind::kColumn || first.kind == MeaningKind::kMoment) && first.weight < 0.95 && second.kind == MeaningKind::kColumn && FactsOf(second).measure &&
        second.weight >= 0.5) {
      const std::vector<Word> comment = Normalise(scope_.Profile(Ref(second)).comment);
      const std::string& stem = words_[tags_[i].last].stem;
      if (std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == stem; })) {
        modifier_[i] = true;
        used_[i] = true;
        continue;
      }
    }
    if (first.kind != MeaningKind::kEntity && first.kind != MeaningKind::kTable) continue;
    if (second.kind != MeaningKind::kColumn || Words(i).back() == 's') continue;
    modifier_[i] = true;
    if (first.kind == MeaningKind::kTable) composed_.said_table = true;
    Use(i);
  }
}

// Which words before a noun say what it is there for.
Composer::Context Composer::ContextOf(size_t tag, size_t* at) const {
  *at = tags_.size();
  for (size_t i = tag; i-- > 0;) {
    if (BreakBetween(i, i + 1) && !Is(i, TagKind::kBy) && !Is(i, TagKind::kAnd) && i + 1 <= tag) {
      // "by state, product": a list goes on over a comma.
      if (!Lexical(i) || !ListedAfter(i, tag)) return Context::kNone;
    }
    *at = i;
    switch (tags_[i].kind) {
      case TagKind::kFiller:
      case TagKind::kNumber:
      case TagKind::kFirstTime:
      case TagKind::kAnomaly:
        continue;
      case TagKind::kLexicon: {
        const Meaning& meaning = Chosen(i);
        if (meaning.kind == MeaningKind::kValue || modifier_[i]) continue;
        // "by state and product": as the noun before.
        if (ListedAfter(i, tag)) continue;
        return Context::kNone;
      }
      case TagKind::kAnd: {
        const size_t before = Previous(i);
        if (before < tags_.size() && Lexical(before) && Chosen(before).kind != MeaningKind::kValue) {
          return ContextOf(before, at);
        }
        continue;
      }
      case TagKind::kBy:
        return Context::kBy;
      case TagKind::kPer:
        return Context::kPer;
      case TagKind::kCount:
        return Context::kCount;
      case TagKind::kDistinct:
        return Context::kDistinct;
      case TagKind::kAggregate:
        return Context::kAggregate;
      case TagKind::kTop:
        return Context::kTop;
      case TagKind::kMost:
        return Context::kMost;
      case TagKind::kExtreme:
        return Context::kExtreme;
      case TagKind::kWhich:
        // "what did players spend": nothing is chosen from.
        if (Text(i) == "what" && tags_[i].last + 1 < words_.size() && IsOneOf(words_[tags_[i].last + 1].text, {"did", "do", "does"})) return Context::kNone;
        return Context::kWhich;
      case TagKind::kList:
        return Context::kList;
      case TagKind::kHaving:
        return Context::kHaving;
      case TagKind::kRatio:
        return Context::kRatio;
      default:
        return Context::kNone;
    }
  }
  return Context::kNone;
}

// Whether only "and" or a comma stands between two nouns.
bool Composer::ListedAfter(size_t tag, size_t other) const {
  bool joined = BreakBetween(tag, other);
  for (size_t i = tag + 1; i < other; ++i) {
    if (Is(i, TagKind::kAnd)) {
      joined = true;
    } else if (!Is(i, TagKind::kFiller)) {
      return false;
    }
  }
  return joined;
}

}  // namespace aurora::query::language
