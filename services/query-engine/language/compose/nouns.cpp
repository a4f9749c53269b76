#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

// What is added up rather than averaged when the question does not say.
bool Additive(Dimension dimension) {
  return dimension == Dimension::kMoney || dimension == Dimension::kDistance || dimension == Dimension::kQuantity || dimension == Dimension::kData ||
         dimension == Dimension::kVolume || dimension == Dimension::kWeight;
}

bool IsSpanWord(const std::string& text) {
  static const auto& words = *new std::set<std::string>{"time", "wait", "delay", "duration", "lag", "gap", "turnaround", "waiting", "length", "wait time", "times", "delays", "waits", "interval", "span"};
  return words.count(text) > 0;
}

// Tables whose average row is an average of money: "average order".
bool SoldOrPaid(const std::vector<std::string>& name) {
  static const auto& words = *new std::set<std::string>{Stem("payment"), Stem("transaction"), Stem("order"), Stem("sale"), Stem("purchase"), Stem("invoice"), Stem("donation"),
                                                        Stem("transfer"), Stem("booking"), Stem("bill"), Stem("refund"), Stem("bet"), Stem("claim")};
  return std::any_of(name.begin(), name.end(), [&](const std::string& word) { return words.count(word) > 0; });
}

// Rows of a ranking that names no number.
constexpr uint64_t kRankedRows = 10;

bool Plural(const std::string& text) { return text.size() > 2 && text.back() == 's' && text.compare(text.size() - 2, 2, "ss") != 0; }

}  // namespace

std::string Composer::NameOf(const Measure& measure) const {
  const auto joined = [](const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) base::StrAppend(&text, text.empty() ? "" : "_", word);
    return text;
  };
  const std::string table = joined(SplitName(scope_.main().profile().table));
  const std::string column = measure.operand.empty() ? table : (measure.operand.IsSpan() ? "time" : measure.operand.column.name);
  switch (measure.kind) {
    case MeasureKind::kCount:
      return table;
    case MeasureKind::kCountDistinct:
      return "unique_" + column;
    case MeasureKind::kSum:
      return money_ ? "revenue" : "total_" + column;
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
  }
  return "value";
}

void Composer::AddMeasure(MeasureKind kind, Operand operand, double quantile) {
  Measure measure;
  measure.kind = kind;
  measure.operand = std::move(operand);
  measure.quantile = quantile;
  for (const Measure& known : form_.measures) {
    if (known.kind == measure.kind && known.operand == measure.operand && known.quantile == measure.quantile) return;
  }
  measure.name = NameOf(measure);
  form_.measures.push_back(std::move(measure));
  composed_.said_measure = true;
}

void Composer::AddGroup(const ColumnRef& column, size_t tag) {
  (void)tag;
  for (const Group& group : form_.groups) {
    if (group.kind == GroupKind::kColumn && group.column == column) return;
  }
  Group group;
  group.column = column;
  group.name = column.name;
  if (column.source > 0 && scope_.main().Find(column.name) < scope_.main().size()) group.name = base::StrCat(scope_.source(column.source).profile().table, "_", column.name);
  form_.groups.push_back(std::move(group));
}

// The time between two moments: from request to pickup; time to first response; resolution time.
void Composer::ReadSpan() {
  const auto moment = [&](size_t tag) -> std::optional<ColumnRef> {
    if (!Lexical(tag)) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      if ((meaning.kind == MeaningKind::kMoment || (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).time)) && meaning.source == 0) return Ref(meaning);
    }
    return std::nullopt;
  };
  const auto duration_near = [&](size_t tag) -> size_t {
    for (size_t i = tag, steps = 0; i-- > 0 && steps < 6; ++steps) {
      if (Is(i, TagKind::kHowLong) || IsSpanWord(Text(i)) || (Lexical(i) && IsSpanWord(words_[tags_[i].last].text))) return i;
    }
    for (size_t i = tag; i < tags_.size() && i < tag + 6; ++i) {
      if (Is(i, TagKind::kHowLong) || IsSpanWord(Text(i))) return i;
    }
    return tags_.size();
  };
  std::optional<Operand> span;
  for (size_t i = 0; i < tags_.size() && !span.has_value(); ++i) {
    const size_t second_at = Next(i);
    // from A to B, between A and B; A to B time
    if (Is(i, TagKind::kFrom) || (Is(i, TagKind::kCompare) && tags_[i].comparison == Comparison::kBetween)) {
      const size_t first = Next(i);
      const size_t join = Next(first);
      const size_t second = Next(join);
      if (!moment(first).has_value() || !(Is(join, TagKind::kTo) || Is(join, TagKind::kAnd)) || !moment(second).has_value()) continue;
      span = Operand{*moment(first), *moment(second), 1};
      const size_t word = duration_near(i);
      for (size_t used : {i, first, join, second, word}) {
        if (used < tags_.size()) used_[used] = true;
      }
      if (IsSpanWord(Text(Next(second)))) used_[Next(second)] = true;
    } else if (moment(i).has_value() && !time_.empty()) {
      // request to pickup time; pickup time; time to pickup
      const std::optional<ColumnRef> ref = moment(i);
      const size_t before = Previous(i);
      if (Is(second_at, TagKind::kTo) && moment(Next(second_at)).has_value() && *moment(Next(second_at)) != *ref && duration_near(i) < tags_.size()) {
        span = Operand{*ref, *moment(Next(second_at)), 1};
        for (size_t used : {i, second_at, Next(second_at), duration_near(i)}) used_[used] = true;
      } else if (second_at < tags_.size() && IsSpanWord(Text(second_at)) && *ref != time_ && !Lexical(second_at)) {
        span = Operand{time_, *ref, 1};
        used_[i] = used_[second_at] = true;
      } else if ((Is(before, TagKind::kTo) || Text(before) == "until" || Text(before) == "before") && *ref != time_) {
        const size_t word = Previous(before);
        if (word < tags_.size() && (IsSpanWord(Text(word)) || Is(word, TagKind::kHowLong))) {
          span = Operand{time_, *ref, 1};
          used_[i] = used_[before] = used_[word] = true;
        }
      }
    }
  }
  if (!span.has_value() && Has(TagKind::kHowLong) && !silent_.has_value() && !time_.empty()) {
    // "how long does it take to resolve a ticket"
    for (size_t i = 0; i < tags_.size() && !span.has_value(); ++i) {
      const std::optional<ColumnRef> ref = moment(i);
      if (!ref.has_value() || *ref == time_) continue;
      span = Operand{time_, *ref, 1};
      used_[i] = true;
    }
  }
  if (!span.has_value()) return;
  form_.row_order = *span;  // until the measures are read
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kHowLong)) Use(i);
  }
}

bool Composer::AggregateFor(size_t tag, MeasureKind* kind, double* quantile, std::vector<double>* more) {
  // The nearest before it, else any that is left.
  size_t best = tags_.size();
  for (size_t i = tag; i-- > 0;) {
    if (Is(i, TagKind::kAggregate) && !used_[i]) {
      best = i;
      break;
    }
    if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure && !ListedAfter(i, tag)) break;
  }
  if (best == tags_.size()) {
    for (size_t i = tag + 1; i < tags_.size() && best == tags_.size(); ++i) {
      if (Is(i, TagKind::kAggregate) && !used_[i]) best = i;
      if (Lexical(i) && Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure && !used_[i]) break;
    }
  }
  if (best == tags_.size()) return false;
  *kind = tags_[best].aggregate;
  *quantile = tags_[best].quantile;
  used_[best] = true;
  // 10th, 50th and 90th percentile; average and median
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kAggregate) || used_[i]) continue;
    if (tags_[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kQuantile) {
      more->push_back(tags_[i].quantile);
      used_[i] = true;
    } else if (tags_[i].aggregate == MeasureKind::kQuantile && *kind == MeasureKind::kDeviation && Text(best) == "spread") {
      *kind = MeasureKind::kQuantile;
      *quantile = tags_[i].quantile;
      used_[i] = true;
    }
  }
  return true;
}

std::optional<Operand> Composer::MoneyOperand() {
  std::optional<Operand> best = OperandOf(Dimension::kMoney, 0);
  if (scope_.main().money() < scope_.main().size()) {
    const ColumnRef own = scope_.Ref(0, scope_.main().money());
    if (!best.has_value()) best = Operand{own, {}, 1};
  }
  return best;
}

// Only rows that kept their money, unless the question names a status itself.
void Composer::KeepMoney() {
  for (const TableFacts::Kept& kept : scope_.main().kept()) {
    const ColumnRef column = scope_.Ref(0, kept.column);
    bool said = false;
    const auto mentions = [&](const std::vector<Condition>& conditions) {
      for (const Condition& condition : conditions) said = said || condition.operand.column == column;
    };
    mentions(form_.filters);
    for (const Measure& measure : form_.measures) {
      mentions(measure.only);
      for (const Measure& part : measure.parts) mentions(part.only);
    }
    for (const Group& group : form_.groups) said = said || group.column == column;
    if (said) continue;
    Condition condition;
    condition.operand = {column, {}, 1};
    condition.comparison = kept.keeps ? Comparison::kIs : Comparison::kIsNot;
    condition.values = kept.values;
    form_.filters.push_back(condition);
    std::string list;
    for (const std::string& value : kept.values) base::StrAppend(&list, list.empty() ? "" : ", ", value);
    NoteThat("kept_money", "", base::StrCat(kept.keeps ? "only rows count whose " : "left out are rows whose ", column.name, " is ", list));
  }
}

// revenue, takings, sales
void Composer::ReadMoney() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kMoney) || used_[i]) continue;
    const size_t next = Next(i);
    // "fare money", "gross fares": the column follows or goes before.
    for (size_t beside : {Previous(i), next}) {
      if (!Lexical(beside) || used_[beside] || BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& meaning = Chosen(beside);
      if (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).measure && FactsOf(meaning).dimension == Dimension::kMoney && !used_[i]) {
        used_[i] = true;
        money_ = true;
      }
    }
    if (used_[i]) continue;
    // "sales" of a table of that name, "earned" beside a column: words of the tables.
    if (!tags_[i].meanings.empty()) {
      bool table = false;
      for (const Meaning& meaning : tags_[i].meanings) table = table || meaning.kind == MeaningKind::kTable;
      const size_t before = Previous(i);
      const bool counted = Is(before, TagKind::kCount) || Is(before, TagKind::kCompare) || Is(before, TagKind::kNumber) || Is(before, TagKind::kDistinct);
      if (table && (counted || scope_.main().money() == scope_.main().size() || Text(i) == "sales")) {
        used_[i] = true;
        composed_.said_table = true;
        if (Is(before, TagKind::kCount)) {
          counted_ = true;
          Use(before);
        }
        continue;
      }
    }
    std::optional<Operand> operand = MoneyOperand();
    if (!operand.has_value()) {
      if (Text(i) == "earned" || Text(i) == "money") {
        used_[i] = true;
        continue;
      }
      Fail(Problem::kNotUnderstood, i);
      return;
    }
    used_[i] = true;
    money_ = true;
    bool other = false;
    for (size_t j = 0; j < tags_.size(); ++j) {
      other = other || (Lexical(j) && !used_[j] && Chosen(j).kind == MeaningKind::kColumn && FactsOf(Chosen(j)).measure && FactsOf(Chosen(j)).dimension == Dimension::kMoney);
    }
    if (other && (Text(i) == "earned" || Text(i) == "money" || Text(i) == "gross")) continue;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    const size_t before = Previous(i);
    if (form_.shape != Shape::kNested && Is(before, TagKind::kAggregate) && !BreakBetween(before, i) && !used_[before]) {
      kind = tags_[before].aggregate;
      quantile = tags_[before].quantile;
      used_[before] = true;
    }
    AddMeasure(kind, *operand, quantile);
    NoteThat("money", Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "from ", operand->column.name));
    if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
      ranked_ = true;
      form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      used_[before] = true;
    }
    if (Is(before, TagKind::kBy)) {
      used_[before] = true;
      form_.order = Order::kMeasureDescending;
    }
  }
}

// how long do trips last
void Composer::ReadHowLong() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kHowLong) || used_[i] || silent_.has_value()) continue;
    std::optional<Operand> operand = OperandOf(Dimension::kDuration, i);
    if (!operand.has_value()) continue;
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    (void)AggregateFor(i, &kind, &quantile, &more);
    AddMeasure(kind, *operand, quantile);
    NoteThat("how_long", Words(i), base::StrCat("the average of ", operand->column.name));
    used_[i] = true;
    for (size_t j = i; j < tags_.size(); ++j) {
      if (Is(j, TagKind::kUnknown) && (Text(j) == "last" || Text(j) == "lasted")) used_[j] = true;
      if (Is(j, TagKind::kExtreme) && Text(j) == "last") used_[j] = true;
    }
  }
}

// The 4 heaviest parcels; slowest endpoints; cheapest trip; latest order
void Composer::ReadExtremes() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kExtreme) || used_[i]) continue;
    // What it is said of.
    size_t noun = tags_.size();
    for (size_t j = i + 1; j < tags_.size() && j < i + 7; ++j) {
      if (Is(j, TagKind::kFiller) || Is(j, TagKind::kNumber) || Means(j, MeaningKind::kValue)) continue;
      if (Lexical(j) || Is(j, TagKind::kRows)) noun = j;
      break;
    }
    if (tags_[i].extreme == ExtremeOf::kTime) {
      if (time_.empty()) continue;
      // "when was the last error"
      if (asks_when_) {
        AddMeasure(tags_[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, {time_, {}, 1});
        used_[i] = true;
        if (noun < tags_.size() && Means(noun, MeaningKind::kTable)) {
          used_[noun] = true;
          composed_.said_table = true;
        }
        continue;
      }
      const bool rows = noun < tags_.size() && (Means(noun, MeaningKind::kTable) || Is(noun, TagKind::kRows) || (Lexical(noun) && FactsOf(Chosen(noun)).row_id));
      const bool values = placed_.size() > 0 && noun == tags_.size();
      if (!rows && !values) continue;
      form_.shape = Shape::kRows;
      form_.row_order = {time_, {}, 1};
      form_.row_descending = tags_[i].descending;
      if (form_.limit == 0) form_.limit = rows && Plural(words_[tags_[noun].last].text) ? kRankedRows : 1;
      used_[i] = true;
      if (noun < tags_.size()) {
        Use(noun);
        composed_.said_table = true;
      }
      continue;
    }
    // "longest wait": a column of that kind follows.
    std::optional<Operand> operand;
    if (noun < tags_.size() && Lexical(noun)) {
      for (const Meaning& meaning : tags_[noun].meanings) {
        if (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).measure) operand = Operand{Ref(meaning), {}, 1};
      }
      if (operand.has_value()) {
        Use(noun);
        noun = tags_.size();
      }
    }
    if (!operand.has_value() && !form_.row_order.empty() && form_.row_order.IsSpan()) operand = form_.row_order;
    if (!operand.has_value()) operand = tags_[i].dimension == Dimension::kMoney ? MoneyOperand() : OperandOf(tags_[i].dimension, i);
    if (!operand.has_value() && (Text(i) == "largest" || Text(i) == "biggest")) operand = MoneyOperand();
    if (!operand.has_value()) continue;
    used_[i] = true;
    composed_.said_measure = true;
    // "which room had the longest visits": the rooms are ranked.
    bool ranks_other = false;
    for (size_t j = 0; j < i && Has(TagKind::kWhich); ++j) {
      if (!Lexical(j) || used_[j]) continue;
      for (const Meaning& meaning : tags_[j].meanings) {
        ranks_other = ranks_other || ((meaning.kind == MeaningKind::kColumn || meaning.kind == MeaningKind::kEntity) && FactsOf(meaning).category && !FactsOf(meaning).row_id);
      }
    }
    if (ranks_other) {
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(i, &kind, &quantile, &more);
      AddMeasure(kind, *operand, quantile);
      ranked_ = true;
      form_.order = tags_[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (noun < tags_.size()) Use(noun);
      NoteThat("ranked_by", Words(i), base::StrCat("by the average of ", operand->column.name));
      continue;
    }
    const bool group = noun < tags_.size() && Lexical(noun) && Chosen(noun).kind != MeaningKind::kTable && FactsOf(Chosen(noun)).category &&
                       !(FactsOf(Chosen(noun)).row_id && Chosen(noun).source == 0);
    bool single = false;
    if (group) {
      // A thing that each row has its own of is a row: parcels, not endpoints.
      const ColumnRef ref = Ref(Chosen(noun));
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      single = profile.distinct > 0 && scope_.main().profile().rows > 0 && profile.distinct * 8 > scope_.main().profile().rows;
    }
    if (group && !single) {
      MeasureKind kind = MeasureKind::kAverage;
      double quantile = 0.5;
      std::vector<double> more;
      (void)AggregateFor(noun, &kind, &quantile, &more);
      AddMeasure(kind, *operand, quantile);
      AddGroup(Ref(Chosen(noun)), noun);
      explicit_group_ = true;
      ranked_ = true;
      plural_rank_ = Plural(words_[tags_[noun].last].text);
      form_.order = tags_[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      Use(noun);
      NoteThat("ranked_by", Words(i), base::StrCat("by the average of ", operand->column.name));
    } else if (noun == tags_.size() && !Has(TagKind::kBy) && !Has(TagKind::kPer) && placed_.empty() && !group_noun_seen_ && !Has(TagKind::kWhich)) {
      AddMeasure(tags_[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *operand);
      form_.row_order = {};
    } else if (Has(TagKind::kBy) || Has(TagKind::kPer) || (Has(TagKind::kWhich) && noun == tags_.size())) {
      const bool which = Has(TagKind::kWhich) && noun == tags_.size() && !Has(TagKind::kBy) && !Has(TagKind::kPer);
      AddMeasure(which ? MeasureKind::kAverage : (tags_[i].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum), *operand);
      if (which) {
        ranked_ = true;
        form_.order = tags_[i].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      if (noun < tags_.size()) Use(noun);
    } else {
      form_.shape = Shape::kRows;
      form_.row_order = *operand;
      form_.row_descending = tags_[i].descending;
      if (form_.limit == 0) form_.limit = noun < tags_.size() && Plural(words_[tags_[noun].last].text) ? kRankedRows : 1;
      if (noun < tags_.size()) {
        if (Means(noun, MeaningKind::kTable)) composed_.said_table = true;
        Use(noun);
      }
    }
  }
}

void Composer::ReadNouns() {
  // Groups first, so that numbers know whether they are ranked.
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : tags_[i].meanings) {
      if ((meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) || !FactsOf(meaning).category) continue;
      ReadCategory(i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : tags_[i].meanings) {
      if ((meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) || !FactsOf(meaning).measure) continue;
      if (Chosen(i).kind == MeaningKind::kTable && Chosen(i).weight > meaning.weight) break;
      ReadNumeric(i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    if (Chosen(i).kind == MeaningKind::kTable) {
      ReadTable(i);
    } else if (Chosen(i).kind == MeaningKind::kMoment) {
      ReadMoment(i, Chosen(i));
    }
  }
  // What is left describes what was read: "trips of riders", "drivers who joined".
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    if (EntityLike(meaning) && meaning.weight >= 0.6) {
      const bool special = unusual_.has_value() || silent_.has_value() || never_.has_value() || first_time_.has_value();
      const bool ranks = ranked_ || Has(TagKind::kMost) || Has(TagKind::kTop) || form_.limit > 0;
      if (special || (ranks && form_.groups.empty() && form_.shape == Shape::kMeasures)) {
        AddGroup(Ref(meaning), i);
        explicit_group_ = true;
        plural_rank_ = Plural(words_[tags_[i].last].text);
      } else if (form_.measures.empty() && !counted_ && (listed_ || Has(TagKind::kWhich) || !placed_.empty()) && form_.shape == Shape::kMeasures && form_.groups.empty()) {
        form_.shape = Shape::kRows;
        composed_.said_table = composed_.said_table || FactsOf(meaning).row_id;
      }
      Use(i);
    } else if (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).category) {
      const bool special = unusual_.has_value() || silent_.has_value() || never_.has_value() || first_time_.has_value() || ranked_ || form_.order != Order::kNone ||
                           composed_.said_limit || form_.limit > 0 || Has(TagKind::kMost) || Has(TagKind::kTop);
      if (!special || !form_.groups.empty()) continue;
      AddGroup(Ref(meaning), i);
      explicit_group_ = true;
      plural_rank_ = Plural(words_[tags_[i].last].text);
      Use(i);
    }
  }
}

void Composer::ReadCategory(size_t tag, const Meaning& meaning) {
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  const ColumnRef ref = Ref(meaning);
  const ColumnFacts& facts = FactsOf(meaning);
  const bool own_row = facts.row_id && meaning.source == 0;
  const bool table_too = Chosen(tag).kind == MeaningKind::kTable;
  const auto take = [&]() {
    weight_ += meaning.weight;
    ++weighed_;
    least_ = std::min(least_, meaning.weight);
    used_[tag] = true;
    if (!tags_[tag].corrected.empty()) NoteThat("spelling", Words(tag), base::StrCat("read as \"", tags_[tag].corrected, "\""));
    if (meaning.weight < 0.8) NoteThat("column_" + ref.name, Words(tag), base::StrCat("the column ", ref.name));
  };
  switch (context) {
    case Context::kBy:
    case Context::kPer:
      // "trips by suspended drivers": who did it, not a group.
      for (size_t i = at + 1; i < tag; ++i) {
        if (!Means(i, MeaningKind::kValue) || context == Context::kPer) continue;
        const size_t source = Chosen(i).source;
        if (source > 0 && scope_.join(source).left == ref) {
          take();
          Use(at);
          return;
        }
      }
      AddGroup(ref, tag);
      explicit_group_ = true;
      take();
      Use(at);
      return;
    case Context::kTop:
    case Context::kMost: {
      if (own_row || (table_too && context == Context::kMost)) return;
      // "which city has the most drivers": the noun is counted when another one is ranked.
      const bool another = (form_.HasBucket() && group_noun_seen_) || (!form_.groups.empty() && group_noun_seen_);
      used_[at] = true;
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      if (another && context == Context::kMost) {
        AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
        take();
        return;
      }
      AddGroup(ref, tag);
      explicit_group_ = true;
      plural_rank_ = Plural(words_[tags_[tag].last].text);
      group_noun_seen_ = true;
      take();
      return;
    }
    case Context::kExtreme:
      return;
    case Context::kWhich: {
      if (own_row || table_too) return;
      AddGroup(ref, tag);
      group_noun_seen_ = true;
      plural_rank_ = Plural(words_[tags_[tag].last].text) && form_.limit == 0;
      take();
      Use(at);
      const bool ranks = Has(TagKind::kMost) || Has(TagKind::kTop) || Has(TagKind::kExtreme);
      if (!ranks && !unusual_.has_value() && !silent_.has_value() && !never_.has_value() && form_.having.empty() && !form_.compared.has_value() && !first_time_.has_value() &&
          form_.order == Order::kNone && !Has(TagKind::kRatio) && !Has(TagKind::kAggregate) && !Has(TagKind::kMoney) && form_.shape == Shape::kMeasures) {
        form_.shape = Shape::kGroups;
      }
      return;
    }
    case Context::kCount:
    case Context::kDistinct: {
      if (own_row && context == Context::kCount) {
        counted_ = true;
        composed_.said_table = true;
        take();
        Use(at);
        return;
      }
      if (table_too && context == Context::kCount && Chosen(tag).weight >= meaning.weight) return;
      if (form_.shape == Shape::kNested) return;
      AddMeasure(MeasureKind::kCountDistinct, {ref, {}, 1});
      take();
      Use(at);
      const size_t before = Previous(at);
      if (Is(before, TagKind::kCount) || Is(before, TagKind::kDistinct)) Use(before);
      // "average number of different riders per day"
      counted_ = true;
      if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
        used_[before] = true;
        ranked_ = true;
        form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      }
      return;
    }
    case Context::kList: {
      if (own_row || table_too) {
        form_.shape = Shape::kRows;
        composed_.said_table = true;
        take();
        return;
      }
      const catalog::ColumnProfile& profile = scope_.Profile(ref);
      const bool single = meaning.source == 0 && profile.distinct * 8 > scope_.main().profile().rows && scope_.main().profile().rows > 0;
      if (single) {
        form_.shape = Shape::kRows;
      } else {
        AddGroup(ref, tag);
        if (form_.having.empty() && !never_.has_value() && !silent_.has_value()) form_.shape = Shape::kGroups;
      }
      take();
      return;
    }
    default:
      break;
  }
  // "hubs by number of misroutes": what is ranked stands first.
  const size_t next = Next(tag);
  if (Is(next, TagKind::kBy) && !BreakBetween(tag, next) && !own_row) {
    const size_t what = Next(next);
    const bool by_measure = Is(what, TagKind::kCount) || Is(what, TagKind::kMoney) || Is(what, TagKind::kAggregate) || Is(what, TagKind::kRatio) || Is(what, TagKind::kDistinct) ||
                            (Lexical(what) && (Chosen(what).kind == MeaningKind::kColumn && FactsOf(Chosen(what)).measure)) || (Means(what, MeaningKind::kValue) && Is(Next(what), TagKind::kRatio));
    if (by_measure) {
      AddGroup(ref, tag);
      explicit_group_ = true;
      form_.order = Order::kMeasureDescending;
      Use(next);
      take();
    }
  }
}

void Composer::ReadNumeric(size_t tag, const Meaning& meaning) {
  const ColumnRef ref = Ref(meaning);
  const ColumnFacts& facts = FactsOf(meaning);
  const Operand operand{ref, {}, 1};
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  const bool money = facts.dimension == Dimension::kMoney && meaning.source == 0 && scope_.main().money() < scope_.main().size() &&
                     scope_.Ref(0, scope_.main().money()) == ref;
  weight_ += meaning.weight;
  ++weighed_;
  least_ = std::min(least_, meaning.weight);
  used_[tag] = true;
  if (!tags_[tag].corrected.empty()) NoteThat("spelling", Words(tag), base::StrCat("read as \"", tags_[tag].corrected, "\""));
  if (meaning.weight < 0.8) NoteThat("column_" + ref.name, Words(tag), base::StrCat("the column ", ref.name));
  // "clicks that took longer than 2 seconds to load": named for its condition.
  for (const Placed& placed : placed_) {
    if (placed.condition.operand.column == ref && context != Context::kAggregate && context != Context::kMost && context != Context::kTop && context != Context::kBy) return;
  }
  MeasureKind kind = Additive(facts.dimension) ? MeasureKind::kSum : MeasureKind::kAverage;
  double quantile = 0.5;
  std::vector<double> more;
  const bool said = form_.shape == Shape::kNested ? false : AggregateFor(tag, &kind, &quantile, &more);
  if (context == Context::kBy) {
    Use(at);
    form_.order = Order::kMeasureDescending;
    ranked_ = ranked_ || form_.limit > 0;
  }
  const size_t ranker = (context == Context::kMost || context == Context::kTop) ? at : (context == Context::kAggregate ? Previous(at) : tags_.size());
  if (ranker < tags_.size() && (Is(ranker, TagKind::kMost) || Is(ranker, TagKind::kTop)) && !used_[ranker]) {
    used_[ranker] = true;
    const bool grouped = !form_.groups.empty() || Has(TagKind::kBy) || Has(TagKind::kPer);
    if (!grouped && !said) {
      if (Is(ranker, TagKind::kTop) || form_.limit > 0) {
        form_.shape = Shape::kRows;
        form_.row_order = operand;
        form_.row_descending = tags_[ranker].descending;
        if (form_.limit == 0) form_.limit = kRankedRows;
        return;
      }
      kind = tags_[ranker].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
    } else {
      if (!said && Text(ranker) != "most" && Text(ranker) != "the" && Text(ranker) != "least" && !money) kind = MeasureKind::kAverage;
      ranked_ = true;
      form_.order = tags_[ranker].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
  }
  // "how many riders gave a tip": those that have one.
  if (!said && counted_ && !form_.measures.empty() && (context == Context::kNone || context == Context::kHaving) && !Is(Previous(tag), TagKind::kAnd) &&
      form_.measures[0].kind == MeasureKind::kCountDistinct) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = scope_.Profile(ref).nullable ? Comparison::kIsNotNull : Comparison::kGreater;
    if (!scope_.Profile(ref).nullable) condition.values = {"0"};
    condition.words = Words(tag);
    Place(condition, tag);
    return;
  }
  if (context == Context::kCount && facts.dimension == Dimension::kQuantity) {
    kind = MeasureKind::kSum;
    Use(at);
  }
  if (money && kind == MeasureKind::kSum) money_ = true;
  AddMeasure(kind, operand, quantile);
  if (!said) {
    NoteThat("aggregate_" + ref.name, Words(tag), base::StrCat(kind == MeasureKind::kSum ? "added up" : (kind == MeasureKind::kAverage ? "the average" : "the extreme")));
  }
  for (double one : more) AddMeasure(kind, operand, one);
}

void Composer::ReadTable(size_t tag) {
  composed_.said_table = true;
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  switch (context) {
    case Context::kCount:
      counted_ = true;
      Use(at);
      break;
    case Context::kMost:
    case Context::kTop:
      // "most trips": rows are what is ranked by; "top trips" alone says not by what.
      if (context == Context::kTop && form_.groups.empty() && form_.measures.empty() && !Has(TagKind::kBy)) {
        if (Text(at) == "first" && !time_.empty()) {
          form_.shape = Shape::kRows;
          form_.row_order = {time_, {}, 1};
          form_.row_descending = false;
          if (form_.limit == 0) form_.limit = 1;
          Use(at);
        }
        break;
      }
      // "the five largest payments": single rows by their money.
      if (context == Context::kMost && form_.groups.empty() && !group_noun_seen_ && scope_.main().money() < scope_.main().size() &&
          (Text(at) == "largest" || Text(at) == "biggest" || Text(at) == "highest" || Text(at) == "smallest" || Text(at) == "lowest" || Text(at) == "greatest")) {
        form_.shape = Shape::kRows;
        form_.row_order = {scope_.Ref(0, scope_.main().money()), {}, 1};
        form_.row_descending = tags_[at].descending;
        if (form_.limit == 0) form_.limit = Plural(words_[tags_[tag].last].text) ? kRankedRows : 1;
        Use(at);
        break;
      }
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      Use(at);
      counted_ = true;
      break;
    case Context::kAggregate:
      if (!used_[at] && tags_[at].aggregate == MeasureKind::kSum) {
        counted_ = counted_ || form_.measures.empty();
        Use(at);
      }
      break;
    case Context::kWhich:
      if (form_.measures.empty() && form_.groups.empty() && !Has(TagKind::kMost) && form_.shape == Shape::kMeasures) form_.shape = Shape::kRows;
      Use(at);
      break;
    default:
      break;
  }
  Use(tag);
}

void Composer::ReadMoment(size_t tag, const Meaning& meaning) {
  const ColumnRef ref = Ref(meaning);
  // A date of a joined table takes the window for itself: "drivers who joined this year".
  if (meaning.source > 0) {
    if (!form_.window.has_value() || form_.window->Unbounded()) return;
    const bool date = scope_.Profile(ref).column_class == catalog::ColumnClass::kDate;
    const auto print = [date](absl::Time time) { return absl::FormatTime(date ? "%Y-%m-%d" : "%Y-%m-%d %H:%M:%E3S", time, absl::UTCTimeZone()); };
    if (form_.window->from != absl::InfinitePast()) {
      Condition from;
      from.operand = {ref, {}, 1};
      from.comparison = Comparison::kGreaterOrEqual;
      from.values = {print(form_.window->from)};
      from.words = form_.window_words;
      Place(from, tag);
    }
    if (form_.window->to < now_) {
      Condition to;
      to.operand = {ref, {}, 1};
      to.comparison = Comparison::kLess;
      to.values = {print(form_.window->to)};
      to.words = form_.window_words;
      Place(to, tag);
    }
    form_.window.reset();
    Use(tag);
    return;
  }
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  if (ref == time_) {
    // "the most requests": rows, by their own verb.
    if (context == Context::kMost || context == Context::kTop) {
      ranked_ = true;
      form_.order = tags_[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      counted_ = true;
      Use(at);
    } else if (context == Context::kCount) {
      counted_ = true;
      Use(at);
    }
    if (context == Context::kAggregate && tags_[at].aggregate == MeasureKind::kSum) counted_ = true;
    composed_.said_table = true;
    Use(tag);
    return;
  }
  const catalog::ColumnProfile& profile = scope_.Profile(ref);
  const bool needs_time = form_.window.has_value() || form_.HasBucket();
  if (needs_time) {
    time_ = ref;
    NoteThat("time_column", Words(tag), base::StrCat("by ", ref.name));
  } else if (profile.nullable) {
    Condition condition;
    condition.operand = {ref, {}, 1};
    condition.comparison = Negated(tag) ? Comparison::kIsNull : Comparison::kIsNotNull;
    condition.words = Words(tag);
    Place(condition, tag);
  }
  if (context == Context::kCount) {
    counted_ = true;
    Use(at);
  }
  Use(tag);
}

// Aggregates that found no column: of a time between moments, of the money of a row, of a named length.
void Composer::ReadAggregates() {
  if (form_.row_order.IsSpan() && form_.shape != Shape::kRows) {
    const Operand span = form_.row_order;
    form_.row_order = {};
    MeasureKind kind = MeasureKind::kAverage;
    double quantile = 0.5;
    std::vector<double> more;
    bool compared = false;
    for (const Placed& placed : placed_) compared = compared || placed.condition.operand == span;
    if (!compared || form_.measures.empty()) {
      if (!compared || Has(TagKind::kAggregate)) {
        (void)AggregateFor(tags_.size(), &kind, &quantile, &more);
        AddMeasure(kind, span, quantile);
        for (double one : more) AddMeasure(kind, span, one);
      }
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kAggregate) || used_[i]) continue;
    if (!form_.measures.empty()) {
      // "standard deviation and median of the length": several of one column.
      const Operand operand = form_.measures[0].operand;
      if (operand.empty() || tags_[i].aggregate == MeasureKind::kSum || form_.measures[0].kind == MeasureKind::kCountDistinct || form_.shape != Shape::kMeasures) continue;
      if (Text(i) != "spread") AddMeasure(tags_[i].aggregate, operand, tags_[i].quantile);
      used_[i] = true;
      continue;
    }
    // "average order", "median basket value": of what was paid; "average length of a call": of how long.
    size_t noun = Next(i);
    bool value = false;
    bool length = false;
    bool money = false;
    for (size_t j = i + 1; j < tags_.size() && j < i + 7; ++j) {
      value = value || (Text(j) == "value" || Text(j) == "size" || Text(j) == "amount" || Text(j) == "basket" || Text(j) == "worth");
      length = length || IsSpanWord(Text(j));
      money = money || Text(j) == "basket";
      if (value || length) {
        if (Is(j, TagKind::kUnknown)) used_[j] = true;
      }
    }
    std::optional<Operand> operand;
    if (length) {
      operand = OperandOf(Dimension::kDuration, i);
    } else if (tags_[i].aggregate != MeasureKind::kSum || value) {
      const bool table = noun < tags_.size() && used_[noun] && (Means(noun, MeaningKind::kTable) || (Lexical(noun) && FactsOf(Chosen(noun)).row_id));
      if ((value || money || (table && SoldOrPaid(scope_.main().name_stems()))) && scope_.main().money() < scope_.main().size()) operand = MoneyOperand();
    }
    if (!operand.has_value()) continue;
    used_[i] = true;
    AddMeasure(tags_[i].aggregate, *operand, tags_[i].quantile);
    NoteThat("aggregate_" + operand->column.name, Words(i), base::StrCat("of ", operand->column.name));
  }
}

// stalls per play; trips per rider; revenue per customer
void Composer::ReadPer() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kPer) || used_[i]) continue;
    const size_t noun = Next(i);
    const size_t distinct = Is(noun, TagKind::kDistinct) ? Next(noun) : noun;
    if (Is(noun, TagKind::kRows)) {
      continue;
    }
    if (!Lexical(distinct)) continue;
    const Meaning& meaning = Chosen(distinct);
    Measure below;
    bool ratio = false;
    bool explicit_count = false;
    bool average = false;
    for (size_t j = 0; j < i; ++j) {
      explicit_count = explicit_count || (Is(j, TagKind::kCount) && !used_[j]);
      average = average || (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kAverage && !used_[j]);
    }
    if (meaning.kind == MeaningKind::kValue && distinct == noun) {
      Condition condition;
      condition.operand = {Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.words = Words(noun);
      below.only.push_back(std::move(condition));
      ratio = true;
    } else if (meaning.kind == MeaningKind::kTable || (meaning.kind == MeaningKind::kEntity && FactsOf(meaning).row_id && meaning.source == 0)) {
      ratio = true;
    } else if (meaning.kind == MeaningKind::kEntity || (meaning.kind == MeaningKind::kColumn && FactsOf(meaning).category)) {
      const catalog::ColumnProfile& profile = scope_.Profile(Ref(meaning));
      const bool many = profile.distinct > 60 || (profile.distinct == 0 && profile.values.empty());
      bool numeric = false;
      for (size_t j = 0; j < i; ++j) numeric = numeric || (Lexical(j) && !used_[j] && Chosen(j).kind == MeaningKind::kColumn && FactsOf(Chosen(j)).measure);
      const bool ranks = Has(TagKind::kTop) || Has(TagKind::kMost) || form_.limit > 0;
      const bool of_count = average && !numeric;
      if ((many && !ranks && (!explicit_count || average) && (!average || !numeric)) || (of_count && explicit_count) || of_count) {
        below.kind = MeasureKind::kCountDistinct;
        below.operand = {Ref(meaning), {}, 1};
        ratio = true;
      }
    }
    if (!ratio) continue;
    // Above: the number before it, or the rows.
    Measure above;
    bool found = false;
    for (size_t j = i; j-- > 0 && !found;) {
      if (BreakBetween(j, j + 1) && j + 1 < i) break;
      if (used_[j] || Is(j, TagKind::kFiller)) continue;
      if (Is(j, TagKind::kMoney) || (Lexical(j) && Chosen(j).kind == MeaningKind::kColumn && FactsOf(Chosen(j)).measure)) {
        std::optional<Operand> operand = Is(j, TagKind::kMoney) ? MoneyOperand() : std::optional<Operand>(Operand{Ref(Chosen(j)), {}, 1});
        if (!operand.has_value()) break;
        above.kind = MeasureKind::kSum;
        above.operand = *operand;
        if (Is(j, TagKind::kMoney) || (scope_.main().money() < scope_.main().size() && operand->column == scope_.Ref(0, scope_.main().money()))) money_ = true;
        Use(j);
        used_[j] = true;
        found = true;
      } else if (Means(j, MeaningKind::kValue)) {
        Meaning wanted = Chosen(j);
        NarrowValues(j, wanted);
        Condition condition;
        condition.operand = {Ref(wanted), {}, 1};
        condition.values = wanted.values;
        condition.words = Words(j);
        const bool same_column = !below.only.empty() && below.only[0].operand == condition.operand;
        // "completed trips per driver": a filter; "errors per request": what is counted.
        if (same_column || (below.kind == MeasureKind::kCount && below.only.empty())) {
          above.only.push_back(std::move(condition));
          Use(j);
          found = true;
        } else {
          continue;
        }
      } else if (Means(j, MeaningKind::kTable)) {
        composed_.said_table = true;
        Use(j);
        // An adjective before the table's noun is a filter.
        found = below.kind == MeasureKind::kCountDistinct || !below.only.empty();
      } else if (Lexical(j) && FactsOf(Chosen(j)).category && Chosen(j).kind != MeaningKind::kMoment && Chosen(j).kind != MeaningKind::kTable) {
        if (FactsOf(Chosen(j)).row_id && Chosen(j).source == 0) {
          composed_.said_table = true;
        } else {
          above.kind = MeasureKind::kCountDistinct;
          above.operand = {Ref(Chosen(j)), {}, 1};
        }
        Use(j);
        found = true;
      } else if (Means(j, MeaningKind::kMoment)) {
        Use(j);
        found = true;
      } else {
        break;
      }
    }
    // "per trip" of nothing but trips says nothing.
    if (!found) continue;
    for (size_t j = 0; j < i; ++j) {
      if (Is(j, TagKind::kCount) || Is(j, TagKind::kRatio) || (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kAverage) || Is(j, TagKind::kDistinct)) used_[j] = true;
      if (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kSum) used_[j] = true;
    }
    if (form_.shape == Shape::kNested) {
      form_.shape = Shape::kMeasures;
    }
    Measure measure;
    measure.kind = MeasureKind::kRatio;
    measure.parts = {above, below};
    measure.name = "per_" + (below.only.empty() ? (below.operand.empty() ? std::string("row") : below.operand.column.name) : below.only[0].values[0]);
    for (char& c : measure.name) {
      if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')) c = '_';
    }
    form_.measures.push_back(std::move(measure));
    composed_.said_measure = true;
    used_[i] = true;
    Use(distinct);
    if (distinct != noun) used_[noun] = true;
  }
}

// "in minutes", "in km", "kilometres driven"
void Composer::ReadUnits() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kUnit) || used_[i]) continue;
    const auto unit = knowledge::FindUnit(tags_[i].unit);
    bool shown = false;
    for (Measure& measure : form_.measures) {
      if (measure.operand.empty()) continue;
      if (measure.operand.IsSpan()) {
        if (unit->dimension != Dimension::kDuration) continue;
        measure.operand.scale = unit->factor;
        shown = true;
        continue;
      }
      if (scope_.Profile(measure.operand.column).column_class != catalog::ColumnClass::kNumber) continue;
      const auto own = knowledge::FindUnit(scope_.Facts(measure.operand.column).unit);
      if (own.has_value() && own->dimension == unit->dimension && own->factor > 0 && unit->factor > 0) {
        measure.operand.scale = unit->factor / own->factor;
        shown = true;
      } else if (!own.has_value() && scope_.Facts(measure.operand.column).dimension == unit->dimension) {
        shown = true;
      }
    }
    if (shown) {
      used_[i] = true;
      continue;
    }
    if (!form_.measures.empty() || form_.shape != Shape::kMeasures) continue;
    // A unit as what is summed: "how many kilometres".
    std::optional<Operand> operand = OperandOf(unit->dimension, i);
    if (!operand.has_value()) continue;
    const auto own = knowledge::FindUnit(scope_.Facts(operand->column).unit);
    if (own.has_value() && own->factor > 0 && unit->factor > 0 && own->dimension == unit->dimension) operand->scale = unit->factor / own->factor;
    MeasureKind kind = MeasureKind::kSum;
    double quantile = 0.5;
    std::vector<double> more;
    (void)AggregateFor(i, &kind, &quantile, &more);
    const size_t before = Previous(i);
    if (Is(before, TagKind::kCount)) used_[before] = true;
    if (Is(before, TagKind::kMost) || Is(before, TagKind::kTop)) {
      used_[before] = true;
      ranked_ = true;
      form_.order = tags_[before].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    AddMeasure(kind, *operand, quantile);
    NoteThat("unit", Words(i), base::StrCat(kind == MeasureKind::kSum ? "the sum of " : "", operand->column.name));
    used_[i] = true;
  }
}

}  // namespace aurora::query::language
