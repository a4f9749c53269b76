#include <algorithm>

#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

bool Composer::EntityLike(const Meaning& meaning) const {
  if (meaning.kind == MeaningKind::kEntity) return true;
  if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).category) return false;
  const catalog::ColumnProfile& profile = scope_.source(meaning.source).profile().columns[meaning.column];
  return profile.values.empty() && profile.column_class == catalog::ColumnClass::kText;
}

bool Composer::HasFewRowsEach(const ColumnRef& column) const {
  const uint64_t rows = scope_.source(column.source).profile().rows;
  const uint64_t distinct = scope_.Profile(column).distinct;
  return column.source == 0 && distinct > 0 && distinct * 4 > rows;
}

bool Composer::NamesRows(size_t tag, const Meaning& meaning) const {
  if (meaning.kind != MeaningKind::kColumn || meaning.source != 0 || meaning.weight >= 0.8 || tags_[tag].first != tags_[tag].last) return false;
  const ColumnFacts& facts = FactsOf(meaning);
  return facts.words.size() == 2 && IsOneOf(facts.words[1], {"type", "kind", "category", "class"}) && words_[tags_[tag].first].stem == facts.stems[0];
}

bool Composer::DoneBySomebody(size_t tag) const {
  const size_t first = tags_[tag].first;
  // "learners who have booked with ...": the active voice, of somebody who is no row.
  for (size_t subject = 0; subject < tag && first > 1; ++subject) {
    const bool somebody = Means(subject, MeaningKind::kEntity) || Text(subject) == "who";
    if (somebody && tags_[subject].last + 2 == first && IsOneOf(words_[first - 1].text, {"have", "has", "had"})) return true;
  }
  // "which subject gets booked the least": how often it happens.
  if (first > 0 && IsOneOf(words_[first - 1].text, {"get", "gets", "got"}) && Is(Next(tag), TagKind::kMost)) return true;
  for (size_t back = 2; back <= 3 && back <= first; ++back) {
    if (!IsOneOf(words_[first - back].text, {"did", "do", "does"})) continue;
    return IsOneOf(words_[first - back + 1].text, {"we", "they", "you", "i", "he", "she", "people", "customers", "clients", "users"});
  }
  return false;
}

// Which of several columns a value is of: "Italian lessons" of a course and "Italian customers" of a country, "the Danish flag". The
// noun beside it says so, else a comment that explains the value goes before what is known of countries.
void Composer::PreferColumnBeside(size_t tag) {
  std::vector<size_t> of;
  for (size_t m = 0; m < tags_[tag].meanings.size(); ++m) {
    if (tags_[tag].meanings[m].kind == MeaningKind::kValue) of.push_back(m);
  }
  if (of.size() < 2) return;
  const size_t first = tags_[tag].first;
  const size_t last = tags_[tag].last;
  const Word* behind = last + 1 < words_.size() && !words_[last].break_after ? &words_[last + 1] : nullptr;
  const Word* before = first > 0 && !words_[first - 1].break_after ? &words_[first - 1] : nullptr;
  const bool people = behind != nullptr && (knowledge::IsPerson(behind->text) || (Plural(behind->text) && knowledge::IsPerson(behind->text.substr(0, behind->text.size() - 1))));
  std::string spoken;
  for (size_t w = first; w <= last; ++w) spoken += (w == first ? "" : " ") + words_[w].text;
  const bool nation = std::any_of(knowledge::Demonyms().begin(), knowledge::Demonyms().end(), [&](const knowledge::Place& place) { return place.name == spoken; });
  const auto fit = [&](const Meaning& meaning) {
    const ColumnFacts& facts = FactsOf(meaning);
    const std::vector<Word> comment = Normalise(scope_.Profile(Ref(meaning)).comment);
    int best = 0;
    for (const Word* word : {behind, before}) {
      if (word == nullptr || word->text.size() < 3) continue;
      if (std::find(facts.stems.begin(), facts.stems.end(), word->stem) != facts.stems.end()) best = std::max(best, 3);
      if (word == behind && std::any_of(comment.begin(), comment.end(), [&](const Word& said) { return said.stem == word->stem; })) best = std::max(best, 2);
    }
    const bool country = std::any_of(comment.begin(), comment.end(), [](const Word& said) { return said.text == "country"; }) || std::find(facts.words.begin(), facts.words.end(), "country") != facts.words.end();
    if (people && nation && country) best = std::max(best, 3);
    return best;
  };
  int most = 0;
  std::vector<size_t> fitting;
  for (size_t m : of) {
    const int one = fit(tags_[tag].meanings[m]);
    if (one > most) fitting.clear();
    most = std::max(most, one);
    if (one == most) fitting.push_back(m);
  }
  // The row's own column before that of a joined one.
  if (fitting.size() > 1 && std::count_if(fitting.begin(), fitting.end(), [&](size_t m) { return tags_[tag].meanings[m].source == 0; }) == 1) {
    fitting.erase(std::remove_if(fitting.begin(), fitting.end(), [&](size_t m) { return tags_[tag].meanings[m].source != 0; }), fitting.end());
  }
  if (most > 0 && fitting.size() == 1) {
    choices_[tag] = fitting[0];
    return;
  }
  // By a gloss, where all others are of the nation.
  const bool explained = tags_[tag].meanings[of[0]].weight >= 0.9 && tags_[tag].meanings[of[1]].weight < 0.9;
  if (most == 0 && nation && explained) choices_[tag] = of[0];
}

// Words that are a value and a column at once: "stalls" are events, but "average stall" is a length.
void Composer::Disambiguate() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    // "open jobs" of opened_at and closed_at: which are not closed yet, and not when they were opened.
    if (Means(i, MeaningKind::kMoment) && Chosen(i).values.empty() && tags_[i].first == tags_[i].last && Text(i) == "open" && Means(Next(i), MeaningKind::kTable) && !BreakBetween(i, Next(i))) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        const Meaning& meaning = tags_[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && !meaning.values.empty()) choices_[i] = m;
      }
    }
    if (!Lexical(i) || Chosen(i).kind != MeaningKind::kValue) continue;
    PreferColumnBeside(i);
    // "lifted" of lifted_at is that moment's own word, before a value of which it is another word.
    const std::string& stem = words_[tags_[i].first].stem;
    const bool own_word = std::any_of(Chosen(i).values.begin(), Chosen(i).values.end(), [&](const std::string& value) {
      const std::vector<std::string> parts = SplitName(value);
      return std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return Stem(part) == stem; });
    });
    if (!own_word && Chosen(i).weight < 0.9 && tags_[i].first == tags_[i].last && !time_.empty() && time_.source == 0 && Participle(words_[tags_[i].first].text)) {
      const std::vector<std::string>& stems = scope_.Facts(time_).stems;
      for (size_t m = 0; m < tags_[i].meanings.size() && std::find(stems.begin(), stems.end(), stem) != stems.end(); ++m) {
        const Meaning& meaning = tags_[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && Ref(meaning) == time_) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    const size_t before = Previous(i);
    if (NamesWhatHappens(i, Chosen(i)) && !Means(Next(i), MeaningKind::kTable)) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        const Meaning& meaning = tags_[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && Ref(meaning) == time_) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    const bool averaged = (Is(before, TagKind::kAggregate) && tags_[before].aggregate != MeasureKind::kSum) ||
                          (Is(before, TagKind::kExtreme) && tags_[before].extreme == ExtremeOf::kDimension);
    const bool distinct = Is(before, TagKind::kDistinct);
    // "tickets resolved yesterday", "were resolved yesterday" look at the time; "resolved tickets" at the state.
    const bool after_noun = before < tags_.size() && !BreakBetween(before, i) &&
                            (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity) || Is(before, TagKind::kRows)) &&
                            (Is(Next(i), TagKind::kTime) || Is(Next(i), TagKind::kShift) || Is(Next(i), TagKind::kGrain) || (Is(Next(i), TagKind::kPer) && Is(Next(Next(i)), TagKind::kGrain)));
    if (after_noun) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        if (tags_[i].meanings[m].kind == MeaningKind::kMoment && tags_[i].meanings[m].source == 0 && tags_[i].meanings[m].weight >= 0.9) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "shippers booked bulk cargo", "are the most shipments booked": what happened, not the state it is in; "booked shipments" are in it.
    // "returned a van": did it, where "returned vans" are in it.
    const bool beside_row = Means(Next(i), MeaningKind::kTable) && !BreakBetween(i, Next(i)) && !(tags_[i].last + 1 < words_.size() && IsOneOf(words_[tags_[i].last + 1].text, {"a", "an"}));
    const bool subject = before < tags_.size() && !BreakBetween(before, i) && (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity)) && !beside_row &&
                         (Lexical(Next(i)) || Has(TagKind::kMost));
    const bool anything = tags_[i].last + 1 < words_.size() && IsOneOf(words_[tags_[i].last + 1].text, {"anything", "something"});
    // "coming back per day", "customers returned a van yesterday": with a time or a step, a verb is when it happened, where the row has a time for it.
    const bool dated = (Has(TagKind::kTime) || Has(TagKind::kGrain)) && before < tags_.size() && !BreakBetween(before, i) && (Means(before, MeaningKind::kTable) || Means(before, MeaningKind::kEntity)) && !beside_row && !Has(TagKind::kRatio);
    for (size_t m = 0; m < tags_[i].meanings.size() && dated; ++m) {
      const Meaning& meaning = tags_[i].meanings[m];
      if (meaning.kind == MeaningKind::kMoment && meaning.values.empty() && meaning.source == 0 && meaning.weight >= 0.9) choices_[i] = m;
    }
    if (Chosen(i).kind == MeaningKind::kMoment) continue;
    if (subject || anything) {
      for (size_t m = 0; m < tags_[i].meanings.size(); ++m) {
        const Meaning& meaning = tags_[i].meanings[m];
        if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.weight >= 0.9 && Ref(meaning) == time_) choices_[i] = m;
      }
      if (Chosen(i).kind == MeaningKind::kMoment) continue;
    }
    // "did we open", "do they close": what somebody does, and no state.
    const bool done = DoneBySomebody(i);
    for (size_t m = 0; m < tags_[i].meanings.size() && done; ++m) {
      const Meaning& meaning = tags_[i].meanings[m];
      if (meaning.kind == MeaningKind::kMoment && meaning.source == 0 && meaning.values.empty() && meaning.weight >= 0.9) choices_[i] = m;
    }
    if (Chosen(i).kind == MeaningKind::kMoment) continue;
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

// Whether the column's comment has the word as a thing that is known: "firmware of the sensor".
bool Composer::SaysOfTheThing(const ColumnRef& column, const Word& word) const {
  const std::vector<Word> comment = Normalise(scope_.Profile(column).comment);
  for (size_t i = 1; i < comment.size(); ++i) {
    if (comment[i].stem == word.stem && comment[i - 1].text == "the") return true;
  }
  return false;
}

// Whether the comment begins with the word: "customer who called", "the card that paid".
bool Composer::HeadsComment(const ColumnRef& column, const Word& word) const {
  const std::vector<Word> comment = Normalise(scope_.Profile(column).comment);
  for (size_t i = 0; i < comment.size() && i < 5; ++i) {
    if (comment[i].stem == word.stem) return true;
    if (IsOneOf(comment[i].text, {"who", "that", "which", "of", "for", "from", "with", "owns", "by", "when", "why", "where", "how", "whether"})) return false;
  }
  return false;
}

// "account tier", "trip distance", "order status"
void Composer::FindModifiers() {
  // "which contracts were signed" of a comment that says what is signed: the rows.
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Lexical(i) || Chosen(i).source != 0 || Chosen(i).kind != MeaningKind::kColumn || Chosen(i).weight > kCommentNoun || !FactsOf(Chosen(i)).time) continue;
    const size_t verb = Next(i);
    if (!Means(verb, MeaningKind::kMoment) || Ref(Chosen(verb)) != Ref(Chosen(i)) || BreakBetween(i, verb) || !SaysOfTheThing(Ref(Chosen(i)), words_[tags_[i].first])) continue;
    size_t at = 0;
    const Context context = ContextOf(i, &at);
    if (context != Context::kWhich && context != Context::kCount && context != Context::kList) continue;
    if (context == Context::kWhich) form_.shape = Shape::kRows;
    if (context == Context::kCount) counted_ = true;
    composed_.said_table = true;
    Use(at);
    Use(i);
  }
  // "the acidity of our nutrient solution" of a comment that says so: what it is of, and no other number.
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Means(i, MeaningKind::kColumn) || !FactsOf(Chosen(i)).measure || Chosen(i).weight < 0.7 || tags_[i].last + 1 >= words_.size() || words_[tags_[i].last + 1].text != "of") continue;
    const std::vector<Word> comment = Normalise(scope_.Profile(Ref(Chosen(i))).comment);
    for (size_t j = Next(i); j < tags_.size() && !BreakBetween(i, j) && Means(j, MeaningKind::kColumn) && Chosen(j).weight <= kCommentNoun; j = Next(j)) {
      if (std::none_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == words_[tags_[j].last].stem; })) break;
      modifier_[j] = true;
      used_[j] = true;
    }
  }
  // "region of the pickup depot", "the pickup depot's region": the way to the column, and nothing else.
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    const size_t next = Next(i);
    if (next >= tags_.size() || !Lexical(i) || !Lexical(next) || BreakBetween(i, next)) continue;
    const bool of = tags_[i].last + 1 < words_.size() && words_[tags_[i].last + 1].text == "of";
    const size_t way = of ? next : i;
    if (!LeadsTo(way, of ? i : next) || (!of && (next != i + 1 || Plural(words_[tags_[i].last].text)))) continue;
    modifier_[way] = true;
    used_[way] = true;
  }
  // "branch by branch": by branch.
  for (size_t i = 0; i + 2 < tags_.size(); ++i) {
    if (!Lexical(i) || !Is(i + 1, TagKind::kBy) || Text(i + 1) != "by" || Words(i) != Words(i + 2) || Plural(words_[tags_[i].last].text)) continue;
    modifier_[i] = true;
    used_[i] = true;
  }
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Lexical(i) || !Lexical(i + 1) || used_[i] || used_[i + 1] || BreakBetween(i, i + 1)) continue;
    const Meaning& first = Chosen(i);
    const Meaning& second = Chosen(i + 1);
    // "departure delay": the comment of the delay says of what it is.
    const bool another_form = first.kind == MeaningKind::kValue && std::find(first.values.begin(), first.values.end(), Words(i)) == first.values.end() && tags_[i].first == tags_[i].last;
    if ((((first.kind == MeaningKind::kColumn || first.kind == MeaningKind::kMoment) && first.weight < 0.95) || another_form) && second.kind == MeaningKind::kColumn && FactsOf(second).measure &&
        second.weight >= 0.5) {
      const std::vector<Word> comment = Normalise(scope_.Profile(Ref(second)).comment);
      const std::string& stem = words_[tags_[i].last].stem;
      if (std::any_of(comment.begin(), comment.end(), [&](const Word& word) { return word.stem == stem; })) {
        modifier_[i] = true;
        used_[i] = true;
        continue;
      }
    }
    // "part lines", "invoice rows": the rows, where a column only numbers them.
    if (first.kind == MeaningKind::kTable && second.kind != MeaningKind::kTable && second.kind != MeaningKind::kValue && Words(i).back() != 's' && tags_[i + 1].first == tags_[i + 1].last &&
        IsOneOf(words_[tags_[i + 1].first].text, {"lines", "rows", "records", "entries"})) {
      modifier_[i + 1] = true;
      used_[i + 1] = true;
      continue;
    }
    // "sensor readings", "car make" of a comment that tells of "the sensor", "the car": whose they are, and not which of them.
    const bool rows = second.kind == MeaningKind::kTable || (second.kind == MeaningKind::kEntity && second.source == 0 && FactsOf(second).row_id);
    const bool named = second.kind == MeaningKind::kColumn && second.weight >= 0.7;
    if (first.kind == MeaningKind::kColumn && first.weight <= kCommentNoun && (rows || named) && tags_[i].first == tags_[i].last && SaysOfTheThing(Ref(first), words_[tags_[i].first])) {
      modifier_[i] = true;
      used_[i] = true;
      composed_.certainty *= 0.95;
      continue;
    }
    // "seating area", where another table's comment speaks of seats: the column that is called so.
    if (first.kind == MeaningKind::kColumn && first.source > 0 && first.weight <= kCommentNoun && named && second.source == 0 && tags_[i].first == tags_[i].last && !Plural(words_[tags_[i].first].text)) {
      modifier_[i] = true;
      used_[i] = true;
      composed_.certainty *= 0.95;
      continue;
    }
    // "gate reader", where both are columns: the reader, of a gate.
    const bool both = first.kind == MeaningKind::kColumn && second.kind == MeaningKind::kColumn && first.source == second.source && Ref(first) != Ref(second) && first.weight >= 0.95 && second.weight >= 0.95;
    const auto names = [&](const Meaning& meaning) { return FactsOf(meaning).category && scope_.Profile(Ref(meaning)).column_class == catalog::ColumnClass::kText; };
    if (both && names(first) && names(second) && tags_[i].first == tags_[i].last && !Plural(words_[tags_[i].first].text)) {
      modifier_[i] = true;
      used_[i] = true;
      composed_.certainty *= 0.95;
      continue;
    }
    if (first.kind != MeaningKind::kEntity && first.kind != MeaningKind::kTable) continue;
    if (second.kind != MeaningKind::kColumn || Words(i).back() == 's') continue;
    modifier_[i] = true;
    if (first.kind == MeaningKind::kTable) composed_.said_table = true;
    Use(i);
  }
}

// Whether the question names rows and conditions on them, and nothing that would be counted or measured.
bool Composer::RowsAsked() const {
  for (const Tag& tag : tags_) {
    const bool other = tag.kind == TagKind::kCount || tag.kind == TagKind::kAggregate || tag.kind == TagKind::kBy || tag.kind == TagKind::kPer || tag.kind == TagKind::kRatio || tag.kind == TagKind::kMoney ||
                       tag.kind == TagKind::kMost || tag.kind == TagKind::kTop || tag.kind == TagKind::kExtreme || tag.kind == TagKind::kAnd || tag.kind == TagKind::kVersus || tag.kind == TagKind::kHowLong ||
                       tag.kind == TagKind::kGrain || tag.kind == TagKind::kTrend || tag.kind == TagKind::kDistinct || tag.kind == TagKind::kAnomaly;
    if (other) return false;
  }
  if (placed_.empty() || form_.compared.has_value() || form_.HasBucket() || form_.shape == Shape::kNested) return false;
  // The first noun is that of the rows.
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kFiller) || Is(i, TagKind::kList) || Is(i, TagKind::kWhich) || Is(i, TagKind::kNumber) || Is(i, TagKind::kHaving) || Means(i, MeaningKind::kValue) || modifier_[i]) continue;
    const bool rows = Means(i, MeaningKind::kTable) || (Means(i, MeaningKind::kEntity) && Chosen(i).source == 0 && FactsOf(Chosen(i)).row_id);
    return rows && (listed_ || Has(TagKind::kWhich) || Plural(words_[tags_[i].last].text));
  }
  return false;
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
        // "per month and state"
        if (before < tags_.size() && (Is(before, TagKind::kGrain) || Is(before, TagKind::kHourOfDay) || Is(before, TagKind::kDayOfWeek))) {
          *at = before;
          return IsOneOf(Text(before), {"by", "per", "each", "every", "for"}) ? Context::kBy : Context::kNone;
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
