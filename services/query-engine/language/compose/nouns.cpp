#include "services/query-engine/language/compose/nouns.h"

#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/checks/checks.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/measures/measures.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/row_ids.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool IsOwnWord(const ColumnFacts& facts, const std::string& text) { return std::find(facts.words.begin(), facts.words.end(), text) != facts.words.end(); }

// The column that says what kind of thing a row is, where one does.
std::optional<ColumnRef> KindOfRows(const Draft& d) {
  std::optional<ColumnRef> kind;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (!facts.category || facts.id || facts.words.empty() || d.scope.main().profile().columns[c].Hidden()) continue;
    // "part_name" of parts
    const std::vector<std::string>& names = d.scope.main().name_stems();
    const bool own_name = facts.words.size() == 2 && facts.words[1] == "name" && std::find(names.begin(), names.end(), facts.stems[0]) != names.end();
    if (!own_name && !facts.event && !IsOneOf(facts.words.back(), {"item", "product", "article", "sku", "dish", "title", "model"})) continue;
    if (kind.has_value()) return std::nullopt;
    kind = d.scope.Ref(0, c);
  }
  return kind;
}

// By weight or by money? As was chosen, or both are asked back.
void ReadOpenSize(Draft& d, size_t most, size_t table) {
  std::vector<ColumnRef> sizes;
  if (d.scope.main().money() < d.scope.main().size()) sizes.push_back(d.scope.Ref(0, d.scope.main().money()));
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (facts.measure && !facts.rate && IsSize(facts.dimension)) sizes.push_back(d.scope.Ref(0, c));
  }
  if (d.chosen.empty() && sizes.size() > 1) {
    d.composed.open = std::move(sizes);
    d.Fail(Problem::kSizeOpen, most);
    return;
  }
  if (d.chosen.empty()) d.assumed = true;
  d.form.shape = Shape::kRows;
  d.form.row_order = {d.chosen.empty() ? sizes[0] : d.chosen, {}, 1};
  d.form.row_descending = d.tags[most].descending;
  if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[table].last].text) ? kRankedRows : 1;
  d.NoteThat("size", d.Words(most), base::StrCat("by ", d.form.row_order.column.name));
  d.Use(most);
}

// "most used", "least common", "most popular", and not "most" alone.
bool SaysHowOften(const Draft& d, size_t most) {
  return IsOneOf(d.words[d.tags[most].last].text, {"used", "common", "popular", "frequent", "sold", "ordered", "requested", "bought"});
}

void ReadTable(Draft& d, size_t tag) {
  d.composed.said_table = true;
  if (OfRows(d, tag, tag + 1)) {
    d.Use(tag);
    return;
  }
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  d.distinct_rows = d.distinct_rows || context == Context::kDistinct;
  switch (context) {
    case Context::kCount:
      d.counted = true;
      d.Use(at);
      break;
    case Context::kMost:
    case Context::kTop:
      // "most trips": rows are what is ranked by; "top trips" alone says not by what.
      if (context == Context::kTop && d.form.groups.empty() && d.form.measures.empty() && !d.Has(TagKind::kBy)) {
        if (d.Text(at) == "first" && !d.time.empty()) {
          d.form.shape = Shape::kRows;
          d.form.row_order = {d.time, {}, 1};
          d.form.row_descending = false;
          if (d.form.limit == 0) d.form.limit = 1;
          d.Use(at);
        }
        break;
      }
      // "biggest crate by weight": by what is said.
      if (context == Context::kMost && d.form.groups.empty() && d.form.measures.size() == 1 && d.Has(TagKind::kBy) && !d.form.measures[0].operand.empty() &&
          IsOneOf(d.Text(at), {"largest", "biggest", "highest", "smallest", "lowest", "greatest"})) {
        d.form.shape = Shape::kRows;
        d.form.row_order = d.form.measures[0].operand;
        d.form.row_descending = d.tags[at].descending;
        d.form.measures.clear();
        d.form.order = Order::kNone;
        d.ranked = false;
        if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[tag].last].text) ? kRankedRows : 1;
        d.Use(at);
        break;
      }
      if (context == Context::kMost && d.form.groups.empty() && !d.group_noun_seen && d.form.measures.empty() && !d.Has(TagKind::kBy) && SizeIsOpen(d) &&
          IsOneOf(d.Text(at), {"largest", "biggest", "greatest"})) {
        ReadOpenSize(d, at, tag);
        break;
      }
      // "most used parts" of part_name: which of them, by how many rows each has.
      if (const std::optional<ColumnRef> kind = KindOfRows(d); context == Context::kMost && kind.has_value() && d.form.groups.empty() && !d.group_noun_seen && d.form.measures.empty() && SaysHowOften(d, at)) {
        d.AddGroup(*kind);
        d.assumed = d.explicit_group = d.ranked = d.counted = true;
        d.plural_rank = Plural(d.words[d.tags[tag].last].text);
        d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        d.NoteThat("kind_of_rows", d.Words(tag), base::StrCat("by ", kind->name));
        d.Use(at);
        break;
      }
      // "the five largest payments": single rows by their money.
      if (context == Context::kMost && d.form.groups.empty() && !d.group_noun_seen && d.scope.main().money() < d.scope.main().size() &&
          !SizeIsOpen(d) &&
          (d.Text(at) == "largest" || d.Text(at) == "biggest" || d.Text(at) == "highest" || d.Text(at) == "smallest" || d.Text(at) == "lowest" || d.Text(at) == "greatest")) {
        d.form.shape = Shape::kRows;
        d.form.row_order = {d.scope.Ref(0, d.scope.main().money()), {}, 1};
        d.form.row_descending = d.tags[at].descending;
        if (d.form.limit == 0) d.form.limit = Plural(d.words[d.tags[tag].last].text) ? kRankedRows : 1;
        d.Use(at);
        break;
      }
      // "biggest pledge for each reward level": of each, by its money.
      if (context == Context::kMost && !d.form.groups.empty() && d.form.measures.empty() && d.form.limit == 0 && (d.Has(TagKind::kPer) || d.Has(TagKind::kBy)) && !Plural(d.words[d.tags[tag].last].text) && d.scope.main().money() < d.scope.main().size() && !SizeIsOpen(d) &&
          IsOneOf(d.Text(at), {"largest", "biggest", "highest", "smallest", "lowest", "greatest"})) {
        d.AddMeasure(d.tags[at].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, {d.scope.Ref(0, d.scope.main().money()), {}, 1});
        d.Use(at);
        break;
      }
      d.ranked = true;
      d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.Use(at);
      d.counted = true;
      break;
    case Context::kBy:
      // "top 5 companies by bookings": by how many.
      if (d.Text(at) == "by" && !d.form.groups.empty() && d.form.measures.empty() && (d.ranked || d.form.limit > 0 || d.Has(TagKind::kTop) || d.Has(TagKind::kMost))) {
        d.counted = true;
        d.ranked = true;
        if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
        d.Use(at);
      }
      break;
    case Context::kAggregate:
      // "sum of the collected pledges": of their money, where they have some.
      if (const std::optional<Operand> money = MoneyOperand(d); !d.used[at] && d.Text(at) == "sum" && d.form.measures.empty() && money.has_value()) {
        d.money = true;
        d.AddMeasure(MeasureKind::kSum, *money);
        d.NoteThat("money", d.Words(at, tag), base::StrCat("the sum of ", money->column.name));
        d.Use(at);
        break;
      }
      if (!d.used[at] && d.tags[at].aggregate == MeasureKind::kSum && d.Text(at) != "how") {
        d.counted = d.counted || d.form.measures.empty();
        d.Use(at);
      }
      break;
    case Context::kWhich:
      // "which three extras made the most money" of lines that say which item it was: of each kind.
      if (const std::optional<ColumnRef> kind = KindOfRows(d); kind.has_value() && d.Has(TagKind::kMoney) && (d.Has(TagKind::kMost) || d.Has(TagKind::kTop)) && d.form.groups.empty() && !d.group_noun_seen && Plural(d.words[d.tags[tag].last].text)) {
        d.AddGroup(*kind);
        d.assumed = d.explicit_group = d.group_noun_seen = true;
        d.plural_rank = true;
        d.NoteThat("kind_of_rows", d.Words(tag), base::StrCat("by ", kind->name));
        d.Use(at);
        break;
      }
      if (d.form.measures.empty() && d.form.groups.empty() && !d.Has(TagKind::kMost) && d.form.shape == Shape::kMeasures) d.form.shape = Shape::kRows;
      d.Use(at);
      break;
    default:
      break;
  }
  d.Use(tag);
}

// "number of offers", "decline rate of offers" of offer_eur and offered_at: what was offered then are the rows, and not the sum of their amounts.
// "Average offer" and "total offers" are of the amounts.
bool AreRows(const Draft& d, size_t tag) {
  if (!d.Means(tag, MeaningKind::kMoment) || d.Chosen(tag).source != 0 || !d.Chosen(tag).values.empty() || d.time.empty() || d.Ref(d.Chosen(tag)) != d.time) return false;
  if (d.tags[tag].first != d.tags[tag].last || !Plural(d.words[d.tags[tag].first].text)) return false;
  size_t at = 0;
  const Context context = ContextOf(d, tag, &at);
  if (context == Context::kMost) return IsOneOf(d.words[d.tags[at].last].text, {"most", "fewest", "least"});
  return context != Context::kAggregate && context != Context::kExtreme && context != Context::kTop;
}

// "penalties written today and yesterday, both counts" of a table of fines and a column fine_eur: the plural is of the rows where they are
// counted. The meaning that says so.
std::optional<size_t> CountedRows(const Draft& d, size_t tag) {
  if (!d.Has(TagKind::kCount) || d.Has(TagKind::kAggregate) || d.Has(TagKind::kMoney) || d.Has(TagKind::kUnit) || !Plural(d.words[d.tags[tag].last].text)) return std::nullopt;
  for (size_t m = 0; m < d.tags[tag].meanings.size(); ++m) {
    if (d.tags[tag].meanings[m].kind == MeaningKind::kTable && d.tags[tag].meanings[m].source == 0) return m;
  }
  return std::nullopt;
}

// Behind the noun of the rows, and no subject or agent of its own: "events of tier 1 projects", "events per team, tier 1 projects only".
bool IsSaidOfRows(const Draft& d, size_t condition) {
  bool rows = false;
  for (size_t i = 0; i < condition; ++i) rows = rows || d.Is(i, TagKind::kRows) || d.Means(i, MeaningKind::kTable);
  const size_t first = d.tags[condition].first;
  return rows && first > 0 && (d.words[first - 1].break_after || IsOneOf(d.words[first - 1].text, {"of", "from", "on", "only", "for", "in", "at"}));
}

// "events of tier 1 projects" of a table of projects that the rows are joined with: whose tier that is.
bool NamesWhoseCondition(const Draft& d, size_t tag) {
  const std::string& stem = d.words[d.tags[tag].last].stem;
  return Plural(d.words[d.tags[tag].last].text) && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    if (column.empty() || column.source == 0 || placed.tag >= tag || tag - placed.tag > 2 || d.BreakBetween(placed.tag, tag) || !IsSaidOfRows(d, placed.tag)) return false;
    for (size_t i = placed.tag; i < tag; ++i) {
      if (!d.used[i] && !d.Is(i, TagKind::kFiller)) return false;
    }
    const std::vector<std::string>& name = d.scope.source(column.source).name_stems();
    return !name.empty() && name.back() == stem;
  });
}

// "what did our lakeside huts make", "how much did the shops in Leeds sell": whose rows, as a condition of their own table beside it says.
bool SaidOfThose(const Draft& d, size_t tag) {
  const Meaning& meaning = d.Chosen(tag);
  if (!OfColumn(meaning) || meaning.source != 0 || meaning.weight < 0.9 || !Plural(d.words[d.tags[tag].last].text) || d.tags[tag].first < 2) return false;
  bool did = false;
  // What is wanted of them must be said, too: "what did they make" is no list.
  if (!d.Has(TagKind::kMoney) && !d.Has(TagKind::kCount) && !d.Has(TagKind::kAggregate) && !d.Has(TagKind::kUnit)) return false;
  for (size_t w = 0; w < d.tags[tag].first; ++w) did = did || IsOneOf(d.words[w].text, {"did", "do", "does", "have"});
  return did && std::any_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    if (column.empty() || column.source == 0 || !(d.scope.join(column.source).left == d.Ref(meaning))) return false;
    const bool before = placed.tag + 1 == tag;
    const bool behind = d.Next(tag) == placed.tag && d.tags[placed.tag].first == d.tags[tag].last + 2 && IsOneOf(d.words[d.tags[tag].last + 1].text, {"in", "on", "at", "with", "from", "by"});
    return (before || behind) && !d.BreakBetween(std::min(placed.tag, tag), std::max(placed.tag, tag));
  });
}

// "orders with a failed payment" of payments: those orders, and none of their payments.
bool HaveSuchRow(const Draft& d, size_t tag) {
  const size_t with = d.tags[tag].last + 1;
  if (with >= d.words.size() || d.words[with - 1].break_after || !IsOneOf(d.words[with].text, {"with", "having"})) return false;
  bool chosen = false;
  for (size_t i = tag + 1; i < d.tags.size() && !d.BreakBetween(tag, i); ++i) {
    const bool rows = d.Means(i, MeaningKind::kTable) || (d.Means(i, MeaningKind::kEntity) && d.FactsOf(d.Chosen(i)).row_id);
    if (rows && d.Chosen(i).source == 0) return chosen;
    if (!d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kHaving) && !d.Means(i, MeaningKind::kValue) && !d.Is(i, TagKind::kOr)) return false;
    chosen = chosen || d.Means(i, MeaningKind::kValue);
  }
  return false;
}

// "household meters installed before 2010" of readings: all that is said is said of meters, so that they are listed.
bool SaidOfOwnTable(const Draft& d, size_t tag, const Meaning& meaning) {
  if (d.fragment || meaning.kind != MeaningKind::kEntity || meaning.source != 0 || d.placed.empty() || d.form.window.has_value() || !Plural(d.words[d.tags[tag].last].text)) return false;
  // They stand first, but for values of theirs.
  for (size_t i = 0; i < tag; ++i) {
    if (!d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kList) && !d.Means(i, MeaningKind::kValue)) return false;
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kRows) || (d.Means(i, MeaningKind::kTable) && d.Chosen(i).source == 0)) return false;
  }
  return std::all_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) {
    const ColumnRef& column = placed.condition.operand.column;
    return !column.empty() && column.source > 0 && d.scope.join(column.source).left == d.Ref(meaning);
  });
}

// "users per platform", "daily users by version" of events: how many different ones there are of each, and not how many events.
bool CountsEntities(const Draft& d, size_t tag, const Meaning& meaning) {
  if (meaning.kind != MeaningKind::kEntity || meaning.source != 0 || meaning.weight < 0.8 || d.FactsOf(meaning).row_id || !Plural(d.words[d.tags[tag].last].text)) return false;
  if (!d.form.measures.empty() || d.counted || d.form.shape != Shape::kMeasures || d.form.groups.empty() || d.ranked || d.form.limit > 0 || !d.form.having.empty() || d.composed.said_table) return false;
  // Nothing but a step of time stands before it.
  for (size_t i = 0; i < tag; ++i) {
    if (!d.Is(i, TagKind::kFiller) && !d.Is(i, TagKind::kGrain)) return false;
  }
  const size_t behind = d.Next(tag);
  return d.Is(behind, TagKind::kBy) || d.Is(behind, TagKind::kPer) || d.Is(behind, TagKind::kGrain);
}

bool SaysHowManyTimes(const Draft& d) {
  return std::any_of(d.tags.begin(), d.tags.end(), [&](const Tag& tag) { return tag.kind == TagKind::kCount && IsOneOf(d.words[tag.last].text, {"times", "often"}); });
}

// "only the households that eat halal" after another question: those of them, and no groups of each.
bool NarrowsTo(const Draft& d, size_t tag) {
  if (!d.fragment || d.placed.empty() || !IsOneOf(d.words[0].text, {"only", "just"}) || !d.Means(tag, MeaningKind::kEntity)) return false;
  if (d.Has(TagKind::kTop) || d.Has(TagKind::kMost) || d.Has(TagKind::kBy) || d.Has(TagKind::kPer)) return false;
  const size_t behind = d.tags[tag].last + 1;
  return behind < d.words.size() && IsOneOf(d.words[behind].text, {"that", "who", "which", "with", "whose", "in", "from"});
}

}  // namespace

void ReadNouns(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    if (NamesWhoseCondition(d, i) || NarrowsTo(d, i)) d.Use(i);
    ReadNamedAll(d, i);
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue || d.Chosen(i).weight > kCommentVerb) continue;
    // "curated by Berg" says whose name follows; without a curator it says something else.
    bool named = d.Chosen(i).weight > (kDoneByVerb + kCommentVerb) / 2;
    for (size_t j = 0; j < d.tags.size() && !named; ++j) named = j != i && d.Lexical(j) && d.Chosen(j).kind != MeaningKind::kTable && d.Ref(d.Chosen(j)) == d.Ref(d.Chosen(i));
    d.used[i] = named;
  }
  ReadRowIds(d);
  // Groups first, so that numbers know whether they are ranked.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (!OfColumn(meaning) || !d.FactsOf(meaning).category || IsAveraged(d, i)) continue;
      if (d.choices.count(i) > 0 && !meaning.Same(d.Chosen(i))) continue;
      // "the highest score": the number of that name, where a grade is only called likewise.
      const bool number = d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure && !d.FactsOf(d.Chosen(i)).category && d.Chosen(i).weight > meaning.weight + 0.1;
      if (number) break;
      // "the most departures": what happened, where a place is only called likewise.
      size_t at = 0;
      if (d.Chosen(i).kind == MeaningKind::kMoment && d.Chosen(i).weight >= meaning.weight && ContextOf(d, i, &at) != Context::kBy && ContextOf(d, i, &at) != Context::kPer) break;
      ReadCategory(d, i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i] || d.Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : d.tags[i].meanings) {
      if (!OfColumn(meaning) || (!d.FactsOf(meaning).measure && !IsAveraged(d, i))) continue;
      if ((d.Chosen(i).kind == MeaningKind::kTable || d.Chosen(i).kind == MeaningKind::kMoment) && d.Chosen(i).weight > meaning.weight) break;
      if (AreRows(d, i)) break;
      // "bids made by buyers" of offer_gbp: how many were made, and not how much.
      const size_t behind = d.tags[i].last + 1;
      if (meaning.weight < 0.9 && d.FactsOf(meaning).dimension == knowledge::Dimension::kMoney && Plural(d.words[d.tags[i].last].text) && behind < d.words.size() && d.words[behind].text == "made" && !d.words[behind - 1].break_after) {
        d.Fail(Problem::kNotUnderstood, i);
        break;
      }
      if (const std::optional<size_t> rows = CountedRows(d, i); rows.has_value()) {
        d.choices[i] = *rows;
        break;
      }
      ReadNumeric(d, i, meaning);
      break;
    }
  }
  d.of_quantity.reset();
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const bool own_row = d.Chosen(i).kind == MeaningKind::kEntity && d.Chosen(i).source == 0 && d.FactsOf(d.Chosen(i)).row_id;
    if (d.Chosen(i).kind == MeaningKind::kTable || own_row) {
      ReadTable(d, i);
    } else if (d.Chosen(i).kind == MeaningKind::kMoment) {
      ReadMoment(d, i, d.Chosen(i));
    }
  }
  // What is left describes what was read: "trips of riders", "drivers who joined".
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Lexical(i) || d.used[i]) continue;
    const Meaning& meaning = d.Chosen(i);
    // "badged guests": a condition that was not read, where "guests" would only say whose.
    // "guests who booked" of reviews that know their booking: bookings are rows of another table.
    const bool did = d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"have", "has", "had", "who", "ever", "actually"});
    const bool done_elsewhere = did && meaning.kind == MeaningKind::kEntity && meaning.source == 0 && !d.FactsOf(meaning).row_id;
    if ((meaning.kind == MeaningKind::kColumn || done_elsewhere) && Participle(d.words[d.tags[i].last].text) && !IsOwnWord(d.FactsOf(meaning), d.words[d.tags[i].last].text)) continue;
    // "score of people hired in Engineering": what they are is said behind, of their own table.
    const size_t state = d.Next(i);
    const bool who = IsOneOf(d.Words(i), {"people", "persons", "folks"}) && meaning.source > 0 && d.Means(state, MeaningKind::kValue) && d.used[state] && d.Chosen(state).source == meaning.source && d.tags[i].last + 1 == d.tags[state].first && d.Has(TagKind::kAggregate);
    if (who || SaidOfThose(d, i)) {
      d.Use(i);
      continue;
    }
    if (EntityLike(d, meaning) && meaning.weight >= 0.6) {
      const bool special = d.unusual.has_value() || d.silent.has_value() || d.never.has_value() || d.first_time.has_value();
      const bool ranks = d.ranked || d.Has(TagKind::kMost) || d.Has(TagKind::kTop) || d.form.limit > 0;
      const bool grouped = std::any_of(d.form.groups.begin(), d.form.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
      // "which snacks bring in the most" of snack_orders: each row is one of its own, and what kind it is stands in another column.
      const bool of_rows = d.FactsOf(meaning).row_id && meaning.source == 0 && !special;
      if (CountsEntities(d, i, meaning)) {
        d.AddMeasure(MeasureKind::kCountDistinct, {d.Ref(meaning), {}, 1});
      } else if (of_rows && ranks && !grouped && d.form.shape == Shape::kMeasures && std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kSum; })) {
        const std::optional<ColumnRef> kind = KindOfRows(d);
        if (!kind.has_value()) continue;
        d.AddGroup(*kind);
        d.assumed = d.explicit_group = true;
        d.plural_rank = Plural(d.words[d.tags[i].last].text);
        d.NoteThat("kind_of_rows", d.Words(i), base::StrCat("by ", kind->name));
      } else if (d.unusual.has_value() && HasFewRowsEach(d, d.Ref(meaning))) {
        // "flooded us with requests" of lines that say which request they are of: what is counted, and none of them is unusual.
        d.counted = true;
      } else if ((special && !grouped) || (ranks && d.form.groups.empty() && d.form.shape == Shape::kMeasures)) {
        d.AddGroup(d.Ref(meaning));
        d.explicit_group = true;
        d.plural_rank = Plural(d.words[d.tags[i].last].text);
      } else if (d.form.measures.empty() && d.form.shape == Shape::kMeasures && d.form.groups.empty() && SaysHowManyTimes(d)) {
        // "people turned away this week, how many times": how often, whoever they were.
        d.counted = true;
      } else if (d.form.measures.empty() && d.form.shape == Shape::kMeasures && d.form.groups.empty() && !d.composed.said_table && d.Has(TagKind::kCount) && !d.FactsOf(meaning).row_id &&
                 std::none_of(d.placed.begin(), d.placed.end(), [&](const Placed& placed) { return placed.tag < i; })) {
        // "patients who did not come, how many?"
        d.AddMeasure(MeasureKind::kCountDistinct, {d.Ref(meaning), {}, 1});
      } else if (d.form.measures.empty() && !d.counted && !d.Has(TagKind::kCount) && !d.Has(TagKind::kAggregate) && (d.listed || d.Has(TagKind::kWhich) || !d.placed.empty()) && d.form.shape == Shape::kMeasures && d.form.groups.empty()) {
        // "vessels whose home port is Vigo but landed in Bergen": those, not each of their rows.
        const size_t after = d.tags[i].last + 1;
        const bool described = d.Previous(i) >= i && Plural(d.words[d.tags[i].last].text) && after < d.words.size() && (IsOneOf(d.words[after].text, {"who", "whose", "that", "which"}) || HaveSuchRow(d, i));
        if ((described || SaidOfOwnTable(d, i, meaning)) && !d.FactsOf(meaning).row_id) {
          d.AddGroup(d.Ref(meaning));
          d.form.shape = Shape::kGroups;
        } else {
          d.form.shape = Shape::kRows;
        }
        d.composed.said_table = d.composed.said_table || d.FactsOf(meaning).row_id;
      }
      d.Use(i);
    } else if (size_t at = 0; NamesRows(d, i, meaning) && (ContextOf(d, i, &at) == Context::kNone || ContextOf(d, i, &at) == Context::kHaving) && d.form.groups.empty()) {
      // "members who attended a class"
      d.assumed = true;
      d.composed.said_table = true;
      d.Use(i);
    } else if (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).category) {
      const bool special = d.unusual.has_value() || d.silent.has_value() || d.never.has_value() || d.first_time.has_value() || d.ranked || d.form.order != Order::kNone ||
                           d.composed.said_limit || d.form.limit > 0 || d.Has(TagKind::kMost) || d.Has(TagKind::kTop);
      if (!special || !d.form.groups.empty()) continue;
      d.AddGroup(d.Ref(meaning));
      d.explicit_group = true;
      d.plural_rank = Plural(d.words[d.tags[i].last].text);
      d.Use(i);
    }
  }
}

}  // namespace aurora::query::language
