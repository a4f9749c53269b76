#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

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

}  // namespace

// belt 7; version 8; surge of 2; 5 stars; parcel PX0030
void Composer::ReadColumnNumbers() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if (meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) continue;
    const ColumnFacts& facts = FactsOf(meaning);
    Condition condition;
    condition.operand = {Ref(meaning), {}, 1};
    const catalog::ColumnProfile& profile = scope_.Profile(condition.operand.column);
    size_t next = i + 1;
    while (next < tags_.size() && Is(next, TagKind::kFiller) &&
           (Text(next) == "of" || Text(next) == "number" || Text(next) == "is" || Text(next) == "was" || Text(next) == "are" || Text(next) == "named" || Text(next) == "called")) {
      ++next;
    }
    if (next < tags_.size() && BreakBetween(i, next)) next = tags_.size();
    const size_t before = Previous(i);
    if (Is(before, TagKind::kFactor) && facts.measure && !BreakBetween(before, i)) {
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
    } else if (Is(before, TagKind::kNumber) && !used_[before] && !BreakBetween(before, i) && words_[tags_[before].first].text.size() == 4 && tags_[before].number >= 1800 && tags_[before].number < 2200 &&
               profile.column_class == catalog::ColumnClass::kNumber && facts.dimension == Dimension::kNone && facts.unit.empty() && words_[tags_[i].last].text.back() != 's') {
      // "the 2021 vintage"
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
    } else if (Is(before, TagKind::kNumber) && !used_[before] && profile.column_class == catalog::ColumnClass::kNumber && Is(Previous(before), TagKind::kHaving) && !used_[Previous(before)] &&
               !BreakBetween(Previous(before), i) && !facts.id && tags_[before].unit.empty() && !tags_[before].money && (facts.dimension == Dimension::kQuantity || facts.dimension == Dimension::kNone)) {
      // "rooms with 4 beds"
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
      used_[Previous(before)] = true;
    } else if (Is(before, TagKind::kNumber) && !used_[before] && facts.dimension == Dimension::kRating && !BreakBetween(before, i)) {
      condition.values = {Number(tags_[before].number)};
      used_[before] = true;
    } else if (Is(next, TagKind::kNumber) && !used_[next] && !tags_[next].money &&
               (facts.category || (facts.measure && next > i + 1 && !Is(Next(next), TagKind::kUnit)) || facts.dimension == Dimension::kNone || facts.dimension == Dimension::kRating)) {
      size_t at = next;
      while (Is(at, TagKind::kNumber) && !used_[at] && !Is(Next(at), TagKind::kUnit)) {
        condition.values.push_back(profile.column_class == catalog::ColumnClass::kText ? words_[tags_[at].first].original : Number(tags_[at].number));
        used_[at] = true;
        const size_t join = Next(at);
        if ((Is(join, TagKind::kAnd) || Is(join, TagKind::kOr)) && Is(Next(join), TagKind::kNumber)) {
          at = Next(join);
        } else {
          break;
        }
      }
      // "level 10 or higher"
      const size_t beyond = Next(at);
      if (condition.values.size() == 1 && profile.column_class == catalog::ColumnClass::kNumber && Is(beyond, TagKind::kCompare) && !used_[beyond] && !BreakBetween(at, beyond) &&
          IsOneOf(Text(beyond), {"or", "and"}) && !Is(Next(beyond), TagKind::kNumber)) {
        condition.comparison = tags_[beyond].comparison;
        used_[beyond] = true;
      }
    } else if (Is(next, TagKind::kUnknown) && facts.category && profile.column_class == catalog::ColumnClass::kText) {
      const std::string& original = words_[tags_[next].first].original;
      if (original.find_first_of("0123456789") == std::string::npos) continue;
      condition.values = {original};
      used_[next] = true;
    }
    if (condition.values.empty()) continue;
    if (profile.column_class == catalog::ColumnClass::kText) {
      for (std::string& value : condition.values) value = NumberedValue(profile, value);
    }
    condition.words = Words(std::min(i, before < i && used_[before] && Is(before, TagKind::kNumber) ? before : i), i);
    if (condition.comparison == Comparison::kIs && Negated(i)) condition.comparison = Comparison::kIsNot;
    Place(condition, i);
    Use(i);
  }
}

// "bins that hold 1,100 litres", "the 240 litre bins": of a column with few sizes.
void Composer::ReadSizes() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNumber) || used_[i] || tags_[i].money || !tags_[i].unit.empty() || !Is(i + 1, TagKind::kUnit) || used_[i + 1] || BreakBetween(i, i + 1)) continue;
    const size_t before = Previous(i);
    if (Is(before, TagKind::kCompare) || Is(before, TagKind::kTop) || Is(before, TagKind::kMost) || Is(before, TagKind::kExtreme) || Is(before, TagKind::kFactor) || Is(before, TagKind::kNumber) ||
        Is(before, TagKind::kPer) || Is(Next(i + 1), TagKind::kCompare)) {
      continue;
    }
    const auto unit = knowledge::FindUnit(tags_[i + 1].unit);
    if (!unit.has_value() || unit->factor <= 0 || unit->dimension == Dimension::kMoney || unit->dimension == Dimension::kDuration || unit->dimension == Dimension::kAge || unit->dimension == Dimension::kShare) continue;
    const std::optional<Operand> operand = OperandOf(unit->dimension, i);
    if (!operand.has_value() || operand->IsSpan()) continue;
    const catalog::ColumnProfile& profile = scope_.Profile(operand->column);
    if (profile.distinct == 0 || profile.distinct > kSizesMax) continue;
    Condition condition;
    condition.operand = *operand;
    condition.values = {Number(tags_[i].number * UnitFactor(*operand, tags_[i + 1].unit, false))};
    condition.words = Words(i, i + 1);
    if (Negated(i)) condition.comparison = Comparison::kIsNot;
    Place(condition, i);
    used_[i] = used_[i + 1] = true;
  }
}

// scanners whose names begin with H-
void Composer::ReadTextConditions() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    Comparison comparison = Comparison::kStartsWith;
    if (Is(i, TagKind::kEndsWith)) comparison = Comparison::kEndsWith;
    if (Is(i, TagKind::kContains)) comparison = Comparison::kContains;
    if ((!Is(i, TagKind::kStartsWith) && comparison == Comparison::kStartsWith) || used_[i]) continue;
    const size_t next = i + 1;
    if (next >= tags_.size()) continue;
    // "loans that end in a return": as ReadPresent has it.
    if (comparison == Comparison::kEndsWith && Means(Next(i), MeaningKind::kMoment)) continue;
    // "bookings that end in a no-show": only a verb.
    if (Means(next, MeaningKind::kValue) || Means(Next(i), MeaningKind::kValue)) {
      used_[i] = true;
      continue;
    }
    size_t noun = tags_.size();
    for (size_t j = i; j-- > 0;) {
      if (!Lexical(j) || used_[j]) continue;
      for (const Meaning& meaning : tags_[j].meanings) {
        const bool column = meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity;
        if (column && scope_.source(meaning.source).profile().columns[meaning.column].column_class == catalog::ColumnClass::kText) {
          noun = j;
          Condition condition;
          condition.operand = {Ref(meaning), {}, 1};
          condition.comparison = comparison;
          condition.values = {Words(next)};
          condition.words = Words(noun, next);
          Place(condition, i);
          break;
        }
      }
      if (noun < tags_.size()) break;
    }
    if (noun == tags_.size()) continue;
    Use(noun);
    least_ = 1;
    used_[i] = true;
    used_[next] = true;
  }
}

// outside the driver's home city: the row's city is another
void Composer::ReadSameColumns() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    const bool different = Is(i, TagKind::kNegation);
    const bool same = Is(i, TagKind::kFiller) && Text(i) == "same";
    // "(no reader id)": missing, not another one.
    if ((!different && !same) || (different && (used_[i] || Text(i) == "no"))) continue;
    for (size_t j = i + 1; j < tags_.size() && j < i + 6; ++j) {
      if (Is(j, TagKind::kFiller)) continue;
      if (!Lexical(j)) break;
      const Meaning& meaning = Chosen(j);
      if (meaning.kind == MeaningKind::kEntity) continue;
      if (meaning.kind != MeaningKind::kColumn || !FactsOf(meaning).category || FactsOf(meaning).stems.empty()) break;
      // Its counterpart: the same kind of thing, of the row or of the other table.
      std::optional<ColumnRef> other;
      for (size_t s = 0; s < scope_.size() && !other.has_value(); ++s) {
        for (size_t c = 0; c < scope_.source(s).size(); ++c) {
          const ColumnFacts& facts = scope_.source(s).column(c);
          if ((s == meaning.source && c == meaning.column) || facts.stems.empty() || facts.stems.back() != FactsOf(meaning).stems.back()) continue;
          if (s == meaning.source && meaning.source != 0) continue;
          other = scope_.Ref(s, c);
          break;
        }
      }
      if (!other.has_value()) break;
      if (same && meaning.source == 0) break;
      Condition condition;
      condition.operand = {*other, {}, 1};
      condition.comparison = different ? Comparison::kNotSameAs : Comparison::kSameAs;
      condition.other = Ref(meaning);
      condition.words = Words(i, j);
      Place(condition, i);
      Use(i);
      for (size_t k = 0; k < tags_.size(); ++k) {
        // "at a site other than the home site of the doctor": both, and whose they are.
        const bool own = Lexical(k) && (Chosen(k).kind == MeaningKind::kColumn && (Ref(Chosen(k)) == *other || Ref(Chosen(k)) == condition.other));
        const bool whose = Lexical(k) && k > j && k < j + 4 && Chosen(k).kind == MeaningKind::kEntity;
        if ((k > i && k <= j && Lexical(k)) || own || whose) Use(k);
      }
      break;
    }
  }
}

void Composer::Place(Condition condition, size_t tag) {
  Placed placed;
  placed.tag = tag;
  placed.condition = std::move(condition);
  const Operand& operand = placed.condition.operand;
  placed.condition.of_elements = !operand.empty() && !operand.IsSpan() && scope_.Profile(operand.column).array;
  placed_.push_back(std::move(placed));
}

// "cancelled" among rider_cancelled and driver_cancelled, in "how many cancelled trips by drivers": the one whose other
// word is there.
void Composer::NarrowValues(size_t tag, Meaning& meaning) {
  if (meaning.values.size() < 2) return;
  std::vector<std::string> kept;
  std::vector<size_t> helpers;
  size_t helper = tags_.size();
  for (const std::string& value : meaning.values) {
    const std::vector<std::string> parts = SplitName(value);
    if (parts.size() < 2) continue;
    size_t found = 0;
    size_t at = tags_.size();
    for (const std::string& part : parts) {
      // What all of them are called is said by the tag, in whichever word: "called off".
      if (std::all_of(meaning.values.begin(), meaning.values.end(), [&](const std::string& one) {
            const std::vector<std::string> names = SplitName(one);
            return std::find(names.begin(), names.end(), part) != names.end();
          })) {
        ++found;
        continue;
      }
      for (size_t i = 0; i < tags_.size(); ++i) {
        bool has = false;
        for (size_t w = tags_[i].first; w <= tags_[i].last; ++w) has = has || words_[w].stem == Stem(part);
        if (!has) continue;
        ++found;
        if (i != tag) at = i;
        break;
      }
    }
    // "per learner": of each, whoever did it.
    if (at < tags_.size() && Is(Previous(at), TagKind::kPer)) continue;
    // In another word than the values', only of somebody beside it: "the tutor called off", but "how many learners called off".
    const bool beside = at < tags_.size() && ((tags_[at].last + 1 == tags_[tag].first && !Plural(words_[tags_[at].last].text)) || (at > tag && Is(Previous(at), TagKind::kBy)));
    const bool said = std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return words_[tags_[tag].first].stem == Stem(part); });
    if (found == parts.size() && at < tags_.size() && (said || beside)) {
      kept.push_back(value);
      helper = at;
      helpers.push_back(at);
    }
  }
  // "by the rider or the driver": both of them, by name.
  if (kept.size() > 1) {
    for (size_t one : helpers) {
      if (Is(one, TagKind::kBy)) continue;
      used_[one] = true;
      if (const size_t by = Previous(one); Is(by, TagKind::kBy) && by > tag) used_[by] = true;
    }
    meaning.values = kept;
    return;
  }
  if (kept.size() != 1) return;
  meaning.values = kept;
  if (helper < tags_.size() && !Is(helper, TagKind::kBy)) {
    used_[helper] = true;
    // "cancelled by the driver"
    const size_t before = Previous(helper);
    if (Is(before, TagKind::kBy) && before > tag) used_[before] = true;
  }
}

void Composer::ReadValues() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Means(i, MeaningKind::kValue) || used_[i]) continue;
    Meaning meaning = Chosen(i);
    // "median wait from upload to review" of a state "waiting": how long it was, as was read.
    if (IsSpanWord(Words(i)) && Is(Previous(i), TagKind::kAggregate) && std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.operand.IsSpan(); })) {
      used_[i] = true;
      continue;
    }
    // "rented out": of the verb, and not the state "out".
    if (IsOneOf(Words(i), {"out", "off", "up"}) && tags_[i].first > 0 && !words_[tags_[i].first - 1].break_after &&
        IsOneOf(words_[tags_[i].first - 1].stem, {"rent", "hir", "lend", "hand", "giv", "send", "loan", "sell", "carr", "pay", "ship", "deliver", "rol", "cal", "pull"})) {
      used_[i] = true;
      continue;
    }
    // "how many tickets did Bremen open since": what was done, and no state.
    if (IsOneOf(Words(i), {"open", "close"}) && (Next(i) == tags_.size() || Is(Next(i), TagKind::kTime)) && Lexical(Previous(i)) && !Means(Previous(i), MeaningKind::kTable) && tags_[Previous(i)].first > 0 &&
        IsOneOf(words_[tags_[Previous(i)].first - 1].text, {"did", "does", "do", "the"}) && std::any_of(words_.begin(), words_.begin() + static_cast<std::ptrdiff_t>(tags_[i].first), [](const Word& word) { return IsOneOf(word.text, {"did", "does", "do"}); })) {
      used_[i] = true;
      continue;
    }
    NarrowValues(i, meaning);
    Condition condition;
    condition.operand = {Ref(meaning), {}, 1};
    condition.values = meaning.values;
    condition.comparison = meaning.comparison;
    condition.words = Words(i);
    if (Negated(i)) condition.comparison = Opposite(condition.comparison);
    // Not true is false, so that both can be compared.
    if (condition.comparison == Comparison::kIsNot && FactsOf(meaning).flag && !scope_.Profile(condition.operand.column).nullable && condition.values.size() == 1) {
      const std::string& value = condition.values[0];
      condition.values = {value == "true" ? "false" : value == "false" ? "true" : value == "1" ? "0" : "1"};
      condition.comparison = Comparison::kIs;
    }
    // "paid by card": with what, not a group.
    if (const size_t by = Previous(i); Is(by, TagKind::kBy) && !used_[by] && (Text(by) == "by")) {
      const size_t after = Next(i);
      const bool group = Lexical(after) && !BreakBetween(i, after) && Chosen(after).kind != MeaningKind::kValue && Chosen(after).kind != MeaningKind::kTable && Chosen(after).kind != MeaningKind::kMoment;
      const bool rate = Is(after, TagKind::kRatio);
      if (!group && !rate) Use(by);
    }
    const bool elements = scope_.Profile(condition.operand.column).array;
    std::string reading = elements ? (condition.comparison == Comparison::kIsNot ? " has no " : " has ") : base::StrCat(" ", SaidAs(condition.comparison), " ");
    for (size_t v = 0; v < condition.values.size() && v < 6; ++v) base::StrAppend(&reading, v == 0 ? "" : " or ", condition.values[v]);
    const std::string place = meaning.values.size() == 1 && meaning.values[0].size() == 2
                                  ? (knowledge::StateName(meaning.values[0]).empty() ? knowledge::CountryName(meaning.values[0]) : knowledge::StateName(meaning.values[0]))
                                  : "";
    if (!place.empty() && Words(i) != meaning.values[0]) base::StrAppend(&reading, " (", Words(i), ")");
    NoteThat("filter_" + condition.operand.column.name, Words(i), base::StrCat(condition.operand.column.name, reading));
    const ColumnRef column = condition.operand.column;
    Place(std::move(condition), i);
    Use(i);
    // "city Leeds", "the premium plan": the column's own name beside its value.
    const size_t before_by = Is(Previous(i), TagKind::kBy) && used_[Previous(i)] ? Previous(Previous(i)) : Previous(i);
    for (size_t beside : {before_by, Next(i)}) {
      if (!Lexical(beside) || used_[beside] || BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& other = Chosen(beside);
      const bool own = (other.kind == MeaningKind::kColumn || other.kind == MeaningKind::kEntity) && Ref(other) == column;
      size_t at = 0;
      const Context context = own ? ContextOf(beside, &at) : Context::kNone;
      const bool asked = context == Context::kBy || context == Context::kPer || ((context == Context::kTop || context == Context::kMost || context == Context::kWhich || context == Context::kCount || context == Context::kDistinct) && beside > i);
      if (own && !asked) Use(beside);
      // "the most A grades", "how many A grades": rows of that value, not different grades.
      if (own && asked && beside == i + 1 && !used_[beside] && (context == Context::kMost || context == Context::kCount)) {
        Use(beside);
        counted_ = true;
        if (context == Context::kMost) {
          ranked_ = true;
          form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        }
        Use(at);
      }
    }
  }
}

bool Composer::OrBetween(size_t one, size_t other) const {
  for (size_t t = std::min(one, other) + 1; t < std::max(one, other); ++t) {
    if (Is(t, TagKind::kOr)) return true;
  }
  return false;
}

std::vector<Condition> Composer::Combine(const std::vector<Placed>& placed) const {
  std::vector<Condition> conditions;
  std::vector<size_t> tags;
  for (const Placed& one : placed) {
    const Condition& condition = one.condition;
    bool merged = false;
    for (size_t c = 0; c < conditions.size() && !merged; ++c) {
      Condition& known = conditions[c];
      const bool either = known.comparison == Comparison::kIs || known.comparison == Comparison::kIsNot;
      // "with wax and polish": a row has both of its elements; "with wax or polish" either.
      const bool both = condition.comparison == Comparison::kIs && !condition.operand.IsSpan() && scope_.Profile(condition.operand.column).array &&
                        !OrBetween(tags[c], one.tag);
      if (either && !both && known.comparison == condition.comparison && known.operand == condition.operand && known.part == condition.part && !known.defined.has_value() && !condition.defined.has_value()) {
        // "spins began" of spin_open and spin_done: the one of them that began.
        const auto within = [](const Condition& few, const Condition& many) {
          return few.values.size() < many.values.size() && std::all_of(few.values.begin(), few.values.end(), [&](const std::string& value) { return std::find(many.values.begin(), many.values.end(), value) != many.values.end(); });
        };
        const bool beside = known.comparison == Comparison::kIs && Next(tags[c]) == one.tag && !BreakBetween(tags[c], one.tag);
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
        other_between = other_between || (Lexical(t) && Chosen(t).kind == MeaningKind::kValue);
      }
      if (OrBetween(tags[c], one.tag) && !other_between && !condition.relative_to.has_value() && !known.relative_to.has_value()) {
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
