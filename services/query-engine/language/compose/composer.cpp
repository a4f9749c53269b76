#include "services/query-engine/language/compose/composer.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"

namespace aurora::query::language {
namespace {

using catalog::ColumnClass;

// 3 rather than 3.000000
std::string PrintNumber(double number) {
  if (number == std::floor(number) && std::fabs(number) < 1e15) return base::StrCat(static_cast<int64_t>(number));
  return base::StrCat(number);
}

// Seconds, kilograms, metres or bytes of a unit; 0 when unknown.
double BaseFactor(const std::string& unit) {
  static const auto& factors = *new std::map<std::string, double>{
      {"ns", 1e-9},       {"us", 1e-6},        {"ms", 1e-3},          {"millis", 1e-3},      {"millisecond", 1e-3},
      {"milliseconds", 1e-3}, {"s", 1},        {"sec", 1},            {"secs", 1},           {"second", 1},
      {"seconds", 1},     {"min", 60},         {"mins", 60},          {"minute", 60},        {"minutes", 60},
      {"hour", 3600},     {"hours", 3600},     {"day", 86400},        {"days", 86400},       {"g", 1e-3},
      {"gram", 1e-3},     {"grams", 1e-3},     {"kg", 1},             {"kilo", 1},           {"kilos", 1},
      {"kilogram", 1},    {"kilograms", 1},    {"m", 1},              {"km", 1e3},           {"kilometre", 1e3},
      {"kilometres", 1e3}, {"kilometer", 1e3}, {"kilometers", 1e3},   {"bytes", 1},          {"kb", 1e3},
      {"mb", 1e6},        {"gb", 1e9}};
  const auto found = factors.find(unit);
  return found == factors.end() ? 0 : found->second;
}

bool IsTimeUnit(const std::string& unit) {
  static const auto& units = *new std::set<std::string>{"ms",     "millisecond", "milliseconds", "second", "seconds", "sec",
                                                        "secs",   "minute",      "minutes",      "hour",   "hours",   "s"};
  return units.count(unit) > 0;
}

}  // namespace

Composer::Composer(const std::vector<Word>& words, const std::vector<Tag>& tags, const Lexicon& lexicon, absl::Time now,
                   std::map<size_t, size_t> choices)
    : words_(words),
      tags_(tags),
      lexicon_(lexicon),
      table_(lexicon.table()),
      now_(now),
      choices_(std::move(choices)),
      used_(tags.size(), false) {
  form_.database = table_.database;
  form_.table = table_.table;
  form_.time_column = table_.time_column;
}

const Meaning& Composer::Chosen(size_t tag) const {
  const std::vector<Meaning>& meanings = tags_[tag].meanings;
  const auto choice = choices_.find(tag);
  if (choice != choices_.end()) return meanings[choice->second];
  // After "by", "top" and "which" a column is meant rather than a value of the same name.
  const size_t previous = Previous(tag);
  const bool noun_wanted = Is(previous, TagKind::kBy) || Is(previous, TagKind::kTop) || Is(previous, TagKind::kMost) ||
                           Is(previous, TagKind::kWhich) || Is(previous, TagKind::kDistinct);
  // "played titles", "viewed pages": in front of a noun a value says which.
  const bool noun_follows = tag + 1 < tags_.size() && tags_[tag + 1].kind == TagKind::kLexicon;
  const bool number_wanted = Is(previous, TagKind::kAggregate) || Is(Next(tag), TagKind::kCompare);
  const Meaning* best = &meanings[0];
  double best_weight = -1;
  for (const Meaning& meaning : meanings) {
    double weight = meaning.weight;
    if (meaning.kind == MeaningKind::kTable) weight += Is(previous, TagKind::kDistinct) ? 0 : 0.6;
    if (noun_wanted && (meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity)) weight += 0.5;
    if (noun_follows && meaning.kind == MeaningKind::kValue) weight += 0.6;
    // "stalls" are rows with that event before they are the column stall_ms.
    if (!number_wanted && meaning.kind == MeaningKind::kColumn && lexicon_.IsMeasure(meaning.column) &&
        !lexicon_.ColumnUnit(meaning.column).empty()) {
      weight -= 0.1;
    }
    if (weight > best_weight) {
      best = &meaning;
      best_weight = weight;
    }
  }
  return *best;
}

bool Composer::IsMeaning(size_t tag, MeaningKind kind) const {
  return tag < tags_.size() && !tags_[tag].meanings.empty() && Chosen(tag).kind == kind;
}

size_t Composer::Next(size_t tag) const {
  for (size_t i = tag + 1; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kFiller) return i;
  }
  return tags_.size();
}

size_t Composer::Previous(size_t tag) const {
  for (size_t i = tag; i > 0; --i) {
    if (tags_[i - 1].kind != TagKind::kFiller) return i - 1;
  }
  return tags_.size();
}

std::string Composer::Words(size_t tag) const { return Words(tag, tag); }
std::string Composer::Words(size_t first, size_t last) const { return Join(words_, tags_[first].first, tags_[last].last); }

void Composer::Fail(size_t tag) {
  if (result_.problem == Problem::kNone) result_.problem = Problem::kNotUnderstood;
  result_.words.push_back(Words(tag));
}

bool Composer::Plural(size_t tag) const {
  const std::string& text = words_[tags_[tag].last].text;
  return text.size() > 3 && text.back() == 's' && text[text.size() - 2] != 's';
}

Composed Composer::Run(bool fragment) {
  if (FindHopeless()) return std::move(result_);
  ReadWindows();
  ReadComparisons();
  ReadEqualNumbers();
  ReadConversion();
  ReadRatio();
  ReadValues();
  ReadNouns();
  if (result_.problem == Problem::kNone) {
    SettleExtreme();
    SettleMeasure(fragment);
  }
  if (result_.problem == Problem::kNone) {
    SettleTrend();
    SettleOrder();
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (!used_[i] && tags_[i].kind != TagKind::kFiller) Fail(i);
    }
  }
  if (result_.problem != Problem::kNone) return std::move(result_);
  KeepMoneyOnly();
  SettleNames();
  SettleScore();
  result_.form = std::move(form_);
  return std::move(result_);
}

// Requests that no table answers, and words that nothing explains.
bool Composer::FindHopeless() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind == TagKind::kForbidden) result_.problem = Problem::kForbidden;
    if (tags_[i].kind == TagKind::kUnanswerable && result_.problem != Problem::kForbidden) {
      result_.problem = Problem::kUnanswerable;
    }
    if (tags_[i].kind == TagKind::kForbidden || tags_[i].kind == TagKind::kUnanswerable) {
      result_.words.push_back(Words(i));
    }
  }
  if (result_.problem != Problem::kNone) return true;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind == TagKind::kUnknown) Fail(i);
  }
  return result_.problem != Problem::kNone;
}

void Composer::ReadWindows() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kTime) continue;
    if (table_.time_column.empty() && !tags_[i].window.Unbounded()) {
      Fail(i);
      return;
    }
    if (!form_.window.has_value()) {
      form_.window = tags_[i].window;
      form_.window_words = Words(i);
    } else if (!form_.compared.has_value()) {
      form_.compared = tags_[i].window;
      form_.compared_words = Words(i);
    } else {
      Fail(i);
    }
    Use(i);
  }
  bool versus = false;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind != TagKind::kVersus) continue;
    versus = true;
    if (form_.compared.has_value()) Use(i);
  }
  if (form_.compared.has_value() && !versus) {
    // Two windows side by side without a word that compares them are not understood.
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i].kind == TagKind::kTime && Words(i) == form_.compared_words) Fail(i);
    }
  }
}

void Composer::ReadComparisons() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (tags_[i].kind == TagKind::kCompare && !ReadComparison(i)) Fail(i);
  }
}

bool Composer::ReadComparison(size_t compare) {
  const Tag& tag = tags_[compare];
  const size_t number = Next(compare);
  if (!Is(number, TagKind::kNumber)) return false;
  size_t last = number;
  double second = 0;
  if (tag.comparison == Comparison::kBetween) {
    const size_t joint = Next(number);
    const size_t other = joint < tags_.size() ? Next(joint) : joint;
    if (!Is(joint, TagKind::kAnd) || !Is(other, TagKind::kNumber)) return false;
    second = tags_[other].number;
    Use(joint);
    Use(other);
    last = other;
  }
  std::string unit;
  size_t after = Next(last);
  if (Is(after, TagKind::kUnit)) {
    unit = tags_[after].unit;
    Use(after);
    after = Next(after);
  }
  Use(compare);
  Use(number);
  const std::optional<size_t> column = ComparedColumn(compare, number, after, unit);
  if (!column.has_value()) {
    // customers with more than 3 orders
    const bool rows = after < tags_.size() && (IsMeaning(after, MeaningKind::kTable) || Is(after, TagKind::kRows));
    size_t entity = tags_.size();
    for (size_t i = 0; i < compare; ++i) {
      if (IsMeaning(i, MeaningKind::kEntity)) entity = i;
    }
    if (!rows || entity == tags_.size() || tag.comparison == Comparison::kBetween || !unit.empty()) return false;
    form_.having = Having{table_.columns[Chosen(entity).column].name, tag.comparison, tags_[number].number};
    SetMeasure(MeasureKind::kCountDistinct, Chosen(entity).column);
    result_.notes.push_back({"having", Words(compare, after), base::StrCat("counted per ", Words(entity))});
    Use(entity);
    Use(after);
    for (size_t i = entity; i < compare; ++i) {
      if (tags_[i].kind == TagKind::kHaving) Use(i);
    }
    return true;
  }
  const double factor = UnitFactor(*column, unit);
  if (factor == 0) return false;
  Condition condition{table_.columns[*column].name, tag.comparison, {PrintNumber(tags_[number].number * factor)}, ""};
  if (tag.comparison == Comparison::kBetween) condition.values.push_back(PrintNumber(second * factor));
  condition.words = Words(compare, after == tags_.size() ? last : std::max(last, after - 1));
  if (tags_[compare].comparison == Comparison::kIs) condition.comparison = Comparison::kIs;
  result_.notes.push_back({base::StrCat("filter_", condition.column), Words(compare, last),
                           base::StrCat(condition.column, " in ", lexicon_.ColumnUnit(*column).empty()
                                                                      ? "its own unit"
                                                                      : lexicon_.ColumnUnit(*column))});
  AddFilter(std::move(condition));
  return true;
}

std::optional<size_t> Composer::ComparedColumn(size_t compare, size_t number, size_t after, const std::string& unit) {
  const auto measure_at = [&](size_t tag) -> std::optional<size_t> {
    if (tag >= tags_.size() || tags_[tag].meanings.empty()) return std::nullopt;
    const Meaning& meaning = Chosen(tag);
    if (meaning.kind != MeaningKind::kColumn || !lexicon_.IsMeasure(meaning.column)) return std::nullopt;
    return meaning.column;
  };
  // "latency over 500 ms", "with a quantity of more than 3"
  const size_t before = Previous(compare);
  if (const std::optional<size_t> column = measure_at(before); column.has_value()) {
    Use(before);
    const size_t with = Previous(before);
    if (Is(with, TagKind::kHaving)) Use(with);
    weight_ += 1;
    return column;
  }
  // "more than 3 units"
  if (const std::optional<size_t> column = measure_at(after); column.has_value()) {
    Use(after);
    weight_ += 1;
    return column;
  }
  if (tags_[number].money) return MoneyColumn();
  if (tags_[compare].comparison_is_duration || IsTimeUnit(unit)) return DurationColumn();
  if (!unit.empty()) {
    std::optional<size_t> only;
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      if (lexicon_.ColumnUnit(i).empty() || BaseFactor(lexicon_.ColumnUnit(i)) == 0 || IsTimeUnit(lexicon_.ColumnUnit(i))) continue;
      if (only.has_value()) return std::nullopt;
      only = i;
    }
    return only;
  }
  return std::nullopt;
}

// What a number in `unit` is multiplied with to be in the column's unit; 0 when they do not fit.
double Composer::UnitFactor(size_t column, const std::string& unit) const {
  static const auto& money = *new std::set<std::string>{"dollar", "dollars", "bucks", "usd", "eur", "euro", "euros"};
  if (unit.empty() || money.count(unit) > 0) return 1;
  const std::string& own = lexicon_.ColumnUnit(column);
  if (own.empty()) {
    if (unit == "percent") return 1;
    const std::string& comment = table_.columns[column].comment;
    if (comment.find("millisecond") != std::string::npos) return BaseFactor(unit) * 1000;
    if (comment.find("second") != std::string::npos) return BaseFactor(unit);
    return 0;
  }
  if (BaseFactor(own) == 0 || BaseFactor(unit) == 0 || IsTimeUnit(own) != IsTimeUnit(unit)) return 0;
  return std::round(BaseFactor(unit) / BaseFactor(own) * 1e9) / 1e9;
}

// "http status 500", "quantity 3", "one-star"
void Composer::ReadEqualNumbers() {
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (used_[i] || used_[i + 1] || !Is(i, TagKind::kNumber) || !IsMeaning(i + 1, MeaningKind::kColumn)) continue;
    if (!lexicon_.IsMeasure(Chosen(i + 1).column) || words_[tags_[i].last].break_after) continue;
    const size_t before = Previous(i);
    if (Is(before, TagKind::kTop) || Is(before, TagKind::kMost) || Is(before, TagKind::kExtreme)) continue;
    Use(i);
    Use(i + 1);
    weight_ += 1;
    AddFilter({table_.columns[Chosen(i + 1).column].name, Comparison::kIs, {PrintNumber(tags_[i].number)}, Words(i, i + 1)});
  }
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    const size_t number = Next(i);
    if (used_[i] || !IsMeaning(i, MeaningKind::kColumn) || !Is(number, TagKind::kNumber) || used_[number]) continue;
    if (words_[tags_[i].last].break_after) continue;
    const size_t column = Chosen(i).column;
    if (!lexicon_.IsCategory(column) && !lexicon_.IsMeasure(column)) continue;
    const size_t after = Next(number);
    // "by hour 5 most ..." is a ranking.
    if (Is(after, TagKind::kMost) || Is(after, TagKind::kTop)) continue;
    const size_t with = Previous(i);
    if (Is(with, TagKind::kBy) || Is(with, TagKind::kTop)) continue;
    Use(i);
    Use(number);
    if (Is(with, TagKind::kHaving)) Use(with);
    weight_ += 1;
    AddFilter({table_.columns[column].name, Comparison::kIs, {PrintNumber(tags_[number].number)}, Words(i, number)});
  }
}

void Composer::AddFilter(Condition condition) {
  for (Condition& filter : form_.filters) {
    if (filter.column == condition.column && filter.comparison == condition.comparison &&
        (condition.comparison == Comparison::kIs || condition.comparison == Comparison::kIsNot)) {
      for (std::string& value : condition.values) {
        if (std::find(filter.values.begin(), filter.values.end(), value) == filter.values.end()) {
          filter.values.push_back(std::move(value));
        }
      }
      filter.words += " " + condition.words;
      return;
    }
  }
  form_.filters.push_back(std::move(condition));
}

void Composer::AddGroup(size_t column) {
  const std::string& name = table_.columns[column].name;
  for (const Group& group : form_.groups) {
    if (group.kind == GroupKind::kColumn && group.column == name) return;
  }
  form_.groups.push_back({GroupKind::kColumn, name, {}, name});
}

void Composer::SetMeasure(MeasureKind kind, size_t column, double quantile) {
  form_.measure.kind = kind;
  form_.measure.column = kind == MeasureKind::kCount ? "" : table_.columns[column].name;
  form_.measure.quantile = quantile;
  has_measure_ = true;
  result_.said_measure = true;
}

std::optional<size_t> Composer::MoneyColumn() const {
  std::optional<size_t> best;
  int best_rank = 0;
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (!lexicon_.IsMeasure(i) || table_.columns[i].Hidden()) continue;
    const int rank = knowledge::MoneyRank(SplitName(table_.columns[i].name));
    if (rank > best_rank) {
      best = i;
      best_rank = rank;
    }
  }
  return best;
}

std::optional<size_t> Composer::DurationColumn() const {
  std::optional<size_t> only;
  for (size_t i = 0; i < table_.columns.size(); ++i) {
    if (!lexicon_.IsMeasure(i) || table_.columns[i].Hidden()) continue;
    if (!knowledge::IsDuration(SplitName(table_.columns[i].name))) continue;
    if (only.has_value()) return std::nullopt;
    only = i;
  }
  return only;
}

void Composer::SettleScore() {
  double score = weight_;
  if (table_seen_) score += 3;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!tags_[i].corrected.empty()) {
      result_.notes.push_back({"spelling", Words(i), base::StrCat("read as ", tags_[i].corrected)});
      score -= 0.5;
    }
  }
  if (money_measure_) {
    score += 0.2 * knowledge::MoneyRank(SplitName(form_.measure.column));
    // Revenue is what was sold; how it was collected is another matter.
    if (!table_seen_ && knowledge::IsCollection(SplitName(table_.table))) score -= 0.5;
  }
  if (!table_.time_column.empty() && table_.time_column[0] != '_') score += 0.1;
  result_.score = score;
}

}  // namespace aurora::query::language
