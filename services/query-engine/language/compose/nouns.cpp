#include <algorithm>
#include <array>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

using knowledge::Dimension;

bool IsOwnWord(const ColumnFacts& facts, const std::string& text) { return std::find(facts.words.begin(), facts.words.end(), text) != facts.words.end(); }

}  // namespace

void Composer::ReadNouns() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || Chosen(i).kind == MeaningKind::kValue || Chosen(i).weight > kCommentVerb) continue;
    // "curated by Berg" says whose name follows; without a curator it says something else.
    bool named = Chosen(i).weight > (kDoneByVerb + kCommentVerb) / 2;
    for (size_t j = 0; j < tags_.size() && !named; ++j) named = j != i && Lexical(j) && Chosen(j).kind != MeaningKind::kTable && Ref(Chosen(j)) == Ref(Chosen(i));
    used_[i] = named;
  }
  // Groups first, so that numbers know whether they are ranked.
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : tags_[i].meanings) {
      if ((meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) || !FactsOf(meaning).category || IsAveraged(i)) continue;
      if (choices_.count(i) > 0 && !meaning.Same(Chosen(i))) continue;
      // "the highest score": the number of that name, where a grade is only called likewise.
      const bool number = Chosen(i).kind == MeaningKind::kColumn && FactsOf(Chosen(i)).measure && !FactsOf(Chosen(i)).category && Chosen(i).weight > meaning.weight + 0.1;
      if (number) break;
      // "the most departures": what happened, where a place is only called likewise.
      size_t at = 0;
      if (Chosen(i).kind == MeaningKind::kMoment && Chosen(i).weight >= meaning.weight && ContextOf(i, &at) != Context::kBy && ContextOf(i, &at) != Context::kPer) break;
      ReadCategory(i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i] || Chosen(i).kind == MeaningKind::kValue) continue;
    for (const Meaning& meaning : tags_[i].meanings) {
      if ((meaning.kind != MeaningKind::kColumn && meaning.kind != MeaningKind::kEntity) || (!FactsOf(meaning).measure && !IsAveraged(i))) continue;
      if ((Chosen(i).kind == MeaningKind::kTable || Chosen(i).kind == MeaningKind::kMoment) && Chosen(i).weight > meaning.weight) break;
      ReadNumeric(i, meaning);
      break;
    }
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    const bool own_row = Chosen(i).kind == MeaningKind::kEntity && Chosen(i).source == 0 && FactsOf(Chosen(i)).row_id;
    if (Chosen(i).kind == MeaningKind::kTable || own_row) {
      ReadTable(i);
    } else if (Chosen(i).kind == MeaningKind::kMoment) {
      ReadMoment(i, Chosen(i));
    }
  }
  // What is left describes what was read: "trips of riders", "drivers who joined".
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Lexical(i) || used_[i]) continue;
    const Meaning& meaning = Chosen(i);
    // "badged guests": a condition that was not read, where "guests" would only say whose.
    // "guests who booked" of reviews that know their booking: bookings are rows of another table.
    const bool did = tags_[i].first > 0 && IsOneOf(words_[tags_[i].first - 1].text, {"have", "has", "had", "who", "ever", "actually"});
    const bool done_elsewhere = did && meaning.kind == MeaningKind::kEntity && meaning.source == 0 && !FactsOf(meaning).row_id;
    if ((meaning.kind == MeaningKind::kColumn || done_elsewhere) && Participle(words_[tags_[i].last].text) && !IsOwnWord(FactsOf(meaning), words_[tags_[i].last].text)) continue;
    if (EntityLike(meaning) && meaning.weight >= 0.6) {
      const bool special = unusual_.has_value() || silent_.has_value() || never_.has_value() || first_time_.has_value();
      const bool ranks = ranked_ || Has(TagKind::kMost) || Has(TagKind::kTop) || form_.limit > 0;
      const bool grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
      // "which snacks bring in the most" of snack_orders: each row is one of its own, and what kind it is stands in another column.
      const bool of_rows = FactsOf(meaning).row_id && meaning.source == 0 && !special;
      if (of_rows && ranks && !grouped && form_.shape == Shape::kMeasures && std::any_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.kind == MeasureKind::kSum; })) {
        const std::optional<ColumnRef> kind = KindOfRows();
        if (!kind.has_value()) continue;
        AddGroup(*kind, i);
        assumed_ = explicit_group_ = true;
        plural_rank_ = Plural(words_[tags_[i].last].text);
        NoteThat("kind_of_rows", Words(i), base::StrCat("by ", kind->name));
      } else if (unusual_.has_value() && HasFewRowsEach(Ref(meaning))) {
        // "flooded us with requests" of lines that say which request they are of: what is counted, and none of them is unusual.
        counted_ = true;
      } else if ((special && !grouped) || (ranks && form_.groups.empty() && form_.shape == Shape::kMeasures)) {
        AddGroup(Ref(meaning), i);
        explicit_group_ = true;
        plural_rank_ = Plural(words_[tags_[i].last].text);
      } else if (form_.measures.empty() && form_.shape == Shape::kMeasures && form_.groups.empty() && !composed_.said_table && Has(TagKind::kCount) && !FactsOf(meaning).row_id &&
                 std::none_of(placed_.begin(), placed_.end(), [&](const Placed& placed) { return placed.tag < i; })) {
        // "patients who did not come, how many?"
        AddMeasure(MeasureKind::kCountDistinct, {Ref(meaning), {}, 1});
      } else if (form_.measures.empty() && !counted_ && !Has(TagKind::kCount) && !Has(TagKind::kAggregate) && (listed_ || Has(TagKind::kWhich) || !placed_.empty()) && form_.shape == Shape::kMeasures && form_.groups.empty()) {
        // "vessels whose home port is Vigo but landed in Bergen": those, not each of their rows.
        const size_t after = tags_[i].last + 1;
        const bool described = Previous(i) >= i && Plural(words_[tags_[i].last].text) && after < words_.size() && IsOneOf(words_[after].text, {"who", "whose", "that", "which"});
        if (described && !FactsOf(meaning).row_id) {
          AddGroup(Ref(meaning), i);
          form_.shape = Shape::kGroups;
        } else {
          form_.shape = Shape::kRows;
        }
        composed_.said_table = composed_.said_table || FactsOf(meaning).row_id;
      }
      Use(i);
    } else if (size_t at = 0; NamesRows(i, meaning) && (ContextOf(i, &at) == Context::kNone || ContextOf(i, &at) == Context::kHaving) && form_.groups.empty()) {
      // "members who attended a class"
      assumed_ = true;
      composed_.said_table = true;
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

// The column that says what kind of thing a row is, where one does.
std::optional<ColumnRef> Composer::KindOfRows() const {
  std::optional<ColumnRef> kind;
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnFacts& facts = scope_.main().column(c);
    if (!facts.category || facts.id || facts.words.empty() || scope_.main().profile().columns[c].Hidden()) continue;
    if (!IsOneOf(facts.words.back(), {"item", "product", "article", "sku", "dish", "title", "model"})) continue;
    if (kind.has_value()) return std::nullopt;
    kind = scope_.Ref(0, c);
  }
  return kind;
}

void Composer::ReadNumeric(size_t tag, const Meaning& meaning) {
  const ColumnRef ref = Ref(meaning);
  const ColumnFacts& facts = FactsOf(meaning);
  Operand operand{ref, {}, 1};
  size_t at = 0;
  const Context context = ContextOf(tag, &at);
  if (CountsWhatIsMeasured(tag, meaning)) {
    counted_ = assumed_ = true;
    if (context == Context::kCount) Use(at);
    NoteThat("rows", Words(tag), "rows are counted");
    Use(tag);
    return;
  }
  // "parts spend", "total cost" of what a piece costs: of all pieces. "Average cost", "unit cost" stay what a piece costs.
  const size_t aggregate = Previous(tag);
  const bool of_one = Is(aggregate, TagKind::kAggregate) && tags_[aggregate].aggregate != MeasureKind::kSum;
  const bool spends = IsOneOf(words_[tags_[tag].last].text, {"spend", "spent", "spending", "expenditure", "expense", "expenses", "costs", "value", "worth"}) ||
                      (IsOneOf(words_[tags_[tag].last].text, {"cost", "price"}) && Is(aggregate, TagKind::kAggregate));
  if (facts.rate && spends && !of_one && tags_[tag].first == tags_[tag].last) {
    for (bool sold : {false, true}) {
      if (const std::optional<Operand> all = OfAllPieces(sold); all.has_value() && all->column == ref) operand = *all;
    }
  }
  const bool money = facts.dimension == Dimension::kMoney && meaning.source == 0 && scope_.main().money() < scope_.main().size() &&
                     scope_.Ref(0, scope_.main().money()) == ref;
  // "what did each pool cost us" of a price for an hour: it would have to be multiplied by something.
  const bool did = std::any_of(words_.begin(), words_.end(), [](const Word& word) { return IsOneOf(word.text, {"did", "does", "do"}); });
  if (facts.rate && (spends || (did && words_[tags_[tag].last].text == "cost")) && !of_one && operand.times.empty() && meaning.weight < 0.9) return;
  // "list the jobs above 6 gigs of RAM": rows, and no number that nothing asks for.
  if (context == Context::kNone && RowsAsked()) {
    const size_t unit = Previous(tag);
    for (const Placed& placed : placed_) {
      const bool same = !placed.condition.operand.IsSpan() && scope_.Facts(placed.condition.operand.column).dimension == facts.dimension && facts.dimension != Dimension::kNone;
      if (same && Is(unit, TagKind::kUnit) && used_[unit]) used_[tag] = true;
      if (placed.condition.operand.column == ref) used_[tag] = true;
    }
    return;
  }
  // "how many landings were sold again": rows are counted, and a number that is only near to a verb is no sum to take instead.
  const bool compared = std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) { return placed.condition.operand.column == ref; });
  for (size_t i = 0; i < tag && context == Context::kNone && !compared && meaning.weight < 0.7 && !Has(TagKind::kAggregate); ++i) {
    const size_t counted = Next(i);
    const bool rows = Means(counted, MeaningKind::kTable) || (Means(counted, MeaningKind::kEntity) && Chosen(counted).source == 0 && FactsOf(Chosen(counted)).row_id);
    if (Is(i, TagKind::kCount) && rows && counted < tag && !Is(Previous(tag), TagKind::kAnd)) return;
  }
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
  // Heights and levels in centimetres are no ways that add up.
  const auto unit = knowledge::FindUnit(facts.unit);
  if (facts.dimension == Dimension::kDistance && unit.has_value() && unit->factor < 1) kind = MeasureKind::kAverage;
  // A running total of averages says nothing.
  if (Has(TagKind::kCumulative) && facts.dimension == Dimension::kDuration) kind = MeasureKind::kSum;
  // "hours listened", "how many hours did they teach": so many in all.
  const size_t length = Previous(tag);
  const bool in_all = Is(length, TagKind::kUnit) && tags_[length].dimension == facts.dimension && facts.dimension == Dimension::kDuration && (Participle(words_[tags_[tag].last].text) || Is(Previous(length), TagKind::kCount)) && meaning.weight >= 0.7;
  static constexpr std::array<std::string_view, 12> kDone = {"heard", "lost", "spent", "slept", "driven", "flown", "run", "taught", "held", "read", "sat", "kept"};
  const bool by_verb = std::find(kDone.begin(), kDone.end(), std::string_view(words_[tags_[tag].last].text)) != kDone.end();
  // "delay minutes", "listening hours", "minutes lost", but for "in minutes".
  const size_t behind_it = Next(tag);
  const bool in_hours = facts.dimension == Dimension::kDuration && Is(behind_it, TagKind::kUnit) && !used_[behind_it] && tags_[behind_it].dimension == facts.dimension && tags_[behind_it].first == tags_[tag].last + 1 && words_[tags_[behind_it].last].text.back() == 's' && !BreakBetween(tag, behind_it);
  const bool hours_of_it = Is(length, TagKind::kUnit) && tags_[length].dimension == facts.dimension && facts.dimension == Dimension::kDuration && by_verb && tags_[length].last + 1 == tags_[tag].first;
  if (in_all || in_hours || hours_of_it) kind = MeasureKind::kSum;
  if (in_all && Is(Previous(length), TagKind::kCount)) used_[Previous(length)] = true;
  if (facts.rate) kind = operand.times.empty() ? MeasureKind::kAverage : MeasureKind::kSum;
  // "peak power" of peak_kw
  for (const std::string& word : facts.words) {
    if (IsOneOf(word, {"peak", "max", "maximum", "highest"})) kind = MeasureKind::kMaximum;
    if (IsOneOf(word, {"min", "minimum", "lowest"})) kind = MeasureKind::kMinimum;
  }
  double quantile = 0.5;
  std::vector<double> more;
  const bool said = form_.shape == Shape::kNested ? false : AggregateFor(tag, &kind, &quantile, &more);
  if (context == Context::kBy) {
    Use(at);
    if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
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
    } else if (!said && (Has(TagKind::kBy) || Has(TagKind::kPer)) && !Has(TagKind::kWhich) && form_.limit == 0 && Text(ranker) != "most" && Text(ranker) != "least") {
      // "lowest temperature by sensor": of each.
      kind = tags_[ranker].descending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
    } else {
      // "the highest energy use": of all of it.
      const size_t behind = tag + 1;
      const bool used_up = behind < tags_.size() && (Text(behind) == "use" || Text(behind) == "usage" || Text(behind) == "used" || Text(behind) == "consumption" || Text(behind) == "output");
      if (!said && Text(ranker) != "most" && Text(ranker) != "the" && Text(ranker) != "least" && !money && !(used_up && Additive(facts.dimension))) kind = MeasureKind::kAverage;
      ranked_ = true;
      // The worst rating is the lowest.
      const bool low = Text(ranker) == "worst" && facts.dimension == Dimension::kRating;
      form_.order = tags_[ranker].descending && !low ? Order::kMeasureDescending : Order::kMeasureAscending;
    }
    if (Text(ranker) == "worst" || Text(ranker) == "best") assumed_ = true;
  }
  // "what percentage of loans were renewed": at least once.
  const std::string& spoken = words_[tags_[tag].last].text;
  const bool participle = spoken.size() > 4 && spoken.compare(spoken.size() - 2, 2, "ed") == 0;
  const bool done = facts.dimension == Dimension::kQuantity && participle;
  // "discounted orders" of discount_percent: those that have one.
  const size_t described = Next(tag);
  const bool rows_described = Lexical(described) && described == tag + 1 && (Chosen(described).kind == MeaningKind::kTable || (Chosen(described).source == 0 && FactsOf(Chosen(described)).row_id));
  if (!said && participle && rows_described && context != Context::kBy && std::find(facts.words.begin(), facts.words.end(), spoken) == facts.words.end()) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = Comparison::kGreater;
    condition.values = {"0"};
    condition.words = Words(tag);
    Place(condition, tag);
    return;
  }
  const bool own_name = facts.words.size() == 1 && facts.words[0] == spoken;  // "boarded": so many did
  if (!said && done && !own_name && (Has(TagKind::kRatio) || counted_ || Has(TagKind::kCount)) && context != Context::kBy) {
    Condition condition;
    condition.operand = operand;
    condition.comparison = Comparison::kGreater;
    condition.values = {"0"};
    condition.words = Words(tag);
    Place(condition, tag);
    return;
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
    // "on average, for how many nights": the average of them.
    if (!said) kind = MeasureKind::kSum;
    Use(at);
  }
  for (const Measure& known : form_.measures) {
    if (!said && known.operand == operand) return;  // named twice: "risk score"
  }
  // "median playback speed": the average of it that nobody asked for is not shown beside it.
  if (said && kind != MeasureKind::kAverage && guessed_average_.has_value()) {
    std::erase_if(form_.measures, [&](const Measure& known) { return known.kind == MeasureKind::kAverage && known.operand == operand; });
  }
  if (money && kind == MeasureKind::kSum) money_ = true;
  AddMeasure(kind, operand, quantile);
  // An average that nobody asked for is a guess.
  if (!said && kind == MeasureKind::kAverage) {
    assumed_ = true;
    guessed_average_ = tag;
  }
  if (!said) {
    NoteThat("aggregate_" + ref.name, Words(tag), base::StrCat(kind == MeasureKind::kSum ? "added up" : (kind == MeasureKind::kAverage ? "the average" : "the extreme")));
  }
  for (double one : more) AddMeasure(kind, operand, one);
}

// By weight or by money? As was chosen, or both are asked back.
void Composer::ReadOpenSize(size_t most, size_t table) {
  std::vector<ColumnRef> sizes;
  if (scope_.main().money() < scope_.main().size()) sizes.push_back(scope_.Ref(0, scope_.main().money()));
  for (size_t c = 0; c < scope_.main().size(); ++c) {
    const ColumnFacts& facts = scope_.main().column(c);
    if (facts.measure && !facts.rate && IsSize(facts.dimension)) sizes.push_back(scope_.Ref(0, c));
  }
  if (chosen_.empty() && sizes.size() > 1) {
    composed_.open = std::move(sizes);
    Fail(Problem::kSizeOpen, most);
    return;
  }
  if (chosen_.empty()) assumed_ = true;
  form_.shape = Shape::kRows;
  form_.row_order = {chosen_.empty() ? sizes[0] : chosen_, {}, 1};
  form_.row_descending = tags_[most].descending;
  if (form_.limit == 0) form_.limit = Plural(words_[tags_[table].last].text) ? kRankedRows : 1;
  NoteThat("size", Words(most), base::StrCat("by ", form_.row_order.column.name));
  Use(most);
}

void Composer::ReadTable(size_t tag) {
  composed_.said_table = true;
  if (OfRows(tag, tag + 1)) {
    Use(tag);
    return;
  }
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
      // "biggest crate by weight": by what is said.
      if (context == Context::kMost && form_.groups.empty() && form_.measures.size() == 1 && Has(TagKind::kBy) && !form_.measures[0].operand.empty() &&
          IsOneOf(Text(at), {"largest", "biggest", "highest", "smallest", "lowest", "greatest"})) {
        form_.shape = Shape::kRows;
        form_.row_order = form_.measures[0].operand;
        form_.row_descending = tags_[at].descending;
        form_.measures.clear();
        form_.order = Order::kNone;
        ranked_ = false;
        if (form_.limit == 0) form_.limit = Plural(words_[tags_[tag].last].text) ? kRankedRows : 1;
        Use(at);
        break;
      }
      if (context == Context::kMost && form_.groups.empty() && !group_noun_seen_ && form_.measures.empty() && !Has(TagKind::kBy) && SizeIsOpen() &&
          IsOneOf(Text(at), {"largest", "biggest", "greatest"})) {
        ReadOpenSize(at, tag);
        break;
      }
      // "the five largest payments": single rows by their money.
      if (context == Context::kMost && form_.groups.empty() && !group_noun_seen_ && scope_.main().money() < scope_.main().size() &&
          !SizeIsOpen() &&
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
    case Context::kBy:
      // "top 5 companies by bookings": by how many.
      if (Text(at) == "by" && !form_.groups.empty() && form_.measures.empty() && (ranked_ || form_.limit > 0 || Has(TagKind::kTop) || Has(TagKind::kMost))) {
        counted_ = true;
        ranked_ = true;
        if (form_.order == Order::kNone) form_.order = Order::kMeasureDescending;
        Use(at);
      }
      break;
    case Context::kAggregate:
      if (!used_[at] && tags_[at].aggregate == MeasureKind::kSum && Text(at) != "how") {
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

}  // namespace aurora::query::language
