#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/schema/value_meanings.h"

namespace aurora::query::language {
namespace {

std::string_view SaidAs(Comparison comparison) {
  switch (comparison) {
    case Comparison::kIsNot: return "is not";
    case Comparison::kGreater: return "is more than";
    case Comparison::kGreaterOrEqual: return "is at least";
    case Comparison::kLess: return "is less than";
    case Comparison::kLessOrEqual: return "is at most";
    default: return "is";
  }
}

using knowledge::Dimension;

// More different values than this are measured, and no sizes that something comes in.
constexpr uint64_t kSizesMax = 60;

// "terminal 1" of T1 and T2: the one value with that number; as it is where none or several have it.
std::string NumberedValue(const catalog::ColumnProfile& column, const std::string& number) {
  const auto digits = [](const std::string& text) {
    std::string found;
    for (char c : text) {
      if (c >= '0' && c <= '9' && !(c == '0' && found.empty())) found += c;
    }
    return found;
  };
  std::string one;
  for (const catalog::ValueCount& value : column.values) {
    if (value.value == number) return number;
    if (digits(value.value).empty() || digits(value.value) != digits(number)) continue;
    if (!one.empty()) return number;
    one = value.value;
  }
  return one.empty() || number.find_first_not_of("0123456789") != std::string::npos ? number : one;
}

bool OrBetween(const Draft& d, size_t one, size_t other) {
  for (size_t t = std::min(one, other) + 1; t < std::max(one, other); ++t) {
    // "heavier than 9 kg that got one or two stars": of the numbers of one condition.
    const bool of_numbers = d.Is(t + 1, TagKind::kNumber) && (d.Is(t - 1, TagKind::kNumber) || d.Text(t - 1) == "one");
    if (d.Is(t, TagKind::kOr) && !of_numbers) return true;
  }
  return false;
}

}  // namespace

namespace {

// "one or two stars", "1, 2 or 3 stars": the numbers before the last one.
void JoinNumbersBefore(Draft& d, size_t number, std::vector<std::string>& values) {
  size_t at = number;
  while (true) {
    const size_t join = d.Previous(at);
    const bool comma = at > 0 && d.Is(at - 1, TagKind::kNumber) && d.BreakBetween(at - 1, at) && values.size() > 1;
    if (!comma && (!(d.Is(join, TagKind::kOr) || d.Is(join, TagKind::kAnd)) || join == 0)) return;
    const size_t other = comma ? at - 1 : join - 1;
    const bool one = d.Is(other, TagKind::kFiller) && d.Text(other) == "one";
    if (!one && (!d.Is(other, TagKind::kNumber) || d.used[other] || d.tags[other].money || !d.tags[other].unit.empty())) return;
    values.insert(values.begin(), one ? "1" : Number(d.tags[other].number));
    d.used[other] = true;
    if (!comma) d.used[join] = true;
    at = other;
  }
}

}  // namespace

// belt 7; version 8; surge of 2; 5 stars; parcel PX0030
void ReadColumnNumbers(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const Meaning& meaning = d.Chosen(i);
    if (!OfColumn(meaning)) continue;
    const ColumnFacts& facts = d.FactsOf(meaning);
    Condition condition;
    condition.operand = {d.Ref(meaning), {}, 1};
    const catalog::ColumnProfile& profile = d.scope.Profile(condition.operand.column);
    size_t next = i + 1;
    while (next < d.tags.size() && d.Is(next, TagKind::kFiller) &&
           (d.Text(next) == "of" || d.Text(next) == "number" || d.Text(next) == "is" || d.Text(next) == "was" || d.Text(next) == "are" || d.Text(next) == "named" || d.Text(next) == "called")) {
      ++next;
    }
    if (next < d.tags.size() && d.BreakBetween(i, next)) next = d.tags.size();
    const size_t before = d.Previous(i);
    if (d.Is(before, TagKind::kFactor) && facts.measure && !d.BreakBetween(before, i)) {
      condition.values = {Number(d.tags[before].number)};
      d.used[before] = true;
    } else if (d.Is(before, TagKind::kNumber) && !d.used[before] && !d.BreakBetween(before, i) && d.words[d.tags[before].first].text.size() == 4 && d.tags[before].number >= 1800 && d.tags[before].number < 2200 &&
               profile.column_class == catalog::ColumnClass::kNumber && facts.dimension == Dimension::kNone && facts.unit.empty() && d.words[d.tags[i].last].text.back() != 's') {
      // "the 2021 vintage"
      condition.values = {Number(d.tags[before].number)};
      d.used[before] = true;
    } else if (d.Is(before, TagKind::kNumber) && !d.used[before] && profile.column_class == catalog::ColumnClass::kNumber && d.Is(d.Previous(before), TagKind::kHaving) && !d.used[d.Previous(before)] &&
               !d.BreakBetween(d.Previous(before), i) && !facts.id && d.tags[before].unit.empty() && !d.tags[before].money && (facts.dimension == Dimension::kQuantity || facts.dimension == Dimension::kNone)) {
      // "rooms with 4 beds"
      condition.values = {Number(d.tags[before].number)};
      d.used[before] = true;
      d.used[d.Previous(before)] = true;
    } else if (d.Is(before, TagKind::kNumber) && !d.used[before] && facts.dimension == Dimension::kRating && !d.BreakBetween(before, i)) {
      condition.values = {Number(d.tags[before].number)};
      d.used[before] = true;
      JoinNumbersBefore(d, before, condition.values);
    } else if (d.Is(next, TagKind::kNumber) && !d.used[next] && !d.tags[next].money &&
               (facts.category || (facts.measure && next > i + 1 && !d.Is(d.Next(next), TagKind::kUnit)) || facts.dimension == Dimension::kNone || facts.dimension == Dimension::kRating)) {
      size_t at = next;
      while (d.Is(at, TagKind::kNumber) && !d.used[at] && !d.Is(d.Next(at), TagKind::kUnit)) {
        condition.values.push_back(profile.column_class == catalog::ColumnClass::kText ? d.words[d.tags[at].first].original : Number(d.tags[at].number));
        d.used[at] = true;
        const size_t join = d.Next(at);
        if ((d.Is(join, TagKind::kAnd) || d.Is(join, TagKind::kOr)) && d.Is(d.Next(join), TagKind::kNumber)) {
          at = d.Next(join);
        } else {
          break;
        }
      }
      // "level 10 or higher"
      const size_t beyond = d.Next(at);
      if (condition.values.size() == 1 && profile.column_class == catalog::ColumnClass::kNumber && d.Is(beyond, TagKind::kCompare) && !d.used[beyond] && !d.BreakBetween(at, beyond) &&
          IsOneOf(d.Text(beyond), {"or", "and"}) && !d.Is(d.Next(beyond), TagKind::kNumber)) {
        condition.comparison = d.tags[beyond].comparison;
        d.used[beyond] = true;
      }
    } else if (d.Is(next, TagKind::kUnknown) && facts.category && profile.column_class == catalog::ColumnClass::kText) {
      const std::string& original = d.words[d.tags[next].first].original;
      if (original.find_first_of("0123456789") == std::string::npos) continue;
      condition.values = {original};
      d.used[next] = true;
    }
    if (condition.values.empty()) continue;
    // "2 stars or less"
    const size_t behind = d.Next(i);
    const bool counted = before < i && d.used[before] && d.Is(before, TagKind::kNumber) && condition.values.size() == 1 && condition.comparison == Comparison::kIs;
    if (counted && profile.column_class == catalog::ColumnClass::kNumber && d.Is(behind, TagKind::kCompare) && !d.used[behind] && !d.BreakBetween(i, behind) && IsOneOf(d.Text(behind), {"or", "and"}) && !d.Is(d.Next(behind), TagKind::kNumber)) {
      condition.comparison = d.tags[behind].comparison;
      d.used[behind] = true;
    }
    if (profile.column_class == catalog::ColumnClass::kText) {
      for (std::string& value : condition.values) value = NumberedValue(profile, value);
    }
    condition.words = d.Words(std::min(i, before < i && d.used[before] && d.Is(before, TagKind::kNumber) ? before : i), i);
    if (condition.comparison == Comparison::kIs && Negated(d, i)) condition.comparison = Comparison::kIsNot;
    d.Place(condition, i);
    d.Use(i);
  }
}

// "bins that hold 1,100 litres", "the 240 litre bins": of a column with few sizes.
void ReadSizes(Draft& d) {
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kNumber) || d.used[i] || d.tags[i].money || !d.tags[i].unit.empty() || !d.Is(i + 1, TagKind::kUnit) || d.used[i + 1] || d.BreakBetween(i, i + 1)) continue;
    const size_t before = d.Previous(i);
    if (d.Is(before, TagKind::kCompare) || d.Is(before, TagKind::kTop) || d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kExtreme) || d.Is(before, TagKind::kFactor) || d.Is(before, TagKind::kNumber) ||
        d.Is(before, TagKind::kPer) || d.Is(d.Next(i + 1), TagKind::kCompare)) {
      continue;
    }
    const auto unit = knowledge::FindUnit(d.tags[i + 1].unit);
    if (!unit.has_value() || unit->factor <= 0 || unit->dimension == Dimension::kMoney || unit->dimension == Dimension::kDuration || unit->dimension == Dimension::kAge || unit->dimension == Dimension::kShare) continue;
    const std::optional<Operand> operand = OperandOf(d, unit->dimension, i);
    if (!operand.has_value() || operand->IsSpan()) continue;
    const catalog::ColumnProfile& profile = d.scope.Profile(operand->column);
    if (profile.distinct == 0 || profile.distinct > kSizesMax) continue;
    Condition condition;
    condition.operand = *operand;
    condition.values = {Number(d.tags[i].number * UnitFactor(d, *operand, d.tags[i + 1].unit, false))};
    condition.words = d.Words(i, i + 1);
    if (Negated(d, i)) condition.comparison = Comparison::kIsNot;
    d.Place(condition, i);
    d.used[i] = d.used[i + 1] = true;
  }
}

// scanners whose names begin with H-
void ReadTextConditions(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    Comparison comparison = Comparison::kStartsWith;
    if (d.Is(i, TagKind::kEndsWith)) comparison = Comparison::kEndsWith;
    if (d.Is(i, TagKind::kContains)) comparison = Comparison::kContains;
    if ((!d.Is(i, TagKind::kStartsWith) && comparison == Comparison::kStartsWith) || d.used[i]) continue;
    const size_t next = i + 1;
    if (next >= d.tags.size()) continue;
    // "loans that end in a return": as ReadPresent has it.
    if (comparison == Comparison::kEndsWith && d.Means(d.Next(i), MeaningKind::kMoment)) continue;
    // "bookings that end in a no-show": only a verb.
    if (d.Means(next, MeaningKind::kValue) || d.Means(d.Next(i), MeaningKind::kValue)) {
      d.used[i] = true;
      continue;
    }
    size_t noun = d.tags.size();
    for (size_t j = i; j-- > 0;) {
      if (!d.Lexical(j) || d.used[j]) continue;
      for (const Meaning& meaning : d.tags[j].meanings) {
        const bool column = OfColumn(meaning);
        if (column && d.scope.source(meaning.source).profile().columns[meaning.column].column_class == catalog::ColumnClass::kText) {
          noun = j;
          Condition condition;
          condition.operand = {d.Ref(meaning), {}, 1};
          condition.comparison = comparison;
          condition.values = {d.Words(next)};
          condition.words = d.Words(noun, next);
          d.Place(condition, i);
          break;
        }
      }
      if (noun < d.tags.size()) break;
    }
    if (noun == d.tags.size()) continue;
    d.Use(noun);
    d.least = 1;
    d.used[i] = true;
    d.used[next] = true;
  }
}

// outside the driver's home city: the row's city is another
void ReadSameColumns(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    const bool different = d.Is(i, TagKind::kNegation);
    const bool same = d.Is(i, TagKind::kFiller) && d.Text(i) == "same";
    // "(no reader id)": missing, not another one.
    if ((!different && !same) || (different && (d.used[i] || d.Text(i) == "no"))) continue;
    for (size_t j = i + 1; j < d.tags.size() && j < i + 6; ++j) {
      if (d.Is(j, TagKind::kFiller)) continue;
      if (!d.Lexical(j)) break;
      const Meaning& meaning = d.Chosen(j);
      if (meaning.kind == MeaningKind::kEntity) continue;
      if (meaning.kind != MeaningKind::kColumn || !d.FactsOf(meaning).category || d.FactsOf(meaning).stems.empty()) break;
      // Its counterpart: the same kind of thing, of the row or of the other table.
      std::optional<ColumnRef> other;
      for (size_t s = 0; s < d.scope.size() && !other.has_value(); ++s) {
        for (size_t c = 0; c < d.scope.source(s).size(); ++c) {
          const ColumnFacts& facts = d.scope.source(s).column(c);
          if ((s == meaning.source && c == meaning.column) || facts.stems.empty() || facts.stems.back() != d.FactsOf(meaning).stems.back()) continue;
          if (s == meaning.source && meaning.source != 0) continue;
          other = d.scope.Ref(s, c);
          break;
        }
      }
      if (!other.has_value()) break;
      if (same && meaning.source == 0) break;
      Condition condition;
      condition.operand = {*other, {}, 1};
      condition.comparison = different ? Comparison::kNotSameAs : Comparison::kSameAs;
      condition.other = d.Ref(meaning);
      condition.words = d.Words(i, j);
      d.Place(condition, i);
      d.Use(i);
      for (size_t k = 0; k < d.tags.size(); ++k) {
        // "at a site other than the home site of the doctor": both, and whose they are.
        const bool own = d.Lexical(k) && (d.Chosen(k).kind == MeaningKind::kColumn && (d.Ref(d.Chosen(k)) == *other || d.Ref(d.Chosen(k)) == condition.other));
        const bool whose = d.Lexical(k) && k > j && k < j + 4 && d.Chosen(k).kind == MeaningKind::kEntity;
        if ((k > i && k <= j && d.Lexical(k)) || own || whose) d.Use(k);
      }
      break;
    }
  }
}

// Of values that comments explain by who did it, "cancelled by the guest" and "cancelled by the house": that of the subject in "how often did
// guests cancel", "which house cancelled"; none where the question names nobody, or several.
std::vector<std::string> DoneBySubject(const Draft& d, size_t tag, const Meaning& meaning) {
  const catalog::ColumnProfile& profile = d.scope.Profile(d.Ref(meaning));
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
  std::vector<std::string> done;
  for (const ValueMeaning& said : ReadValueMeanings(profile.comment, values, /*numbers=*/false)) {
    if (said.others || std::find(meaning.values.begin(), meaning.values.end(), said.value) == meaning.values.end()) continue;
    for (const std::string& phrase : said.phrases) {
      const std::vector<Word> words = Normalise(phrase);
      for (size_t by = 1; by + 2 < words.size(); ++by) {
        if (words[by].text != "by" || !IsOneOf(words[by + 1].text, {"the", "a", "an", "our"})) continue;
        for (size_t i = tag; i-- > 0 && !d.BreakBetween(i, i + 1);) {
          if (d.Is(i, TagKind::kPer) || d.Is(i, TagKind::kBy)) break;
          if (d.words[d.tags[i].last].stem != words[by + 2].stem || d.Is(d.Previous(i), TagKind::kPer)) continue;
          if (std::find(done.begin(), done.end(), said.value) == done.end()) done.push_back(said.value);
        }
      }
    }
  }
  return done;
}

// "cancelled" among rider_cancelled and driver_cancelled, in "how many cancelled trips by drivers": the one whose other
// word is there.
void NarrowValues(Draft& d, size_t tag, Meaning& meaning) {
  if (meaning.values.size() < 2) return;
  std::vector<std::string> kept;
  std::vector<size_t> helpers;
  size_t helper = d.tags.size();
  for (const std::string& value : meaning.values) {
    const std::vector<std::string> parts = SplitName(value);
    if (parts.size() < 2) continue;
    size_t found = 0;
    size_t at = d.tags.size();
    for (const std::string& part : parts) {
      // What all of them are called is said by the tag, in whichever word: "called off".
      if (std::all_of(meaning.values.begin(), meaning.values.end(), [&](const std::string& one) {
            const std::vector<std::string> names = SplitName(one);
            return std::find(names.begin(), names.end(), part) != names.end();
          })) {
        ++found;
        continue;
      }
      for (size_t i = 0; i < d.tags.size(); ++i) {
        bool has = false;
        for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) has = has || d.words[w].stem == Stem(part);
        if (!has) continue;
        ++found;
        if (i != tag) at = i;
        break;
      }
    }
    // "per learner": of each, whoever did it.
    if (at < d.tags.size() && d.Is(d.Previous(at), TagKind::kPer)) continue;
    // In another word than the values', only of somebody beside it: "the tutor called off", but "how many learners called off".
    const bool beside = at < d.tags.size() && ((d.tags[at].last + 1 == d.tags[tag].first && !Plural(d.words[d.tags[at].last].text)) || (at > tag && d.Is(d.Previous(at), TagKind::kBy)));
    const bool said = std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return d.words[d.tags[tag].first].stem == Stem(part); });
    if (found == parts.size() && at < d.tags.size() && (said || beside)) {
      kept.push_back(value);
      helper = at;
      helpers.push_back(at);
    }
  }
  // "by the rider or the driver": both of them, by name.
  if (kept.size() > 1) {
    for (size_t one : helpers) {
      if (d.Is(one, TagKind::kBy)) continue;
      d.used[one] = true;
      if (const size_t by = d.Previous(one); d.Is(by, TagKind::kBy) && by > tag) d.used[by] = true;
    }
    meaning.values = kept;
    return;
  }
  if (kept.empty()) kept = DoneBySubject(d, tag, meaning);
  if (kept.size() != 1) return;
  meaning.values = kept;
  if (helper < d.tags.size() && !d.Is(helper, TagKind::kBy)) {
    d.used[helper] = true;
    // "cancelled by the driver"
    const size_t before = d.Previous(helper);
    if (d.Is(before, TagKind::kBy) && before > tag) d.used[before] = true;
  }
}

void ReadValues(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i]) continue;
    Meaning meaning = d.Chosen(i);
    // "median wait from upload to review" of a state "waiting": how long it was, as was read.
    if (IsSpanWord(d.Words(i)) && d.Is(d.Previous(i), TagKind::kAggregate) && std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.operand.IsSpan(); })) {
      d.used[i] = true;
      continue;
    }
    // "rented out": of the verb, and not the state "out".
    if (IsOneOf(d.Words(i), {"out", "off", "up"}) && d.tags[i].first > 0 && !d.words[d.tags[i].first - 1].break_after &&
        IsOneOf(d.words[d.tags[i].first - 1].stem, {"rent", "hir", "lend", "hand", "giv", "send", "loan", "sell", "carr", "pay", "ship", "deliver", "rol", "cal", "pull"})) {
      d.used[i] = true;
      continue;
    }
    // "how many tickets did Bremen open since": what was done, and no state.
    if (IsOneOf(d.Words(i), {"open", "close"}) && (d.Next(i) == d.tags.size() || d.Is(d.Next(i), TagKind::kTime)) && d.Lexical(d.Previous(i)) && !d.Means(d.Previous(i), MeaningKind::kTable) && d.tags[d.Previous(i)].first > 0 &&
        IsOneOf(d.words[d.tags[d.Previous(i)].first - 1].text, {"did", "does", "do", "the"}) && std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[i].first), [](const Word& word) { return IsOneOf(word.text, {"did", "does", "do"}); })) {
      d.used[i] = true;
      continue;
    }
    NarrowValues(d, i, meaning);
    Condition condition;
    condition.operand = {d.Ref(meaning), {}, 1};
    condition.values = meaning.values;
    condition.comparison = meaning.comparison;
    condition.words = d.Words(i);
    if (Negated(d, i)) condition.comparison = Opposite(condition.comparison);
    // Not true is false, so that both can be compared.
    if (condition.comparison == Comparison::kIsNot && d.FactsOf(meaning).flag && !d.scope.Profile(condition.operand.column).nullable && condition.values.size() == 1) {
      const std::string& value = condition.values[0];
      condition.values = {value == "true" ? "false" : value == "false" ? "true" : value == "1" ? "0" : "1"};
      condition.comparison = Comparison::kIs;
    }
    // "paid by card": with what, not a group.
    if (const size_t by = d.Previous(i); d.Is(by, TagKind::kBy) && !d.used[by] && (d.Text(by) == "by")) {
      const size_t after = d.Next(i);
      const bool group = d.Lexical(after) && !d.BreakBetween(i, after) && d.Chosen(after).kind != MeaningKind::kValue && d.Chosen(after).kind != MeaningKind::kTable && d.Chosen(after).kind != MeaningKind::kMoment;
      const bool rate = d.Is(after, TagKind::kRatio);
      if (!group && !rate) d.Use(by);
    }
    const bool elements = d.scope.Profile(condition.operand.column).array;
    std::string reading = elements ? (condition.comparison == Comparison::kIsNot ? " has no " : " has ") : base::StrCat(" ", SaidAs(condition.comparison), " ");
    for (size_t v = 0; v < condition.values.size() && v < 6; ++v) base::StrAppend(&reading, v == 0 ? "" : " or ", condition.values[v]);
    const std::string place = meaning.values.size() == 1 && meaning.values[0].size() == 2
                                  ? (knowledge::StateName(meaning.values[0]).empty() ? knowledge::CountryName(meaning.values[0]) : knowledge::StateName(meaning.values[0]))
                                  : "";
    if (!place.empty() && d.Words(i) != meaning.values[0]) base::StrAppend(&reading, " (", d.Words(i), ")");
    d.NoteThat("filter_" + condition.operand.column.name, d.Words(i), base::StrCat(condition.operand.column.name, reading));
    const ColumnRef column = condition.operand.column;
    d.Place(std::move(condition), i);
    d.Use(i);
    // "city Leeds", "the premium plan": the column's own name beside its value.
    const size_t before_by = d.Is(d.Previous(i), TagKind::kBy) && d.used[d.Previous(i)] ? d.Previous(d.Previous(i)) : d.Previous(i);
    for (size_t beside : {before_by, d.Next(i)}) {
      if (!d.Lexical(beside) || d.used[beside] || d.BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& other = d.Chosen(beside);
      const bool own = OfColumn(other) && d.Ref(other) == column;
      size_t at = 0;
      const Context context = own ? ContextOf(d, beside, &at) : Context::kNone;
      const bool asked = context == Context::kBy || context == Context::kPer || ((context == Context::kTop || context == Context::kMost || context == Context::kWhich || context == Context::kCount || context == Context::kDistinct) && beside > i);
      if (own && !asked) d.Use(beside);
      // "the most A grades", "how many A grades": rows of that value, not different grades.
      if (own && asked && beside == i + 1 && !d.used[beside] && (context == Context::kMost || context == Context::kCount)) {
        d.Use(beside);
        d.counted = true;
        if (context == Context::kMost) {
          d.ranked = true;
          d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        }
        d.Use(at);
      }
    }
  }
}

std::vector<Condition> Combine(const Draft& d, const std::vector<Placed>& placed) {
  std::vector<Condition> conditions;
  std::vector<size_t> tags;
  for (const Placed& one : placed) {
    const Condition& condition = one.condition;
    bool merged = false;
    for (size_t c = 0; c < conditions.size() && !merged; ++c) {
      Condition& known = conditions[c];
      const bool either = known.comparison == Comparison::kIs || known.comparison == Comparison::kIsNot;
      // "with wax and polish": a row has both of its elements; "with wax or polish" either.
      const bool both = condition.comparison == Comparison::kIs && !condition.operand.IsSpan() && d.scope.Profile(condition.operand.column).array &&
                        !OrBetween(d, tags[c], one.tag);
      if (either && !both && known.comparison == condition.comparison && known.operand == condition.operand && known.part == condition.part && !known.defined.has_value() && !condition.defined.has_value()) {
        // "spins began" of spin_open and spin_done: the one of them that began.
        const auto within = [](const Condition& few, const Condition& many) {
          return few.values.size() < many.values.size() && std::all_of(few.values.begin(), few.values.end(), [&](const std::string& value) { return std::find(many.values.begin(), many.values.end(), value) != many.values.end(); });
        };
        const bool beside = known.comparison == Comparison::kIs && d.Next(tags[c]) == one.tag && !d.BreakBetween(tags[c], one.tag);
        if (beside && within(condition, known)) {
          known.values = condition.values;
        } else if (!beside || !within(known, condition)) {
          for (const std::string& value : condition.values) {
            if (std::find(known.values.begin(), known.values.end(), value) == known.values.end()) known.values.push_back(value);
          }
        }
        base::StrAppend(&known.words, ", ", condition.words);
        tags[c] = one.tag;
        merged = true;
        continue;
      }
      // "in Leeds or by van": either of two columns.
      bool other_between = false;
      for (size_t t = std::min(tags[c], one.tag) + 1; t < std::max(tags[c], one.tag); ++t) {
        other_between = other_between || (d.Lexical(t) && d.Chosen(t).kind == MeaningKind::kValue);
      }
      if (OrBetween(d, tags[c], one.tag) && !other_between && !condition.relative_to.has_value() && !known.relative_to.has_value()) {
        known.any.push_back(condition);
        merged = true;
      }
    }
    if (merged) continue;
    conditions.push_back(condition);
    tags.push_back(one.tag);
  }
  return conditions;
}

}  // namespace aurora::query::language
