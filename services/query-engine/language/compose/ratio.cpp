#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

bool OneOf(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), std::string_view(text)) != words.end();
}

// Verbs behind which a share's condition stands: "share of trips that were cancelled".
bool IsVerb(const std::string& text) {
  return OneOf(text, {"is",   "are",  "was",   "were",  "that",  "which", "who",   "come",  "came",   "comes", "went",  "goes", "ended", "end",  "takes", "take", "took",  "got",
                      "get",  "gets", "used",  "use",   "uses",  "has",   "have",  "had",   "contain", "done", "made",  "made", "happen", "happens", "happened", "lasted", "last", "exceed", "exceeded", "falls", "fell", "did", "do", "does", "become", "became", "led", "lead", "leads", "result", "resulted"});
}

bool IsPreposition(const std::string& text) { return OneOf(text, {"in", "on", "at", "from", "for", "via", "during", "within", "among", "amongst"}); }

}  // namespace

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
      // "average order value per device": of money.
      for (size_t j = 0; j < i; ++j) numeric = numeric || Text(j) == "value" || Text(j) == "size" || Text(j) == "amount" || Text(j) == "basket";
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

// cancellation rate; share of trips that were cancelled; how much of the revenue comes from vans; in %
void Composer::ReadRatio() {
  if (ratio_done_) return;
  size_t word = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kRatio) && !used_[i] && word == tags_.size()) word = i;
  }
  if (word == tags_.size()) return;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kRatio)) used_[i] = true;
  }
  // A share of groups is not what this reads: "what share of riders took more than five trips".
  if (!form_.having.empty()) {
    Fail(Problem::kNotUnderstood, word);
    return;
  }
  // "ratio of vans to sedans"
  for (size_t a = 0; a + 1 < placed_.size() && form_.measures.empty(); ++a) {
    const size_t b = a + 1;
    const size_t join = Next(placed_[a].tag);
    if (!Is(join, TagKind::kTo) || Next(join) != placed_[b].tag || !(placed_[a].condition.operand == placed_[b].condition.operand)) continue;
    Measure above;
    above.only = {placed_[a].condition};
    Measure below;
    below.only = {placed_[b].condition};
    Measure measure;
    measure.kind = MeasureKind::kRatio;
    measure.parts = {above, below};
    measure.name = "ratio";
    form_.measures.push_back(measure);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(a), placed_.begin() + static_cast<std::ptrdiff_t>(b) + 1);
    composed_.said_measure = true;
    ratio_done_ = true;
    return;
  }
  // Already one: "stalls per play, in percent".
  if (!form_.measures.empty() && form_.measures[0].kind == MeasureKind::kRatio) {
    ratio_done_ = true;
    return;
  }
  ratio_ = word;
  ratio_done_ = true;
  const size_t before = Previous(word);
  std::vector<size_t> wanted;  // indices of placed_
  const auto placed_at = [&](size_t tag) {
    for (size_t p = 0; p < placed_.size(); ++p) {
      if (placed_[p].tag == tag) return p;
    }
    return placed_.size();
  };
  const std::string last_word = words_[tags_[word].last].text;
  const bool rate_word = OneOf(last_word, {"rate", "rates", "ratio", "share", "shares", "percentage", "proportion", "fraction", "frequency"});
  bool of_follows = last_word == "of";
  if (tags_[word].last + 1 < words_.size() && words_[tags_[word].last + 1].text == "of") of_follows = true;
  // "cancellation rate of web bookings": what goes before is what is counted.
  const bool rate_of = Text(word) == "rate" || Text(word) == "rates";
  if ((rate_of || (rate_word && !of_follows)) && before < tags_.size() && !BreakBetween(before, word) && placed_at(before) < placed_.size()) {
    wanted.push_back(placed_at(before));
    for (size_t i = before; i-- > 0;) {
      const size_t p = placed_at(i);
      if (p < placed_.size() && placed_[p].condition.operand == placed_[wanted[0]].condition.operand) {
        wanted.push_back(p);
      } else if (!Is(i, TagKind::kAnd) && !Is(i, TagKind::kOr) && !Is(i, TagKind::kFiller)) {
        break;
      }
    }
  } else if (of_follows || before == tags_.size() || placed_at(before) == placed_.size() || !rate_word) {
    const bool whole = last_word == "%" || OneOf(last_word, {"percent", "percentage"}) ? !of_follows && before < tags_.size() : false;
    const size_t from = whole ? 0 : word;
    size_t verb = tags_.size();
    bool content = false;
    size_t table = tags_.size();
    for (size_t i = from; i < tags_.size() && verb == tags_.size(); ++i) {
      if (i == word) continue;
      const bool noun = Lexical(i) || Is(i, TagKind::kRows) || Is(i, TagKind::kMoney);
      for (size_t w = tags_[i].first; w <= tags_[i].last && content && !noun; ++w) {
        if (IsVerb(words_[w].text)) verb = i;
      }
      // "of trips longer than 10 km", "of orders without a coupon": a condition of its own.
      if (content && (Is(i, TagKind::kCompare) || Is(i, TagKind::kWithout)) && placed_at(i) < placed_.size()) verb = i;
      if (noun || (Is(i, TagKind::kTime) && content)) content = true;
      const bool rows = Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows);
      // "of the bags missed their flight": of the bags.
      const bool said_rows = table < tags_.size() && (Means(table, MeaningKind::kTable) || Is(table, TagKind::kRows));
      if (rows || (!said_rows && Lexical(i) && (Chosen(i).kind == MeaningKind::kEntity || Chosen(i).kind == MeaningKind::kMoment))) table = i;
    }
    const auto preposition = [&](size_t tag) {
      for (size_t i = tag; i-- > 0;) {
        if (Lexical(i) || Is(i, TagKind::kOr) || Is(i, TagKind::kAnd)) continue;
        if (!Is(i, TagKind::kFiller)) return false;
        for (size_t w = tags_[i].first; w <= tags_[i].last; ++w) {
          if (IsPreposition(words_[w].text)) return true;
        }
        if (OneOf(Text(i), {"the", "a", "an", "our"})) continue;
        return false;
      }
      return false;
    };
    std::vector<size_t> later;
    std::vector<size_t> earlier;
    for (size_t p = 0; p < placed_.size(); ++p) {
      if (placed_[p].tag < from && !whole) continue;
      if (verb < tags_.size()) {
        (placed_[p].tag >= verb ? later : earlier).push_back(p);
      } else if (table < tags_.size()) {
        (placed_[p].tag > table ? later : earlier).push_back(p);
      } else {
        earlier.push_back(p);
      }
    }
    if (verb < tags_.size() && !later.empty()) {
      for (size_t p : later) {
        if (!preposition(placed_[p].tag)) wanted.push_back(p);
      }
      if (wanted.empty()) wanted.push_back(later[0]);
    } else if (const auto said_of = std::find_if(later.begin(), later.end(), [&](size_t p) { return !preposition(placed_[p].tag) && !Is(Previous(placed_[p].tag), TagKind::kBy); });
               !earlier.empty() && said_of != later.end() && of_follows && !BreakBetween(word, placed_[*said_of].tag)) {
      // "what proportion of the transfer bags got lost": of those that stand before the noun.
      for (size_t p : later) {
        if (!preposition(placed_[p].tag)) wanted.push_back(p);
      }
    } else if (!earlier.empty()) {
      wanted = earlier;
      // Those with a preposition say where: "share of failed payments in Germany".
      std::vector<size_t> plain;
      for (size_t p : earlier) {
        if (!preposition(placed_[p].tag)) plain.push_back(p);
      }
      if (!plain.empty()) wanted = plain;
      // "share of iphone impressions": the events are what is looked at, the rest is which of them.
      if (wanted.size() > 1 && table == tags_.size()) {
        const auto event = [&](size_t p) { return !placed_[p].condition.operand.IsSpan() && scope_.Facts(placed_[p].condition.operand.column).event; };
        const bool others = std::none_of(wanted.begin(), wanted.end() - 1, event);
        if (event(wanted.back()) && others && placed_[wanted.back()].tag > placed_[wanted.front()].tag) wanted.pop_back();
      }
    } else {
      for (size_t p : later) {
        if (!preposition(placed_[p].tag)) wanted.push_back(p);
      }
      if (wanted.empty() && !later.empty()) wanted.push_back(later[0]);
    }
  }
  Measure all;
  bool replaced = false;
  if (!form_.measures.empty()) {
    all = form_.measures[0];
    // "share of trips": of the count; "share of distinct riders": of those.
    if (all.kind == MeasureKind::kAverage) all.kind = MeasureKind::kSum;
    replaced = true;
  }
  if (wanted.empty()) {
    if (form_.groups.empty()) {
      failed_ = true;
      Fail(Problem::kNotUnderstood, word);
      return;
    }
    // "pass rate", "what share arrived in time": of those that did, and what that takes is not known.
    bool happened = false;
    for (size_t i = word; i < tags_.size(); ++i) happened = happened || (Means(i, MeaningKind::kMoment) && Participle(words_[tags_[i].last].text));
    const bool level = replaced && guessed_average_.has_value() && form_.measures[0].kind == MeasureKind::kAverage && (!of_follows || scope_.Facts(form_.measures[0].operand.column).dimension != knowledge::Dimension::kDuration);
    if (level || (happened && !form_.window.has_value() && !of_follows) || (happened && replaced)) {
      Fail(Problem::kNotUnderstood, word);
      return;
    }
    // "typical frame rate": the rate is what is measured.
    if (rate_of && replaced) return;
    Measure measure;
    measure.kind = MeasureKind::kShareOfAll;
    measure.parts = {all};
    measure.name = "share";
    if (replaced) {
      form_.measures.insert(form_.measures.begin(), measure);
    } else {
      form_.measures.push_back(measure);
    }
    composed_.said_measure = true;
    return;
  }
  Measure part = all;
  std::vector<Placed> wanted_placed;
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  for (size_t p : wanted) wanted_placed.push_back(placed_[p]);
  for (size_t i = wanted.size(); i-- > 0;) placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(wanted[i]));
  // "share of plays that stall": two steps of one thing, counted by what ties them together.
  for (size_t p = placed_.size(); p-- > 0;) {
    const Condition step = placed_[p].condition;
    const bool same = std::any_of(wanted_placed.begin(), wanted_placed.end(), [&](const Placed& one) { return one.condition.operand == step.operand; });
    if (!same || step.comparison != Comparison::kIs) continue;
    const TableFacts& main = scope_.main();
    if (!scope_.Facts(step.operand.column).event || main.flow() == main.size() || replaced) {
      Fail(Problem::kNotUnderstood, placed_[p].tag);
      return;
    }
    part.kind = all.kind = MeasureKind::kCountDistinct;
    part.operand.column = all.operand.column = scope_.Ref(0, main.flow());
    all.only.push_back(step);
    NoteThat("distinct", placed_[p].condition.words, base::StrCat("by distinct ", part.operand.column.name));
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  for (const Condition& condition : Combine(wanted_placed)) part.only.push_back(condition);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  if (replaced) {
    form_.measures[0] = measure;
  } else {
    form_.measures.push_back(measure);
  }
  if (form_.shape == Shape::kRows || form_.shape == Shape::kGroups) form_.shape = Shape::kMeasures;
  composed_.said_measure = true;
  std::string words;
  for (const Placed& placed : wanted_placed) base::StrAppend(&words, words.empty() ? "" : ", ", placed.condition.words);
  NoteThat("share_of", words, "counted, over all rows of the same time and filter");
}

}  // namespace aurora::query::language
