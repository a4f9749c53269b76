#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/synonyms.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {
namespace {

// Rankings without a number.
constexpr uint64_t kTopDefault = 10;
constexpr uint64_t kTopMax = 1'000;
constexpr uint64_t kRowsShownDefault = 100;

}  // namespace

// Left to right: each noun gets its role from the word before it.
void Composer::ReadNouns() {
  for (size_t i = 0; i < tags_.size() && result_.problem == Problem::kNone; ++i) {
    if (used_[i]) {
      // A filter between "top 5" and its noun ("top 5 mobile actions") does not end the phrase.
      continue;
    }
    const Tag& tag = tags_[i];
    switch (tag.kind) {
      case TagKind::kFiller:
        break;
      case TagKind::kCount:
        // "phone number of ...": the number is not a count.
        if (words_[tag.first].text == "number" && i > 0 && tags_[i - 1].kind == TagKind::kLexicon &&
            !words_[tags_[i - 1].last].break_after) {
          Fail(i - 1);
          Fail(i);
          break;
        }
        Use(i);
        has_count_ = true;
        result_.said_measure = true;
        context_ = Context::kCount;
        // "the state with the highest count", "by number of orders"
        break;
      case TagKind::kDistinct:
        Use(i);
        context_ = Context::kDistinct;
        break;
      case TagKind::kAggregate: {
        const size_t next = Next(i);
        const bool followed = IsMeaning(next, MeaningKind::kColumn) || Is(next, TagKind::kMoney);
        // A column that is called "total": "sum of total".
        if (!tag.meanings.empty() && !followed && (pending_aggregate_.has_value() || !IsMeaning(next, MeaningKind::kTable)) &&
            IsMeaning(i, MeaningKind::kColumn)) {
          ReadLexicon(i);
          break;
        }
        if (pending_aggregate_.has_value()) {
          Fail(i);
          break;
        }
        pending_aggregate_ = i;
        context_ = Context::kAggregate;
        break;
      }
      case TagKind::kMoney:
        if (context_ == Context::kBy && !has_order_ && form_.groups.empty() && has_measure_) {
          Fail(i);
          break;
        }
        SetMoney(i);
        context_ = Context::kNone;
        break;
      case TagKind::kTop:
      case TagKind::kMost:
        // "first-time" and the like are not rankings of anything we know.
        Use(i);
        has_order_ = true;
        form_.order = tag.descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        context_ = Context::kTop;
        result_.said_order = true;
        // The worst by a kind of event has the most of it; the worst by what is wanted has the least.
        if (words_[tag.first].text == "worst" && (!form_.filters.empty() || !form_.measure.condition.empty())) {
          form_.order = Order::kMeasureDescending;
        }
        break;
      case TagKind::kExtreme:
        if (extreme_.has_value()) {
          Fail(i);
          break;
        }
        Use(i);
        extreme_ = i;
        context_ = Context::kTop;
        break;
      case TagKind::kBy: {
        Use(i);
        context_ = Context::kBy;
        // "by hour", "per day"
        const size_t next = Next(i);
        if (next < tags_.size() && !used_[next] && tags_[next].kind == TagKind::kUnknown) Fail(next);
        break;
      }
      case TagKind::kWhich:
        Use(i);
        has_which_ = true;
        context_ = Context::kWhich;
        break;
      case TagKind::kList:
        Use(i);
        has_list_ = true;
        break;
      case TagKind::kGrain:
        Use(i);
        if (table_.time_column.empty()) {
          Fail(i);
          break;
        }
        form_.groups.push_back({GroupKind::kBucket, table_.time_column, tag.grain, ""});
        context_ = Context::kNone;
        break;
      case TagKind::kHourOfDay:
      case TagKind::kDayOfWeek:
        Use(i);
        if (table_.time_column.empty()) {
          Fail(i);
          break;
        }
        form_.groups.push_back({tag.kind == TagKind::kHourOfDay ? GroupKind::kHourOfDay : GroupKind::kDayOfWeek,
                                table_.time_column,
                                {},
                                ""});
        context_ = Context::kNone;
        break;
      case TagKind::kTrend:
        Use(i);
        has_trend_ = true;
        break;
      case TagKind::kNumber:
        ReadNumber(i);
        break;
      case TagKind::kRows:
        Use(i);
        rows_seen_ = true;
        context_ = Context::kNone;
        break;
      case TagKind::kAnd: {
        // Joins two groupings or two values; otherwise it stays and is not understood.
        const size_t next = Next(i);
        const size_t previous = Previous(i);
        const bool values = IsMeaning(previous, MeaningKind::kValue) && IsMeaning(next, MeaningKind::kValue);
        const bool groups = context_ == Context::kBy || (!form_.groups.empty() && IsMeaning(next, MeaningKind::kColumn));
        const bool leads = previous >= tags_.size();
        if (values || leads || groups || Is(next, TagKind::kTime) || (Is(next, TagKind::kBy) || Is(next, TagKind::kGrain))) {
          Use(i);
          if (groups && !values) context_ = Context::kBy;
        }
        break;
      }
      case TagKind::kHaving: {
        // "products with the most revenue"
        const size_t next = Next(i);
        if (Is(next, TagKind::kMost) || Is(next, TagKind::kTop) || Is(next, TagKind::kExtreme) || Is(next, TagKind::kMoney) ||
            (next < tags_.size() && used_[next])) {
          Use(i);
        }
        break;
      }
      case TagKind::kInstead:
        Use(i);
        result_.instead = true;
        break;
      case TagKind::kLexicon:
        ReadLexicon(i);
        break;
      default:
        break;
    }
  }
}

void Composer::ReadLexicon(size_t tag) {
  const Meaning meaning = Chosen(tag);
  switch (meaning.kind) {
    case MeaningKind::kTable:
      Use(tag);
      table_seen_ = true;
      weight_ += meaning.weight - 1;
      rows_plural_ = rows_plural_ || Plural(tag);
      if (context_ != Context::kAggregate) context_ = Context::kNone;
      return;
    case MeaningKind::kValue:
      return;  // ReadValues took it, or it stays and is not understood
    case MeaningKind::kEntity: {
      // "user actions": an entity before another noun only says whose.
      const size_t next = tag + 1;
      const bool modifies = context_ != Context::kBy && !Plural(tag) && next < tags_.size() && tags_[next].kind == TagKind::kLexicon &&
                            !used_[next] && !words_[tags_[tag].last].break_after;
      if (modifies) {
        Use(tag);
        return;
      }
      ReadCategory(tag, meaning.column, /*entity=*/true);
      return;
    }
    case MeaningKind::kColumn:
      weight_ += meaning.weight;
      if (lexicon_.IsMeasure(meaning.column)) {
        ReadNumericColumn(tag, meaning.column);
      } else if (table_.columns[meaning.column].column_class == catalog::ColumnClass::kTime ||
                 table_.columns[meaning.column].column_class == catalog::ColumnClass::kDate) {
        if (table_.columns[meaning.column].name == table_.time_column) Use(tag);
      } else if (lexicon_.IsCategory(meaning.column)) {
        ReadCategory(tag, meaning.column, /*entity=*/false);
      }
      return;
  }
}

void Composer::ReadNumericColumn(size_t tag, size_t column) {
  if (context_ == Context::kDistinct) {
    Use(tag);
    SetMeasure(MeasureKind::kCountDistinct, column);
  } else if (pending_aggregate_.has_value()) {
    const Tag& aggregate = tags_[*pending_aggregate_];
    Use(*pending_aggregate_);
    Use(tag);
    if (has_measure_) {
      Fail(tag);
      return;
    }
    SetMeasure(aggregate.aggregate, column, aggregate.quantile);
    pending_aggregate_.reset();
  } else if (has_measure_) {
    if (context_ == Context::kBy) {
      Use(tag);
      AddGroup(column);
    }  // else it stays and is not understood
  } else if (context_ == Context::kBy && !has_order_) {
    Use(tag);
    AddGroup(column);
  } else if (extreme_.has_value() || has_order_ || context_ == Context::kBy) {
    // "top products by quantity", "which host has the highest latency"
    Use(tag);
    const std::vector<std::string> name = SplitName(table_.columns[column].name);
    const bool adds_up = knowledge::MoneyRank(name) > 0 || name.back() == "quantity" || name.back() == "count" ||
                         name.back() == "units" || name.back() == "items";
    SetMeasure(adds_up ? MeasureKind::kSum : MeasureKind::kAverage, column);
    result_.notes.push_back({"measure", Words(tag), base::StrCat(adds_up ? "sum of " : "average of ", table_.columns[column].name)});
  } else {
    Use(tag);
    const std::vector<std::string> name = SplitName(table_.columns[column].name);
    const bool adds_up = knowledge::MoneyRank(name) > 1 || name.back() == "quantity" || name.back() == "units" ||
                         name.back() == "items" || name.back() == "bytes" || name.back() == "fee";
    SetMeasure(adds_up ? MeasureKind::kSum : MeasureKind::kAverage, column);
    money_measure_ = adds_up && knowledge::MoneyRank(name) > 1;
    result_.notes.push_back({"measure", Words(tag), base::StrCat(adds_up ? "sum of " : "average of ", table_.columns[column].name)});
  }
  context_ = Context::kNone;
}

void Composer::ReadCategory(size_t tag, size_t column, bool entity) {
  switch (context_) {
    case Context::kBy: {
      // "orders per customer" is a ratio; "orders by customer" are groups.
      const size_t by = Previous(tag);
      if (entity && by < tags_.size() && words_[tags_[by].last].text == "per" && !Plural(tag) && !has_order_) {
        if (has_measure_) {
          Fail(tag);
          return;
        }
        Use(tag);
        SetMeasure(MeasureKind::kPerEntity, column);
        form_.measure.condition = std::move(form_.filters);
        form_.filters.clear();
        result_.notes.push_back({"measure", Words(by, tag), base::StrCat("rows over distinct ", table_.columns[column].name)});
        if (pending_aggregate_.has_value() && tags_[*pending_aggregate_].aggregate == MeasureKind::kAverage) {
          Use(*pending_aggregate_);
          pending_aggregate_.reset();
        }
        break;
      }
      Use(tag);
      AddGroup(column);
      break;
    }
    case Context::kTop: {
      Use(tag);
      AddGroup(column);
      ranked_plural_ = ranked_plural_ || Plural(tag);
      break;
    }
    case Context::kCount:
    case Context::kDistinct:
      if (has_measure_) {
        Fail(tag);
        return;
      }
      Use(tag);
      SetMeasure(MeasureKind::kCountDistinct, column);
      result_.notes.push_back({"measure", Words(tag), base::StrCat("distinct ", table_.columns[column].name)});
      break;
    case Context::kWhich:
      Use(tag);
      AddGroup(column);
      ranked_plural_ = ranked_plural_ || Plural(tag);
      break;
    case Context::kNone:
    case Context::kAggregate:
      if (entity) {
        loose_entities_.push_back(tag);
      } else {
        loose_categories_.push_back(tag);
      }
      return;
  }
  context_ = Context::kNone;
}

// A number is how many ranks are wanted, or it is not understood.
void Composer::ReadNumber(size_t tag) {
  const double number = tags_[tag].number;
  size_t next = Next(tag);
  // "5 mobile products with the most revenue"
  while (next < tags_.size() && used_[next] && IsMeaning(next, MeaningKind::kValue)) next = Next(next);
  const bool ranking_follows = Is(next, TagKind::kMost) || Is(next, TagKind::kTop) || Is(next, TagKind::kExtreme);
  bool ranking_somewhere = has_order_ || extreme_.has_value() || ranking_follows;
  for (size_t i = tag; i < tags_.size(); ++i) {
    ranking_somewhere = ranking_somewhere || Is(i, TagKind::kMost) || Is(i, TagKind::kTop);
  }
  if (!ranking_somewhere || form_.limit != 0 || number < 1 || number > kTopMax || number != static_cast<uint64_t>(number)) return;
  Use(tag);
  form_.limit = static_cast<uint64_t>(number);
  result_.said_limit = true;
  context_ = Context::kTop;
}

// "the longest trip in each city", "the 10 latest orders", "slowest services"
void Composer::SettleExtreme() {
  if (!extreme_.has_value()) return;
  const Tag& tag = tags_[*extreme_];
  std::optional<size_t> column;
  if (tag.extreme == ExtremeOf::kMoney) column = MoneyColumn();
  if (tag.extreme == ExtremeOf::kDuration) column = DurationColumn();
  if (tag.extreme == ExtremeOf::kTime) {
    if (!form_.groups.empty() || has_measure_ || table_.time_column.empty()) {
      Fail(*extreme_);
      return;
    }
    form_.rows = true;
    form_.row_order = table_.time_column;
    form_.row_descending = tag.descending;
  } else if (!column.has_value()) {
    Fail(*extreme_);
    return;
  } else if (has_measure_) {
    Fail(*extreme_);
    return;
  } else if (!form_.groups.empty()) {
    if (table_seen_) {
      SetMeasure(tag.descending ? MeasureKind::kMaximum : MeasureKind::kMinimum, *column);
    } else {
      SetMeasure(MeasureKind::kAverage, *column);
      has_order_ = true;
      form_.order = tag.descending ? Order::kMeasureDescending : Order::kMeasureAscending;
      result_.notes.push_back({"measure", Words(*extreme_), base::StrCat("by average ", table_.columns[*column].name)});
    }
    return;
  } else {
    form_.rows = true;
    form_.row_order = table_.columns[*column].name;
    form_.row_descending = tag.descending;
    result_.notes.push_back({"order", Words(*extreme_), base::StrCat("by ", form_.row_order)});
  }
  if (form_.limit == 0) form_.limit = rows_plural_ ? kTopDefault : 1;
}

void Composer::SettleTrend() {
  if (has_trend_ && !form_.HasBucket()) {
    if (table_.time_column.empty() || form_.rows) {
      result_.problem = Problem::kNotSaid;
      return;
    }
    const Grain grain = DefaultGrain(form_.window.value_or(TimeWindow{}), now_);
    form_.groups.insert(form_.groups.begin(), {GroupKind::kBucket, table_.time_column, grain, ""});
    std::string step = UnitName(grain.unit);
    if (grain.count > 1) step = base::StrCat(grain.count, " ", step, "s");
    result_.notes.push_back({"grain", "", base::StrCat("in steps of one ", step)});
  }
  // Buckets come first, so that a series reads from left to right.
  std::stable_partition(form_.groups.begin(), form_.groups.end(),
                        [](const Group& group) { return group.kind == GroupKind::kBucket; });
}

void Composer::SettleOrder() {
  // "states with the most orders": the noun before the ranking is what is ranked.
  for (size_t tag : loose_categories_) {
    const bool ranks = has_order_ && form_.groups.empty();
    if (ranks || (form_.rows && has_list_)) {
      Use(tag);
      AddGroup(Chosen(tag).column);
      ranked_plural_ = ranked_plural_ || Plural(tag);
    }
  }
  if (has_order_ && form_.groups.empty() && !form_.rows) {
    for (size_t tag : loose_entities_) {
      AddGroup(Chosen(tag).column);
      ranked_plural_ = ranked_plural_ || Plural(tag);
    }
  }
  if (form_.rows && !form_.groups.empty()) {
    // "which products were refunded", "list the states": the values, with how often.
    form_.rows = false;
    form_.measure.kind = MeasureKind::kCount;
  }
  if (has_order_ && form_.groups.empty()) {
    // "biggest order": by money; without a money column a ranking of nothing is not understood.
    if (table_seen_ && !has_count_ && (!has_measure_ || form_.measure.kind == MeasureKind::kCount) && MoneyColumn().has_value()) {
      form_.rows = true;
      form_.row_order = table_.columns[*MoneyColumn()].name;
      form_.row_descending = form_.order == Order::kMeasureDescending;
      if (form_.limit == 0) form_.limit = rows_plural_ ? kTopDefault : 1;
      result_.notes.push_back({"order", "", base::StrCat("by ", form_.row_order)});
    } else if (has_measure_ && form_.measure.kind == MeasureKind::kAverage && form_.limit == 0) {
      // "highest latency": one number
      form_.measure.kind = form_.order == Order::kMeasureDescending ? MeasureKind::kMaximum : MeasureKind::kMinimum;
      form_.order = Order::kNone;
    } else {
      result_.problem = Problem::kNotSaid;
    }
    return;
  }
  if (form_.rows) {
    if (form_.row_order.empty()) form_.row_order = table_.time_column;
    if (form_.limit == 0) {
      form_.limit = kRowsShownDefault;
      result_.notes.push_back({"limit", "", base::StrCat("at most ", kRowsShownDefault, " rows are shown")});
    }
    return;
  }
  if (has_order_ && form_.limit == 0) {
    form_.limit = ranked_plural_ ? kTopDefault : 1;
    result_.notes.push_back({"limit", "", form_.limit == 1 ? "the first one is shown" : "the first 10 are shown"});
  }
  if (form_.having.has_value() && !form_.groups.empty()) result_.problem = Problem::kNotSaid;
}

}  // namespace aurora::query::language
