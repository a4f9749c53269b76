#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// More different values than this are measured, and no sizes that something comes in.
constexpr uint64_t kSizesMax = 60;
// Likewise of lengths of time.
constexpr uint64_t kLengthsMax = 12;

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

// "INV-20417" of several words, whatever they mean by themselves: as it is written; "" for anything else. Its words are used.
std::string WrittenWithDashes(Draft& d, size_t tag) {
  size_t word = d.tags[tag].first;
  if (!d.words[word].dash_after || d.Means(tag, MeaningKind::kValue) || d.words[word].number.has_value()) return "";
  std::string written = d.words[word].original;
  while (d.words[word].dash_after && word + 1 < d.words.size()) base::StrAppend(&written, "-", d.words[++word].original);
  if (written.find_first_of("0123456789") == std::string::npos) return "";
  size_t last = tag;
  while (last < d.tags.size() && d.tags[last].last < word) ++last;
  if (last >= d.tags.size() || d.tags[last].last != word) return "";
  for (size_t i = tag; i <= last; ++i) {
    if (d.used[i] || d.Is(i, TagKind::kTime)) return "";
  }
  for (size_t i = tag; i <= last; ++i) d.used[i] = true;
  return written;
}

}  // namespace

// belt 7; version 8; surge of 2; 5 stars; parcel PX0030
void ReadColumnNumbers(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    // "shipment 12" of shipments that are numbered by no more than an id.
    Meaning meaning = d.Chosen(i);
    if (meaning.kind == MeaningKind::kTable && meaning.source == 0 && i + 1 < d.tags.size() && !Plural(d.words[d.tags[i].last].text)) {
      // "port call 900123" of port_calls with a call_id
      size_t own = d.scope.main().Find("id");
      for (size_t c = 0; c < d.scope.main().size() && own == d.scope.main().size(); ++c) own = d.scope.main().column(c).row_id ? c : own;
      const bool number = d.Is(i + 1, TagKind::kNumber);
      // "invoice inv_50077"
      const bool text = d.Is(i + 1, TagKind::kUnknown) && d.words[d.tags[i + 1].first].original.find_first_of("0123456789") != std::string::npos;
      const catalog::ColumnClass kind = own < d.scope.main().size() ? d.scope.main().profile().columns[own].column_class : catalog::ColumnClass::kOther;
      if ((number && kind == catalog::ColumnClass::kNumber) || (text && kind == catalog::ColumnClass::kText)) meaning = Meaning{MeaningKind::kEntity, 0, own, {}, meaning.weight};
    }
    if (!OfColumn(meaning)) continue;
    const ColumnFacts& facts = d.FactsOf(meaning);
    // "HTTP/3" is a version, and no status.
    if (facts.http_status && d.Is(i + 1, TagKind::kNumber) && d.tags[i + 1].number < 100) continue;
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
    } else if (const std::string written = next < d.tags.size() && facts.category && profile.column_class == catalog::ColumnClass::kText ? WrittenWithDashes(d, next) : ""; !written.empty()) {
      condition.values = {written};
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
    // "ticket 10452" of replies that know their ticket: mostly the ticket is meant, where a table has it.
    const bool whose = meaning.kind == MeaningKind::kEntity && meaning.source == 0 && !facts.row_id && condition.values.size() == 1 && !Plural(d.words[d.tags[i].last].text);
    const bool alone = whose && std::none_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) {
      const size_t other = static_cast<size_t>(&tag - d.tags.data());
      return tag.kind == TagKind::kCount || tag.kind == TagKind::kRows || (other != i && d.Lexical(other));
    });
    if (alone) d.composed.certainty *= 0.85;
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

namespace {

// "60-minute lessons", "lessons of 60 minutes": a length that rows come in, where a stretch of time would stand elsewhere.
bool IsLengthOfRows(const Draft& d, size_t number) {
  const auto rows = [&](size_t tag) { return d.Means(tag, MeaningKind::kTable) && d.Chosen(tag).source == 0; };
  const size_t behind = d.Next(number + 1);
  // "60-minute squad lessons"
  const size_t noun = d.Means(behind, MeaningKind::kValue) && d.Chosen(behind).source == 0 && behind == number + 2 ? d.Next(behind) : behind;
  const size_t first = d.tags[number].first;
  const bool before = rows(noun) && behind == number + 2 && d.tags[behind].first == d.tags[number + 1].last + 1 && !d.BreakBetween(number + 1, behind);
  const bool of = first > 0 && d.words[first - 1].text == "of" && rows(d.Previous(number)) && !d.BreakBetween(d.Previous(number), number);
  return before || of;
}

}  // namespace

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
    if (!unit.has_value() || unit->factor <= 0 || unit->dimension == Dimension::kMoney || (unit->dimension == Dimension::kDuration && !IsLengthOfRows(d, i)) || unit->dimension == Dimension::kAge || unit->dimension == Dimension::kShare) continue;
    const std::optional<Operand> operand = OperandOf(d, unit->dimension, i);
    if (!operand.has_value() || operand->IsSpan()) continue;
    const catalog::ColumnProfile& profile = d.scope.Profile(operand->column);
    if (profile.distinct == 0 || profile.distinct > (unit->dimension == Dimension::kDuration ? kLengthsMax : kSizesMax)) continue;
    Condition condition;
    condition.operand = *operand;
    condition.values = {Number(d.tags[i].number * UnitFactor(d, *operand, d.tags[i + 1].unit, false))};
    condition.words = d.Words(i, i + 1);
    if (Negated(d, i)) condition.comparison = Comparison::kIsNot;
    d.Place(condition, i);
    d.used[i] = d.used[i + 1] = true;
  }
}

}  // namespace aurora::query::language
