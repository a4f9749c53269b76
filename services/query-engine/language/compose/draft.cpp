#include "services/query-engine/language/compose/draft.h"

#include <algorithm>
#include <map>
#include <utility>

#include "libs/base/text.h"

namespace aurora::query::language {

Draft::Draft(const std::vector<Word>& spoken, std::vector<Tag> tagged, const Scope& known, absl::Time clock, std::map<size_t, size_t> meanings, ColumnRef column)
    : words(spoken), tags(std::move(tagged)), scope(known), now(clock), choices(std::move(meanings)), chosen(std::move(column)), modifier(tags.size(), false), used(tags.size(), false), ratio(tags.size()) {
  form.sources.push_back({scope.main().profile().database, scope.main().profile().table});
  if (!scope.main().profile().time_column.empty()) time = {0, scope.main().profile().time_column};
  if (!chosen.empty() && chosen.source == 0 && scope.Facts(chosen).time) time = chosen;
}

const Meaning& Draft::Chosen(size_t tag) const {
  const auto choice = choices.find(tag);
  return tags[tag].meanings[choice == choices.end() ? 0 : choice->second];
}

bool Draft::Has(TagKind kind) const {
  return std::any_of(tags.begin(), tags.end(), [&](const Tag& tag) {
    if (tag.kind == kind) return true;
    // "at what time of day" asks which.
    if (kind != TagKind::kWhich || tag.kind != TagKind::kHourOfDay) return false;
    return std::any_of(words.begin() + static_cast<std::ptrdiff_t>(tag.first), words.begin() + static_cast<std::ptrdiff_t>(tag.last) + 1,
                       [](const Word& word) { return word.text == "which" || word.text == "what"; });
  });
}

size_t Draft::Next(size_t tag) const {
  for (size_t i = tag + 1; i < tags.size(); ++i) {
    if (tags[i].kind != TagKind::kFiller) return i;
  }
  return tags.size();
}

size_t Draft::Previous(size_t tag) const {
  for (size_t i = tag; i-- > 0;) {
    if (tags[i].kind != TagKind::kFiller) return i;
  }
  return tags.size();
}

bool Draft::BreakBetween(size_t first, size_t second) const {
  if (first >= tags.size() || second >= tags.size()) return true;
  for (size_t i = tags[first].last; i < tags[second].first; ++i) {
    if (words[i].break_after) return true;
  }
  return false;
}

std::string Draft::Words(size_t tag) const { return Join(words, tags[tag].first, tags[tag].last); }

std::string Draft::Words(size_t first, size_t last) const { return Join(words, tags[first].first, tags[last].last); }

void Draft::Use(size_t tag) {
  if (tag >= tags.size() || used[tag]) return;
  used[tag] = true;
  if (!Lexical(tag)) return;
  const double known = Chosen(tag).weight;
  weight += known;
  ++weighed;
  least = std::min(least, known);
  if (!tags[tag].corrected.empty()) NoteThat("spelling", Words(tag), base::StrCat("read as \"", tags[tag].corrected, "\""));
}

void Draft::Fail(Problem problem, size_t tag) {
  failed = true;
  if (composed.problem == Problem::kNone) composed.problem = problem;
  if (tag >= tags.size()) return;
  left.insert(tag);
  composed.words.push_back(Words(tag));
  if (!Is(tag, TagKind::kUnknown)) return;
  // What stands together is one thing: "petrol stations".
  const bool goes_on = tag > 0 && Is(tag - 1, TagKind::kUnknown) && !BreakBetween(tag - 1, tag) && !composed.unknown.empty() && composed.unknown.back().last + 1 == tags[tag].first;
  if (goes_on) {
    composed.unknown.back().last = tags[tag].last;
  } else {
    composed.unknown.push_back({tags[tag].first, tags[tag].last});
  }
}

void Draft::NoteThat(std::string id, std::string spoken, std::string reading) {
  for (const Note& note : composed.notes) {
    if (note.id == id && note.words == spoken) return;
  }
  composed.notes.push_back({std::move(id), std::move(spoken), std::move(reading)});
}

void Draft::Place(Condition condition, size_t tag) {
  Placed here;
  here.tag = tag;
  here.condition = std::move(condition);
  const Operand& operand = here.condition.operand;
  here.condition.of_elements = !operand.empty() && !operand.IsSpan() && scope.Profile(operand.column).array;
  placed.push_back(std::move(here));
}

std::string Draft::NameOf(const Measure& measure) const {
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string text;
    for (const std::string& word : parts) base::StrAppend(&text, text.empty() ? "" : "_", word);
    return text;
  };
  const std::string table = joined(SplitName(scope.main().profile().table));
  const std::string column = measure.operand.empty() ? table : (measure.operand.IsSpan() ? "time" : measure.operand.column.name);
  switch (measure.kind) {
    case MeasureKind::kCount:
      return table;
    case MeasureKind::kCountDistinct:
      if (measure.step.has_value()) return base::StrCat(UnitName(measure.step->unit), "s");
      return "unique_" + column;
    case MeasureKind::kSum:
      return money ? "revenue" : "total_" + column;
    case MeasureKind::kAverage:
      return "average_" + column;
    case MeasureKind::kMinimum:
      return "minimum_" + column;
    case MeasureKind::kMaximum:
      return "maximum_" + column;
    case MeasureKind::kMedian:
      return "median_" + column;
    case MeasureKind::kQuantile:
      return base::StrCat("p", measure.quantile * 100 == static_cast<int>(measure.quantile * 100) ? base::StrCat(static_cast<int>(measure.quantile * 100)) : "999", "_", column);
    case MeasureKind::kDeviation:
      return "deviation_" + column;
    case MeasureKind::kRatio:
      return "ratio";
    case MeasureKind::kShareOfAll:
      return "share";
    case MeasureKind::kDefined:
      return joined(SplitName(measure.defined->term));
  }
  return "value";
}

void Draft::AddMeasure(MeasureKind kind, Operand operand, double quantile) {
  Measure measure;
  measure.kind = kind;
  measure.operand = std::move(operand);
  measure.quantile = quantile;
  if (of_quantity.has_value()) measure.only = {*of_quantity};
  for (const Measure& known : form.measures) {
    if (known.kind == measure.kind && known.operand == measure.operand && known.quantile == measure.quantile && known.only == measure.only) return;
  }
  measure.name = NameOf(measure);
  if (of_quantity.has_value()) base::StrAppend(&measure.name, "_of_", of_quantity->values[0]);
  form.measures.push_back(std::move(measure));
  composed.said_measure = true;
}

void Draft::AddGroup(const ColumnRef& asked) {
  // The key by which a table is joined stands in the row itself.
  const bool key = asked.source > 0 && scope.join(asked.source).right == asked.name && scope.join(asked.source).left.source == 0 && scope.join(asked.source).other_parts.empty();
  const ColumnRef column = key ? scope.join(asked.source).left : asked;
  for (const Group& group : form.groups) {
    if (group.kind == GroupKind::kColumn && group.column == column) return;
  }
  Group group;
  group.column = column;
  group.name = column.name;
  // The result's column is one element: its name must not hide the array, which conditions may be about.
  if (scope.Profile(column).array) group.name = column.name.size() > 3 && column.name.back() == 's' ? column.name.substr(0, column.name.size() - 1) : column.name + "_element";
  if (column.source > 0 && scope.main().Find(column.name) < scope.main().size()) group.name = base::StrCat(scope.source(column.source).profile().table, "_", column.name);
  form.groups.push_back(std::move(group));
}

void Draft::AddBucket(Grain grain) {
  for (Group& group : form.groups) {
    if (group.kind != GroupKind::kBucket) continue;
    group.grain = grain;
    group.name = UnitName(grain.unit);
    return;
  }
  Group group;
  group.kind = GroupKind::kBucket;
  group.grain = grain;
  group.name = UnitName(grain.unit);
  form.groups.insert(form.groups.begin(), std::move(group));
}

}  // namespace aurora::query::language
