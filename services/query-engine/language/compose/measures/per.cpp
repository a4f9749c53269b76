#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {

// stalls per play; trips per rider; revenue per customer
void Composer::ReadPer() {
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kPer) || used_[i]) continue;
    size_t noun = Next(i);
    if (noun < tags_.size() && modifier_[noun]) noun = Next(noun);
    const size_t distinct = Is(noun, TagKind::kDistinct) ? Next(noun) : noun;
    if (Is(noun, TagKind::kRows)) {
      continue;
    }
    // "median price per stem" of a price that is of one: no more than its name.
    if (const size_t price = Previous(i); price + 1 == i && noun < tags_.size() && Means(price, MeaningKind::kColumn) && !used_[price] && !BreakBetween(price, noun)) {
      if (const std::optional<Operand> of_each = PriceOfEach(noun); of_each.has_value() && of_each->column == Ref(Chosen(price))) {
        Use(i);
        Use(noun);
        continue;
      }
    }
    // "median energy per session": of the rows.
    const bool own_row = Means(noun, MeaningKind::kTable) || (Means(noun, MeaningKind::kEntity) && Chosen(noun).source == 0 && FactsOf(Chosen(noun)).row_id);
    const bool spread = std::any_of(tags_.begin(), tags_.begin() + static_cast<std::ptrdiff_t>(i), [](const Tag& tag) {
      return tag.kind == TagKind::kAggregate && tag.aggregate != MeasureKind::kSum && tag.aggregate != MeasureKind::kAverage;
    });
    if (own_row && spread) {
      composed_.said_table = true;
      Use(i);
      Use(noun);
      continue;
    }
    // "share of aborted lifts per crane": already a ratio, of each of them.
    const bool shared = std::any_of(tags_.begin(), tags_.begin() + static_cast<std::ptrdiff_t>(i), [&](const Tag& tag) {
      return tag.kind == TagKind::kRatio && !IsOneOf(words_[tag.first].text, {"rate", "rates", "ratio"});
    });
    const auto group = Lexical(distinct) ? std::find_if(tags_[distinct].meanings.begin(), tags_[distinct].meanings.end(), [&](const Meaning& other) {
      return (other.kind == MeaningKind::kColumn || other.kind == MeaningKind::kEntity) && FactsOf(other).category && !(other.source == 0 && FactsOf(other).row_id);
    }) : std::vector<Meaning>::const_iterator();
    if (shared && Lexical(distinct) && group != tags_[distinct].meanings.end()) {
      AddGroup(Ref(*group), distinct);
      explicit_group_ = true;
      used_[i] = true;
      Use(distinct);
      used_[noun] = true;
      continue;
    }
    Measure below;
    bool ratio = false;
    // "cost per kWh", "revenue per night": the sum of one over the sum of the other.
    if (Is(distinct, TagKind::kUnit) && !used_[distinct]) {
      const auto unit = knowledge::FindUnit(tags_[distinct].unit);
      const std::optional<Operand> operand = unit.has_value() ? OperandOf(unit->dimension, distinct) : std::nullopt;
      if (!operand.has_value() || operand->IsSpan()) continue;
      below.kind = MeasureKind::kSum;
      below.operand = *operand;
      below.operand.scale = UnitFactor(*operand, tags_[distinct].unit, false);
      ratio = true;
    } else if (!Lexical(distinct)) {
      continue;
    } else if (const Meaning& quantity = Chosen(distinct); quantity.kind == MeaningKind::kColumn && FactsOf(quantity).measure && Additive(FactsOf(quantity).dimension)) {
      below.kind = MeasureKind::kSum;
      below.operand = {Ref(quantity), {}, 1};
      ratio = true;
    }
    const Meaning nothing;
    const Meaning& meaning = Lexical(distinct) ? Chosen(distinct) : nothing;
    bool explicit_count = false;
    bool average = false;
    for (size_t j = 0; j < i; ++j) {
      explicit_count = explicit_count || (Is(j, TagKind::kCount) && !used_[j]);
      average = average || (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kAverage && !used_[j]);
    }
    // "number of loads per foreman on average"
    size_t trailing = distinct;
    while (trailing < tags_.size() && !(Is(trailing, TagKind::kAggregate) && Text(trailing) == "on" && tags_[trailing].aggregate == MeasureKind::kAverage && !used_[trailing])) ++trailing;
    average = average || (trailing < tags_.size() && explicit_count);
    if (ratio) {
      // by a quantity
    } else if (meaning.kind == MeaningKind::kValue && distinct == noun) {
      Condition condition;
      condition.operand = {Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.comparison = meaning.comparison;
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
      // "average attempts per city": of a number, though few of them are known.
      for (size_t j = 0; j < i && average; ++j) numeric = numeric || IsAveraged(j);
      // "average order value per device": of money.
      for (size_t j = 0; j < i; ++j) numeric = numeric || Text(j) == "value" || Text(j) == "size" || Text(j) == "amount" || Text(j) == "basket";
      const bool ranks = Has(TagKind::kTop) || Has(TagKind::kMost) || form_.limit > 0;
      const bool of_count = average && !numeric;
      // "average time per play by device": of each play, told apart by the device.
      const bool grouped = many && numeric && average && !ranks && Has(TagKind::kBy) && i < tags_.size() - 1;
      if (grouped) {
        below.kind = MeasureKind::kCountDistinct;
        below.operand = {Ref(meaning), {}, 1};
        ratio = true;
      }
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
        found = below.kind == MeasureKind::kCountDistinct || below.kind == MeasureKind::kSum || !below.only.empty();
      } else if (Lexical(j) && FactsOf(Chosen(j)).category && Chosen(j).kind != MeaningKind::kMoment && Chosen(j).kind != MeaningKind::kTable) {
        // "items per sale" of item and quantity: so many of them, and not so many kinds.
        const auto counted = std::find_if(tags_[j].meanings.begin(), tags_[j].meanings.end(), [&](const Meaning& other) {
          return other.kind == MeaningKind::kColumn && other.source == 0 && FactsOf(other).measure && FactsOf(other).dimension == knowledge::Dimension::kQuantity;
        });
        if (FactsOf(Chosen(j)).row_id && Chosen(j).source == 0) {
          composed_.said_table = true;
        } else if (counted != tags_[j].meanings.end()) {
          above.kind = MeasureKind::kSum;
          above.operand = {Ref(*counted), {}, 1};
        } else if (Chosen(j).kind == MeaningKind::kColumn && below.kind == MeasureKind::kCount && below.only.empty()) {
          // Each row has one of a category.
          break;
        } else if (average && !explicit_count && !Plural(words_[tags_[j].last].text)) {
          // "average room temperature": of no number of rooms.
          break;
        } else if (const size_t rank = Previous(j); Is(rank, TagKind::kExtreme) && !BreakBetween(rank, j)) {
          // "cheapest room type per night": what is ranked by its money over the nights, and no number of them.
          const std::optional<Operand> money = tags_[rank].dimension == knowledge::Dimension::kMoney ? MoneyOperand() : std::nullopt;
          if (!money.has_value()) break;
          above.kind = MeasureKind::kSum;
          above.operand = *money;
          money_ = ranked_ = true;
          form_.order = tags_[rank].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
          AddGroup(Ref(Chosen(j)), j);
          explicit_group_ = true;
          Use(rank);
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
    // "earns the most per hire"
    for (size_t w = 0; w < tags_[i].first && !found && below.kind == MeasureKind::kCount; ++w) {
      const std::optional<Operand> money = IsOneOf(words_[w].text, {"earn", "earns", "earned", "spend", "spends", "spent"}) ? MoneyOperand() : std::nullopt;
      if (!money.has_value()) continue;
      above.kind = MeasureKind::kSum;
      above.operand = *money;
      found = money_ = true;
    }
    // "per trip" of nothing but trips says nothing.
    if (!found || above == below) continue;
    if (trailing < tags_.size() && explicit_count) used_[trailing] = true;
    for (size_t j = 0; j < i; ++j) {
      if (Is(j, TagKind::kCount) || Is(j, TagKind::kRatio) || (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kAverage) || Is(j, TagKind::kDistinct)) used_[j] = true;
      if (Is(j, TagKind::kAggregate) && tags_[j].aggregate == MeasureKind::kSum) used_[j] = true;
    }
    // "items per sale on average"
    if (const size_t behind = Next(distinct); Is(behind, TagKind::kAggregate) && tags_[behind].aggregate == MeasureKind::kAverage) used_[behind] = true;
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
    used_[distinct] = true;
    if (distinct != noun) used_[noun] = true;
  }
}

}  // namespace aurora::query::language
