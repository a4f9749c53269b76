#include <algorithm>

#include "absl/strings/str_join.h"
#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {

// A column of a joined table, used: the join comes into the form.
void Composer::UseSource(ColumnRef& ref) {
  if (ref.empty() || ref.source == 0 || form_.shape == Shape::kWithout) return;
  const TableFacts& facts = scope_.source(ref.source);
  const Source source{facts.profile().database, facts.profile().table};
  const auto known = std::find(form_.sources.begin(), form_.sources.end(), source);
  const size_t index = static_cast<size_t>(known - form_.sources.begin());
  if (known != form_.sources.end()) {
    ref.source = index;
    return;
  }
  TableJoin join = AskedPart(scope_.join(ref.source));
  if (!join.other_parts.empty() && !NamesPart(scope_.join(ref.source), join.left.name)) {
    assumed_ = true;
    NoteThat("joined_by", "", base::StrCat(source.table, " are those of ", join.left.name, ", not of ", absl::StrJoin(join.other_parts, ", ")));
  }
  // "by the seller's country" of offers, which lead to buyers: those of a listing, another table, are sellers.
  if (LeadsInAnotherPart(ref.source, join)) Fail(Problem::kNotUnderstood, tags_.size());
  // What it is reached through comes before it.
  UseSource(join.left);
  join.source = form_.sources.size();
  form_.sources.push_back(source);
  ref.source = join.source;
  form_.joins.push_back(std::move(join));
}

// Whether the one noun is the column by which the table of the other's is joined.
bool Composer::LeadsTo(size_t way, size_t column) const {
  const Meaning& from = Chosen(way);
  const Meaning& to = Chosen(column);
  if (to.kind != MeaningKind::kColumn || to.source == 0 || (from.kind != MeaningKind::kColumn && from.kind != MeaningKind::kEntity)) return false;
  const TableJoin join = AskedPart(scope_.join(to.source));
  return Ref(from) == join.left;
}

// Whether the question names this part: what all parts share says nothing, it is what they are parts of.
bool Composer::NamesPart(const TableJoin& join, const std::string& column) const {
  const TableFacts& facts = scope_.source(join.left.source);
  const std::vector<std::string>& stems = facts.column(facts.Find(column)).stems;
  return std::any_of(stems.begin(), stems.end(), [&](const std::string& stem) {
    const auto has = [&](const std::string& other) {
      const std::vector<std::string>& of = facts.column(facts.Find(other)).stems;
      return std::find(of.begin(), of.end(), stem) != of.end();
    };
    const bool shared = (column == join.left.name || has(join.left.name)) && std::all_of(join.other_parts.begin(), join.other_parts.end(), has);
    return !shared && std::any_of(words_.begin(), words_.end(), [&](const Word& word) { return word.stem == stem; });
  });
}

// Whether the question names a part that rows of the joined table play in a third one.
bool Composer::LeadsInAnotherPart(size_t source, const TableJoin& join) const {
  const std::vector<std::string>& own = scope_.source(join.left.source).column(scope_.source(join.left.source).Find(join.left.name)).stems;
  for (size_t third = 0; third < scope_.size(); ++third) {
    if (third == source || third == join.left.source) continue;
    const TableFacts& facts = scope_.source(third);
    const std::optional<TableJoin> other = FindJoin(facts, scope_.source(source));
    if (!other.has_value()) continue;
    std::vector<std::string> parts = other->other_parts;
    parts.push_back(other->left.name);
    for (const std::string& part : parts) {
      const std::vector<std::string>& stems = facts.column(facts.Find(part)).stems;
      const auto said = [&](const std::string& stem) {
        return std::find(own.begin(), own.end(), stem) == own.end() && std::any_of(words_.begin(), words_.end(), [&](const Word& word) { return word.stem == stem; });
      };
      if (std::any_of(stems.begin(), stems.end(), said)) return true;
    }
  }
  return false;
}

// The join by the part that the question names: "by region of the return depot".
TableJoin Composer::AskedPart(TableJoin join) const {
  if (join.other_parts.empty() || NamesPart(join, join.left.name)) return join;
  const auto other = std::find_if(join.other_parts.begin(), join.other_parts.end(), [&](const std::string& part) { return NamesPart(join, part); });
  if (other != join.other_parts.end()) join.left.name = *other;
  return join;
}

// From sources of the scope to those of the form.
void Composer::ResolveSources() {
  const auto defined = [&](std::optional<Defined>& one) {
    if (!one.has_value()) return;
    ColumnRef ref{one->source, one->term};
    UseSource(ref);
    one->source = ref.source;
  };
  const auto condition = [&](Condition& one, const auto& self) -> void {
    UseSource(one.operand.column);
    UseSource(one.operand.until);
    UseSource(one.operand.times);
    UseSource(one.other);
    defined(one.defined);
    for (Condition& other : one.any) self(other, self);
  };
  const auto measure = [&](Measure& one, const auto& self) -> void {
    UseSource(one.operand.column);
    UseSource(one.operand.until);
    UseSource(one.operand.times);
    defined(one.defined);
    for (Condition& only : one.only) condition(only, condition);
    for (Measure& part : one.parts) self(part, self);
  };
  for (Condition& filter : form_.filters) condition(filter, condition);
  for (Measure& one : form_.measures) measure(one, measure);
  for (Having& having : form_.having) measure(having.measure, measure);
  for (Group& group : form_.groups) UseSource(group.column);
  for (Group& group : form_.inner) UseSource(group.column);
  UseSource(form_.row_order.column);
  UseSource(form_.row_order.until);
  UseSource(form_.row_order.times);
  UseSource(form_.time);
}

// The names of those that a ranking or a list shows by id.
void Composer::AddLabels() {
  const bool shown = form_.shape == Shape::kGroups || (form_.shape == Shape::kMeasures && form_.order != Order::kNone && form_.limit > 0);
  if (!shown || form_.compared.has_value()) return;
  for (size_t g = 0; g < form_.groups.size(); ++g) {
    const ColumnRef column = form_.groups[g].column;
    if (form_.groups[g].kind != GroupKind::kColumn || column.source != 0) continue;
    for (size_t s = 1; s < scope_.size(); ++s) {
      const TableFacts& facts = scope_.source(s);
      if (!(AskedPart(scope_.join(s)).left == column) || facts.label() == facts.size()) continue;
      const ColumnRef label = scope_.Ref(s, facts.label());
      const bool known = std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.column == label; });
      if (!known) AddGroup(label, 0);
      break;
    }
  }
}

}  // namespace aurora::query::language
