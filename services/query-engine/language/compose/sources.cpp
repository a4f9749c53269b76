#include "services/query-engine/language/compose/sources.h"

#include <algorithm>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {
namespace {

// Whether the question names this part: what all parts share says nothing, it is what they are parts of.
bool NamesPart(const Draft& d, const TableJoin& join, const std::string& column) {
  const TableFacts& facts = d.scope.source(join.left.source);
  const std::vector<std::string>& stems = facts.column(facts.Find(column)).stems;
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
    const auto has = [&](const std::string& other) {
      const std::vector<std::string>& of = facts.column(facts.Find(other)).stems;
      return std::find(of.begin(), of.end(), stem) != of.end();
    };
    const bool shared = (column == join.left.name || has(join.left.name)) && std::all_of(join.other_parts.begin(), join.other_parts.end(), has);
    return !shared && std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return word.stem == stem; });
  });
}

// Whether the question names a part that rows of the joined table play in a third one.
bool LeadsInAnotherPart(const Draft& d, size_t source, const TableJoin& join) {
  const std::vector<std::string>& own = d.scope.source(join.left.source).column(d.scope.source(join.left.source).Find(join.left.name)).stems;
  for (size_t third = 0; third < d.scope.size(); ++third) {
    if (third == source || third == join.left.source) continue;
    const TableFacts& facts = d.scope.source(third);
    const std::optional<TableJoin> other = FindJoin(facts, d.scope.source(source));
    if (!other.has_value()) continue;
    std::vector<std::string> parts = other->other_parts;
    parts.push_back(other->left.name);
    for (const std::string& part : parts) {
      const std::vector<std::string>& stems = facts.column(facts.Find(part)).stems;
      const auto said = [&](const std::string& stem) {
        return std::find(own.begin(), own.end(), stem) == own.end() && std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) { return word.stem == stem; });
      };
      if (std::any_of(stems.begin(), stems.end(), said)) return true;
    }
  }
  return false;
}

// The join by the part that the question names: "by region of the return depot".
TableJoin AskedPart(const Draft& d, TableJoin join) {
  if (join.other_parts.empty() || NamesPart(d, join, join.left.name)) return join;
  const auto other = std::find_if(join.other_parts.begin(), join.other_parts.end(), [&](const std::string& part) { return NamesPart(d, join, part); });
  if (other != join.other_parts.end()) join.left.name = *other;
  return join;
}

// A column of a joined table, used: the join comes into the form.
void UseSource(Draft& d, ColumnRef& ref) {
  if (ref.empty() || ref.source == 0 || d.form.shape == Shape::kWithout) return;
  const TableFacts& facts = d.scope.source(ref.source);
  const Source source{facts.profile().database, facts.profile().table};
  const auto known = std::find(d.form.sources.begin(), d.form.sources.end(), source);
  const size_t index = static_cast<size_t>(known - d.form.sources.begin());
  if (known != d.form.sources.end()) {
    ref.source = index;
    return;
  }
  TableJoin join = AskedPart(d, d.scope.join(ref.source));
  if (!join.other_parts.empty() && !NamesPart(d, d.scope.join(ref.source), join.left.name)) {
    d.assumed = true;
    d.NoteThat("joined_by", "", base::StrCat(source.table, " are those of ", join.left.name, ", not of ", absl::StrJoin(join.other_parts, ", ")));
  }
  // "freelancers who bid": the key by which they are joined stands in the row itself.
  if (ref.name == join.right && join.left.source == 0) {
    ref = join.left;
    return;
  }
  // "by the seller's country" of offers, which lead to buyers: those of a listing, another table, are sellers.
  if (LeadsInAnotherPart(d, ref.source, join)) d.Fail(Problem::kNotUnderstood, d.tags.size());
  // What it is reached through comes before it.
  UseSource(d, join.left);
  join.source = d.form.sources.size();
  d.form.sources.push_back(source);
  ref.source = join.source;
  d.form.joins.push_back(std::move(join));
}

}  // namespace

// Whether the one noun is the column by which the table of the other's is joined.
bool LeadsTo(const Draft& d, size_t way, size_t column) {
  const Meaning& from = d.Chosen(way);
  const Meaning& to = d.Chosen(column);
  if (to.kind != MeaningKind::kColumn || to.source == 0 || !OfColumn(from)) return false;
  const TableJoin join = AskedPart(d, d.scope.join(to.source));
  return d.Ref(from) == join.left;
}

// From sources of the scope to those of the form.
void ResolveSources(Draft& d) {
  const auto defined = [&](std::optional<Defined>& one) {
    if (!one.has_value()) return;
    ColumnRef ref{one->source, one->term};
    UseSource(d, ref);
    one->source = ref.source;
  };
  const auto condition = [&](Condition& one, const auto& self) -> void {
    UseSource(d, one.operand.column);
    UseSource(d, one.operand.until);
    UseSource(d, one.operand.times);
    UseSource(d, one.other);
    defined(one.defined);
    for (Condition& other : one.any) self(other, self);
  };
  const auto measure = [&](Measure& one, const auto& self) -> void {
    UseSource(d, one.operand.column);
    UseSource(d, one.operand.until);
    UseSource(d, one.operand.times);
    defined(one.defined);
    for (Condition& only : one.only) condition(only, condition);
    for (Measure& part : one.parts) self(part, self);
  };
  for (Condition& filter : d.form.filters) condition(filter, condition);
  for (Measure& one : d.form.measures) measure(one, measure);
  for (Having& having : d.form.having) measure(having.measure, measure);
  for (Group& group : d.form.groups) UseSource(d, group.column);
  for (Group& group : d.form.inner) UseSource(d, group.column);
  UseSource(d, d.form.row_order.column);
  UseSource(d, d.form.row_order.until);
  UseSource(d, d.form.row_order.times);
  UseSource(d, d.form.time);
}

// The names of those that a ranking or a list shows by id.
void AddLabels(Draft& d) {
  for (const ColumnRef& column : d.shown_columns) {
    // Only what each of them has one of.
    const bool of_group = column.source > 0 && std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && AskedPart(d, d.scope.join(column.source)).left == group.column; });
    if (!of_group) {
      d.Fail(Problem::kNotUnderstood, d.tags.size());
      return;
    }
    d.AddGroup(column);
  }
  const bool shown = d.wants_names || d.form.shape == Shape::kGroups || (d.form.shape == Shape::kMeasures && d.form.order != Order::kNone && d.form.limit > 0);
  if (!shown || d.form.compared.has_value()) return;
  for (size_t g = 0; g < d.form.groups.size(); ++g) {
    const ColumnRef column = d.form.groups[g].column;
    if (d.form.groups[g].kind != GroupKind::kColumn || column.source != 0) continue;
    for (size_t s = 1; s < d.scope.size(); ++s) {
      const TableFacts& facts = d.scope.source(s);
      if (!(AskedPart(d, d.scope.join(s)).left == column) || facts.label() == facts.size()) continue;
      const ColumnRef label = d.scope.Ref(s, facts.label());
      const bool known = std::any_of(d.form.groups.begin(), d.form.groups.end(), [&](const Group& group) { return group.column == label; });
      if (!known) d.AddGroup(label);
      break;
    }
  }
  // "names please" of what has only a number.
  const auto named = [&](const Group& group) { return group.kind == GroupKind::kColumn && !d.scope.Facts(group.column).id; };
  if (d.wants_names && d.form.shape == Shape::kMeasures && std::none_of(d.form.groups.begin(), d.form.groups.end(), named)) d.Fail(Problem::kNotUnderstood, d.tags.size());
}

}  // namespace aurora::query::language
