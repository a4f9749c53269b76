#include "services/query-engine/language/compose/measures/measures.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/knowledge/verbs.h"
#include "services/query-engine/language/compose/conditions/conditions.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/compose/spans.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// "settlement time", "time to triage" of settled_at and triaged_at: the one time of the row whose verb makes the noun.
std::optional<ColumnRef> MomentOfAct(const Draft& d, size_t tag) {
  if (tag >= d.tags.size() || d.tags[tag].first != d.tags[tag].last || !(d.Is(tag, TagKind::kUnknown) || d.Lexical(tag)) || d.Means(tag, MeaningKind::kValue)) return std::nullopt;
  const TableFacts& main = d.scope.main();
  std::optional<ColumnRef> found;
  for (size_t c = 0; c < main.size(); ++c) {
    const ColumnFacts& facts = main.column(c);
    if (!facts.time || facts.words.size() != 1 || main.profile().columns[c].Hidden() || !knowledge::NamesAct(d.Text(tag), facts.words[0])) continue;
    if (found.has_value()) return std::nullopt;
    found = d.scope.Ref(0, c);
  }
  return found;
}

}  // namespace

// The time between two moments: from request to pickup; time to first response; resolution time.
void ReadSpan(Draft& d) {
  const auto moment = [&](size_t tag) -> std::optional<ColumnRef> {
    if (tag >= d.tags.size()) return std::nullopt;
    for (const Meaning& meaning : d.tags[tag].meanings) {
      if (((meaning.kind == MeaningKind::kMoment && meaning.values.empty()) || (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).time)) && meaning.source == 0) return d.Ref(meaning);
    }
    return MomentOfAct(d, tag);
  };
  const auto duration_near = [&](size_t tag) -> size_t {
    for (size_t i = tag, steps = 0; i-- > 0 && steps < 6; ++steps) {
      if (d.Is(i, TagKind::kHowLong) || IsSpanWord(d.Text(i)) || (d.Lexical(i) && IsSpanWord(d.words[d.tags[i].last].text))) return i;
    }
    for (size_t i = tag; i < d.tags.size() && i < tag + 6; ++i) {
      if (d.Is(i, TagKind::kHowLong) || IsSpanWord(d.Text(i))) return i;
    }
    return d.tags.size();
  };
  std::optional<Operand> span;
  for (size_t i = 0; i < d.tags.size() && !span.has_value(); ++i) {
    const size_t second_at = d.Next(i);
    // from A to B, between A and B; A to B time
    if (d.Is(i, TagKind::kFrom) || (d.Is(i, TagKind::kCompare) && d.tags[i].comparison == Comparison::kBetween)) {
      const size_t first = d.Next(i);
      const size_t join = d.Next(first);
      const size_t second = d.Next(join);
      if (!moment(first).has_value() || !(d.Is(join, TagKind::kTo) || d.Is(join, TagKind::kAnd)) || !moment(second).has_value()) continue;
      span = Operand{*moment(first), *moment(second), 1};
      const size_t word = duration_near(i);
      for (size_t used : {i, first, join, second, word}) {
        if (used < d.tags.size()) d.used[used] = true;
      }
      if (IsSpanWord(d.Text(d.Next(second)))) d.used[d.Next(second)] = true;
    } else if (moment(i).has_value() && !d.time.empty()) {
      // request to pickup time; pickup time; time to pickup
      const std::optional<ColumnRef> ref = moment(i);
      const size_t before = d.Previous(i);
      if (d.Is(second_at, TagKind::kTo) && moment(d.Next(second_at)).has_value() && *moment(d.Next(second_at)) != *ref && duration_near(i) < d.tags.size()) {
        // "wait in the queue until the render starts", beside "end of the render": what the whole phrase says.
        const size_t end = EndOfPhrase(d, second_at);
        const std::optional<ColumnRef> whole = end > d.Next(second_at) ? MomentOf(d, second_at + 1, end) : std::nullopt;
        const bool other = whole.has_value() && *whole != *ref;
        span = Operand{*ref, other ? *whole : *moment(d.Next(second_at)), 1};
        for (size_t used : {i, second_at, d.Next(second_at), duration_near(i)}) d.used[used] = true;
        for (size_t t = second_at; t <= end && other; ++t) d.used[t] = d.used[t] || !d.Means(t, MeaningKind::kValue);
      } else if (second_at < d.tags.size() && IsSpanWord(d.Text(second_at)) && *ref != d.time && !d.Lexical(second_at)) {
        span = Operand{d.time, *ref, 1};
        d.used[i] = d.used[second_at] = true;
      } else if ((d.Is(before, TagKind::kTo) || d.Text(before) == "until" || d.Text(before) == "before") && *ref != d.time) {
        const size_t word = d.Previous(before);
        // "took the longest to clear": ranked by it.
        const bool ranks = d.Is(word, TagKind::kExtreme) && d.tags[word].dimension == Dimension::kDuration;
        if (word < d.tags.size() && (ranks || IsSpanWord(d.Text(word)) || d.Is(word, TagKind::kHowLong))) {
          // "until the render starts", beside "end of the render"
          const size_t end = EndOfPhrase(d, before);
          const std::optional<ColumnRef> whole = end > i ? MomentOf(d, before + 1, end) : std::nullopt;
          const bool other = whole.has_value() && *whole != d.time && *whole != *ref;
          span = Operand{d.time, other ? *whole : *ref, 1};
          d.used[i] = d.used[before] = true;
          for (size_t t = before; t <= end && other; ++t) d.used[t] = d.used[t] || !d.Means(t, MeaningKind::kValue);
          d.used[word] = !ranks;
        }
      }
    }
  }
  if (!span.has_value() && d.Has(TagKind::kHowLong) && !d.silent.has_value() && !d.time.empty()) {
    // "how long does it take to resolve a ticket"
    for (size_t i = 0; i < d.tags.size() && !span.has_value(); ++i) {
      const std::optional<ColumnRef> ref = moment(i);
      if (!ref.has_value() || *ref == d.time) continue;
      span = Operand{d.time, *ref, 1};
      d.used[i] = true;
    }
  }
  if (!span.has_value() && !d.time.empty()) span = SpanBetweenPhrases(d);
  if (!span.has_value() && !d.time.empty()) span = SpanUntilPhrase(d);
  if (!span.has_value()) return;
  d.form.row_order = *span;  // until the measures are read
  d.names_span = true;
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (d.Is(i, TagKind::kHowLong)) d.Use(i);
  }
}

bool AggregateFor(Draft& d, size_t tag, MeasureKind* kind, double* quantile, std::vector<double>* more) {
  // The nearest before it, else any that is left.
  size_t best = d.tags.size();
  for (size_t i = tag; i-- > 0;) {
    if (d.Is(i, TagKind::kAggregate) && !d.used[i]) {
      best = i;
      break;
    }
    // What names a moment of a length of time is no number of its own: "median time from offer to payment".
    const bool moment = tag == d.tags.size() && d.used[i];
    if (!moment && d.Lexical(i) && !d.modifier[i] && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure && !ListedAfter(d, i, tag)) break;
  }
  if (best == d.tags.size()) {
    for (size_t i = tag + 1; i < d.tags.size() && best == d.tags.size(); ++i) {
      if (d.Is(i, TagKind::kAggregate) && !d.used[i]) best = i;
      if (d.Lexical(i) && d.Chosen(i).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(i)).measure && !d.used[i]) break;
    }
  }
  if (best == d.tags.size()) return false;
  *kind = d.tags[best].aggregate;
  *quantile = d.tags[best].quantile;
  d.used[best] = true;
  if (d.Text(best) == "quartiles") *more = {0.5, 0.75};
  // 10th, 50th and 90th percentile; average and median
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kAggregate) || d.used[i]) continue;
    if (d.tags[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kQuantile) {
      more->push_back(d.tags[i].quantile);
      d.used[i] = true;
    } else if (d.tags[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kDeviation && d.Text(best) == "spread") {
      *kind = MeasureKind::kQuantile;
      *quantile = d.tags[i].quantile;
      d.used[i] = true;
    }
  }
  return true;
}

namespace {

// "price" beside "quantity", of which nothing more is known: that of a piece.
bool IsPlainPrice(const Draft& d, size_t column) {
  const TableFacts& rows = d.scope.main();
  const auto called = [&](size_t c, std::string_view name) { return rows.column(c).words.size() == 1 && rows.column(c).words[0] == name && rows.profile().columns[c].comment.empty(); };
  if (!called(column, "price")) return false;
  for (size_t c = 0; c < rows.size(); ++c) {
    if (called(c, "quantity")) return true;
  }
  return false;
}

}  // namespace

// What a row's pieces cost together: its quantity times the price of one; nullopt where either is missing, or is not alone.
std::optional<Operand> OfAllPieces(const Draft& d, bool sold) {
  size_t quantity = d.scope.main().size();
  size_t price = d.scope.main().size();
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (!facts.measure && facts.dimension != Dimension::kQuantity) continue;
    if (d.scope.main().profile().columns[c].Hidden() || d.scope.main().profile().columns[c].column_class != catalog::ColumnClass::kNumber || facts.words.empty()) continue;
    const auto has = [&](std::initializer_list<std::string_view> words) {
      return std::any_of(facts.words.begin(), facts.words.end(), [&](const std::string& word) { return std::find(words.begin(), words.end(), std::string_view(word)) != words.end(); });
    };
    if (has({"quantity", "pieces", "units"}) && !facts.rate) {
      if (quantity < d.scope.main().size()) return std::nullopt;
      quantity = c;
    } else if (facts.dimension == Dimension::kMoney && (has({"unit", "each", "piece"}) || IsPlainPrice(d, c))) {
      // What was paid for a piece is not what it was sold for.
      if (has({"cost", "purchase", "buying"}) == sold) continue;
      if (price < d.scope.main().size()) return std::nullopt;
      price = c;
    }
  }
  if (quantity == d.scope.main().size() || price == d.scope.main().size()) return std::nullopt;
  return Operand{d.scope.Ref(0, price), {}, 1, d.scope.Ref(0, quantity)};
}

// "sold_at" of every row: it is a sale, and its price was taken.
bool IsSale(const TableFacts& rows) {
  const size_t time = rows.Find(rows.profile().time_column);
  if (time == rows.size() || rows.profile().columns[time].nullable) return false;
  const std::vector<std::string>& said = rows.column(time).words;
  return std::any_of(said.begin(), said.end(), [](const std::string& word) { return IsOneOf(word, {"sold", "bought", "purchased", "purchase", "ordered", "paid", "invoiced", "billed", "sale"}); });
}

namespace {

bool IsCalledCost(const std::vector<std::string>& name) {
  return std::any_of(name.begin(), name.end(), [](const std::string& word) { return IsOneOf(word, {"cost", "costs"}); });
}

// "revenue", "did we earn": what came in, where "how much did it come to" may be of what went out.
bool AsksForIncome(const std::vector<Word>& words) {
  return std::any_of(words.begin(), words.end(), [](const Word& word) { return IsOneOf(word.text, {"revenue", "revenues", "income", "turnover", "takings", "earnings", "earn", "earns", "earned", "earning", "sales", "sold", "sell"}); });
}

}  // namespace

bool TakesCostsForIncome(const Draft& d) {
  const bool costs = std::any_of(d.form.measures.begin(), d.form.measures.end(), [&](const Measure& one) { return !one.operand.empty() && !one.operand.IsSpan() && d.scope.Facts(one.operand.column).spent; });
  const bool named = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"cost", "costs", "expense", "expenses", "spend", "spent"}); });
  return costs && !named && AsksForIncome(d.words);
}

// "income from fines" of a penalty that is the "amount of the fine": the one amount of money there is, where the question names it.
std::optional<Operand> OnlyMoneyNamed(const Draft& d) {
  const TableFacts& main = d.scope.main();
  std::optional<size_t> only;
  for (size_t c = 0; c < main.size(); ++c) {
    if (!main.column(c).measure || main.column(c).dimension != Dimension::kMoney || main.profile().columns[c].Hidden()) continue;
    if (only.has_value() || main.column(c).rate || main.column(c).spent) return std::nullopt;
    only = c;
  }
  if (!only.has_value()) return std::nullopt;
  std::vector<Word> said = Normalise(main.profile().columns[*only].comment);
  for (const std::string& word : main.column(*only).words) said.push_back(Normalise(word)[0]);
  const bool named = std::any_of(d.words.begin(), d.words.end(), [&](const Word& word) {
    return IsOneOf(word.text, {"fine", "fines", "penalty", "penalties", "toll", "tolls", "donation", "donations", "pledge", "pledges", "levy", "levies"}) &&
           std::any_of(said.begin(), said.end(), [&](const Word& known) { return known.stem == word.stem; });
  });
  return named ? std::optional<Operand>({d.scope.Ref(0, *only), {}, 1}) : std::nullopt;
}

std::optional<Operand> MoneyOperand(Draft& d) {
  // "what did they pay without shipping": of the amount that is said to be so.
  for (const Draft::SaidOf& said : d.said_of) {
    if (said.columns.size() == 1 && d.scope.Facts(said.columns[0]).dimension == Dimension::kMoney) return Operand{said.columns[0], {}, 1};
  }
  std::optional<Operand> best = OperandOf(d, Dimension::kMoney, 0);
  // What may be spent is not what was taken, and what each unit costs is not what they all do.
  if (best.has_value() && (knowledge::MoneyRank(d.scope.Facts(best->column).words) < 0 || d.scope.Facts(best->column).rate)) best.reset();
  // What a thing is listed at was not taken: others tell what was bought.
  const auto listed = [&](const ColumnRef& ref) {
    const std::vector<std::string>& words = d.scope.Facts(ref).words;
    const bool thing = ref.source > 0 ? !SoldOrPaid(d.scope.main().name_stems()) : !d.scope.reverse().empty();
    // "price, charged to the client when the message is sent": of what was taken.
    const std::vector<Word> comment = Normalise(d.scope.Profile(ref).comment);
    const bool taken = ref.source == 0 && std::any_of(comment.begin(), comment.end(), [](const Word& word) { return IsOneOf(word.text, {"charged", "paid", "billed", "invoiced"}); });
    // "only delivered pickups are charged", "income is what is paid", said of a state.
    const bool charged = ref.source == 0 && std::any_of(d.scope.main().kept().begin(), d.scope.main().kept().end(), [&](const TableFacts::Kept& kept) {
      const std::vector<Word> state = Normalise(d.scope.main().profile().columns[kept.column].comment);
      return kept.only || (kept.keeps && std::any_of(state.begin(), state.end(), [](const Word& word) { return IsOneOf(word.text, {"income", "revenue", "money", "earned", "turnover", "takings"}); }));
    });
    const bool sale = ref.source == 0 && IsSale(d.scope.main()) && std::none_of(words.begin(), words.end(), [](const std::string& word) { return IsOneOf(word, {"ask", "asking", "list", "catalogue"}); });
    return thing && !taken && !charged && !sale && std::any_of(words.begin(), words.end(), [](const std::string& word) { return IsOneOf(word, {"price", "ask", "asking"}); });
  };
  if (best.has_value() && best->column.source == 0 && IsPlainPrice(d, d.scope.main().Find(best->column.name))) {
    if (std::optional<Operand> all = OfAllPieces(d, /*sold=*/true); all.has_value() && all->column == best->column) return all;
  }
  if (best.has_value() && listed(best->column)) return std::nullopt;
  // What was spent is no income. What something "cost" may have been paid by a customer: that is weighed when the form is whole.
  const auto spent = [&](const ColumnRef& ref) { return d.scope.Facts(ref).spent && !IsCalledCost(d.scope.Facts(ref).words) && AsksForIncome(d.words); };
  if (best.has_value() && spent(best->column)) best.reset();
  if (d.scope.main().money() < d.scope.main().size() && !spent(d.scope.Ref(0, d.scope.main().money()))) {
    if (listed(d.scope.Ref(0, d.scope.main().money()))) return std::nullopt;
    const ColumnRef own = d.scope.Ref(0, d.scope.main().money());
    if (!best.has_value()) best = Operand{own, {}, 1};
  }
  if (!best.has_value()) best = OfAllPieces(d, /*sold=*/true);
  if (!best.has_value()) best = OnlyMoneyNamed(d);
  return best;
}

// "Biggest" of a row that has a weight as well as money, and is not called after its money.
bool SizeIsOpen(const Draft& d) {
  if (SoldOrPaid(d.scope.main().name_stems())) return false;
  for (size_t c = 0; c < d.scope.main().size(); ++c) {
    const ColumnFacts& facts = d.scope.main().column(c);
    if (facts.measure && !facts.rate && IsSize(facts.dimension)) return true;
  }
  return false;
}

// revenue, takings, sales
void ReadMoney(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kMoney) || d.used[i]) continue;
    const size_t next = d.Next(i);
    // "by rental revenue" of rentals: what they brought in.
    if (const size_t rows = d.Previous(i); d.Means(rows, MeaningKind::kTable) && !d.used[rows] && d.Chosen(rows).source == 0 && !Plural(d.words[d.tags[rows].last].text) && d.tags[rows].last + 1 == d.tags[i].first && !d.BreakBetween(rows, i) && IsOneOf(d.Text(i), {"revenue", "income", "turnover", "takings", "earnings", "sales"})) {
      d.composed.said_table = true;
      d.Use(rows);
    }
    // "ids of all sales where the money was given back": what happened to it, and no sum.
    const size_t behind_money = d.tags[i].last + 1;
    if (d.Text(i) == "money" && d.listed && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"the", "their", "its"}) && behind_money < d.words.size() && IsOneOf(d.words[behind_money].text, {"was", "is", "were", "got", "came", "went", "has"})) {
      d.used[i] = true;
      continue;
    }
    // "because there was not enough money": a reason, and no sum.
    if (d.Text(i) == "money" && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"enough", "insufficient"})) {
      d.Fail(Problem::kNotUnderstood, i);
      return;
    }
    // "for how many payments did the money arrive": rows are counted.
    if (d.Text(i) == "money" && d.tags[i].first > 0 && IsOneOf(d.words[d.tags[i].first - 1].text, {"the", "their", "its"}) &&
        std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(i), [&](const Tag& tag) { return tag.kind == TagKind::kCount && d.Means(d.Next(static_cast<size_t>(&tag - d.tags.data())), MeaningKind::kTable); })) {
      d.used[i] = true;
      continue;
    }
    // "fare money", "gross fares": the column follows or goes before.
    for (size_t beside : {d.Previous(i), next}) {
      if (!d.Lexical(beside) || d.used[beside] || d.BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& meaning = d.Chosen(beside);
      if (meaning.kind == MeaningKind::kColumn && d.FactsOf(meaning).measure && d.FactsOf(meaning).dimension == Dimension::kMoney && !d.used[i]) {
        d.used[i] = true;
        d.money = true;
      }
    }
    if (d.used[i]) continue;
    // "number of sales": how many, and not for how much.
    if (const size_t count = d.Previous(i); d.Text(i) == "sales" && MoneyOperand(d).has_value() && d.Is(count, TagKind::kCount) && !d.BreakBetween(count, i)) {
      d.counted = true;
      d.composed.said_measure = true;
      d.Use(count);
      d.used[i] = true;
      continue;
    }
    // "sales" of a table of that name, "earned" beside a column: words of the tables.
    if (!d.tags[i].meanings.empty()) {
      bool table = false;
      for (const Meaning& meaning : d.tags[i].meanings) table = table || meaning.kind == MeaningKind::kTable;
      const size_t before = d.Previous(i);
      const bool counted = d.Is(before, TagKind::kCount) || d.Is(before, TagKind::kCompare) || d.Is(before, TagKind::kNumber) || d.Is(before, TagKind::kDistinct);
      // "sales per store" of purchases that say what was paid: for how much.
      const std::vector<std::string>& rows = d.scope.main().name_stems();
      const bool called_sales = std::any_of(rows.begin(), rows.end(), [](const std::string& stem) { return stem == Stem("sales"); });
      const bool for_how_much = d.Text(i) == "sales" && !counted && !called_sales && !d.scope.main().kept().empty() && MoneyOperand(d).has_value();
      if (table && !for_how_much && (counted || d.scope.main().money() == d.scope.main().size() || d.Text(i) == "sales")) {
        d.used[i] = true;
        d.composed.said_table = true;
        if (d.Is(before, TagKind::kCount)) {
          d.counted = true;
          d.Use(before);
        }
        continue;
      }
    }
    std::optional<Operand> operand = MoneyOperand(d);
    if (!operand.has_value()) {
      if (d.Text(i) == "earned") {
        d.used[i] = true;
        continue;
      }
      d.Fail(Problem::kNotUnderstood, i);
      return;
    }
    d.used[i] = true;
    d.money = true;
    bool other = false;
    for (size_t j = 0; j < d.tags.size(); ++j) {
      other = other || (d.Lexical(j) && !d.used[j] && d.Chosen(j).kind == MeaningKind::kColumn && d.FactsOf(d.Chosen(j)).measure && d.FactsOf(d.Chosen(j)).dimension == Dimension::kMoney);
    }
    if (other && (d.Text(i) == "earned" || d.Text(i) == "money" || d.Text(i) == "gross")) continue;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    const size_t before = d.Previous(i);
    if (d.form.shape != Shape::kNested && d.Is(before, TagKind::kAggregate) && !d.BreakBetween(before, i) && !d.used[before]) {
      kind = d.tags[before].aggregate;
      quantile = d.tags[before].quantile;
      d.used[before] = true;
    }
    d.AddMeasure(kind, *operand, quantile);
    d.NoteThat("money", d.Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "from ", operand->column.name));
    if (d.Is(before, TagKind::kMost) || d.Is(before, TagKind::kTop)) {
      d.ranked = true;
      d.form.order = d.tags[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      d.used[before] = true;
    }
    if (d.Is(before, TagKind::kBy)) {
      d.used[before] = true;
      if (d.form.order == Order::kNone) d.form.order = Order::kMeasureDescending;
    }
  }
}

// Aggregates that found no column: of a time between moments, of the money of a row, of a named length.
void ReadAggregates(Draft& d) {
  if (d.form.row_order.IsSpan() && d.form.shape != Shape::kRows) {
    const Operand span = d.form.row_order;
    d.form.row_order = {};
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    bool compared = false;
    for (const Placed& placed : d.placed) compared = compared || placed.condition.operand == span;
    if (!compared || d.form.measures.empty()) {
      if (!compared || d.Has(TagKind::kAggregate)) {
        (void)AggregateFor(d, d.tags.size(), &kind, &quantile, &more);
        d.AddMeasure(kind, span, quantile);
        for (double one : more) d.AddMeasure(kind, span, one);
      }
    }
  }
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Is(i, TagKind::kAggregate) || d.used[i]) continue;
    if (!d.form.measures.empty()) {
      // "standard deviation and median of the length": several of one column.
      const Operand operand = d.form.measures[0].operand;
      if (operand.empty() || d.tags[i].aggregate == MeasureKind::kSum || d.form.measures[0].kind == MeasureKind::kCountDistinct || d.form.shape != Shape::kMeasures) continue;
      if (d.Text(i) != "spread") d.AddMeasure(d.tags[i].aggregate, operand, d.tags[i].quantile);
      d.used[i] = true;
      continue;
    }
    // "average order", "median basket value": of what was paid; "average length of a call": of how long.
    size_t noun = d.Next(i);
    bool value = false;
    bool length = false;
    bool money = false;
    std::vector<size_t> of_it;
    for (size_t j = i + 1; j < d.tags.size() && j < i + 7; ++j) {
      const bool of_value = IsOneOf(d.Text(j), {"value", "size", "amount", "basket", "worth"});
      value = value || of_value;
      length = length || IsSpanWord(d.Text(j));
      money = money || d.Text(j) == "basket";
      // That word alone: others that are not known say something else.
      if ((of_value || IsSpanWord(d.Text(j))) && d.Is(j, TagKind::kUnknown)) of_it.push_back(j);
    }
    std::optional<Operand> operand;
    // "how much do students pay on average": of the money, whatever it is called.
    const bool pays = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return knowledge::MovesMoney(word.text) || IsOneOf(word.text, {"cost", "costs"}); });
    if (length) {
      // "average length of a trip, in kilometres": how far, and not how long.
      bool far = false;
      for (size_t j = 0; j < d.tags.size(); ++j) far = far || (d.Is(j, TagKind::kUnit) && d.tags[j].dimension == Dimension::kDistance && !d.used[j]);
      operand = OperandOf(d, far ? Dimension::kDistance : Dimension::kDuration, i);
    } else if (pays && d.tags[i].aggregate != MeasureKind::kSum && (noun == d.tags.size() || d.Is(noun, TagKind::kTime) || d.Is(noun, TagKind::kBy) || d.Is(noun, TagKind::kPer))) {
      operand = OperandOf(d, Dimension::kMoney, i);
      for (size_t j = 0; j < d.tags.size() && operand.has_value(); ++j) {
        if (d.Is(j, TagKind::kUnknown) && (knowledge::MovesMoney(d.Text(j)) || IsOneOf(d.Text(j), {"cost", "costs"}))) d.used[j] = true;
      }
    } else if (d.tags[i].aggregate != MeasureKind::kSum || value) {
      const bool table = noun < d.tags.size() && d.used[noun] && (d.Means(noun, MeaningKind::kTable) || (d.Lexical(noun) && d.FactsOf(d.Chosen(noun)).row_id));
      if ((value || money || (table && SoldOrPaid(d.scope.main().name_stems()))) && d.scope.main().money() < d.scope.main().size()) operand = MoneyOperand(d);
    }
    if (!operand.has_value()) continue;
    for (size_t j : of_it) d.used[j] = true;
    d.used[i] = true;
    d.AddMeasure(d.tags[i].aggregate, *operand, d.tags[i].quantile);
    d.NoteThat("aggregate_" + operand->column.name, d.Words(i), base::StrCat("of ", operand->column.name));
  }
}

}  // namespace aurora::query::language
