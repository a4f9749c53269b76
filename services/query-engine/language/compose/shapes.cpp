#include <algorithm>
#include <set>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"

namespace aurora::query::language {
namespace {

bool OneOf(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), std::string_view(text)) != words.end();
}

// Verbs behind which a share's condition stands: "share of trips that were cancelled".
bool IsVerb(const std::string& text) {
  return OneOf(text, {"is",   "are",  "was",   "were",  "that",  "which", "who",   "come",  "came",   "comes", "went",  "goes", "ended", "end",  "takes", "take", "took",  "got",
                      "get",  "gets", "used",  "use",   "uses",  "has",   "have",  "had",   "contain", "done", "made",  "made", "happen", "happens", "happened", "lasted", "last", "exceed", "exceeded", "falls", "fell", "did", "do", "does", "become", "became"});
}

bool IsPreposition(const std::string& text) { return OneOf(text, {"in", "on", "at", "from", "for", "via", "during", "within", "among", "amongst"}); }

// What a funnel ends in.
bool IsGoal(const std::string& value) {
  static const auto& goals = *new std::set<std::string>{Stem("finish"),   Stem("complete"), Stem("completed"), Stem("purchase"), Stem("checkout"), Stem("convert"),  Stem("conversion"),
                                                        Stem("signup"),   Stem("subscribe"), Stem("order"),    Stem("paid"),     Stem("book"),     Stem("submit"),   Stem("success"),
                                                        Stem("activate"), Stem("install"),  Stem("register"),  Stem("deliver"),  Stem("resolve"),  Stem("buy"),      Stem("graduate"), Stem("pass")};
  for (const std::string& word : SplitName(value)) {
    if (goals.count(Stem(word)) > 0) return true;
  }
  return false;
}

bool IsPurchase(const std::string& value) {
  for (const std::string& word : SplitName(value)) {
    if (OneOf(Stem(word), {Stem("purchase"), Stem("conversion"), Stem("convert"), Stem("order"), Stem("buy"), Stem("paid"), Stem("signup"), Stem("subscribe"), Stem("checkout")})) return true;
  }
  return false;
}

bool IsBuy(const std::string& value) {
  for (const std::string& word : SplitName(value)) {
    if (OneOf(Stem(word), {Stem("purchase"), Stem("order"), Stem("buy"), Stem("paid")})) return true;
  }
  return false;
}

}  // namespace

// conversion from view to purchase, cart-to-purchase rate, plain conversion, finish rate
void Composer::ReadConversion() {
  const TableFacts& main = scope_.main();
  if (main.flow() == main.size()) return;
  size_t event = main.size();
  for (size_t c = 0; c < main.size(); ++c) {
    if (main.column(c).event) event = c;
  }
  if (event == main.size()) return;
  const auto step = [&](size_t tag) -> std::optional<Condition> {
    if (!Lexical(tag) || used_[tag]) return std::nullopt;
    for (const Meaning& meaning : tags_[tag].meanings) {
      if (meaning.kind != MeaningKind::kValue || meaning.source != 0 || meaning.column != event) continue;
      Condition condition;
      condition.operand = {Ref(meaning), {}, 1};
      condition.values = meaning.values;
      condition.words = Words(tag);
      return condition;
    }
    return std::nullopt;
  };
  size_t word = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kConversion) || (Is(i, TagKind::kRatio) && word == tags_.size())) word = i;
  }
  if (word == tags_.size()) return;
  std::optional<Condition> first;
  std::optional<Condition> goal;
  for (size_t i = 0; i < tags_.size() && !goal.has_value(); ++i) {
    const size_t join = Next(i);
    const size_t second = Next(join);
    if (!Is(join, TagKind::kTo) || !step(i).has_value() || second >= tags_.size() || !step(second).has_value()) continue;
    first = step(i);
    goal = step(second);
    for (size_t used : {i, join, second}) Use(used);
    const size_t before = Previous(i);
    if (Is(before, TagKind::kFrom)) used_[before] = true;
  }
  if (!goal.has_value() && Is(word, TagKind::kRatio)) {
    // "finish rate": the last step over the first.
    const size_t before = Previous(word);
    if (before == tags_.size() || !step(before).has_value() || !OneOf(Text(word), {"rate", "rates", "ratio", "share"})) return;
    std::optional<Condition> wanted = step(before);
    if (wanted->values.size() != 1 || !IsGoal(wanted->values[0])) return;
    // The first step: called like what ties the steps together, else the first that the comment lists.
    std::string begin;
    for (const catalog::ValueCount& value : main.profile().columns[event].values) {
      for (const std::string& stem : main.column(main.flow()).stems) {
        if (Stem(value.value) == stem && value.value != wanted->values[0]) begin = value.value;
      }
    }
    if (begin.empty()) {
      size_t earliest = std::string::npos;
      for (const catalog::ValueCount& value : main.profile().columns[event].values) {
        const size_t at = main.profile().columns[event].comment.find(value.value);
        if (at < earliest && value.value != wanted->values[0]) {
          earliest = at;
          begin = value.value;
        }
      }
    }
    goal = wanted;
    Use(before);
    if (!begin.empty()) {
      first = wanted;
      first->values = {begin};
      NoteThat("base", Words(before, word), base::StrCat("of those with ", begin));
    }
  }
  if (!goal.has_value() && Is(word, TagKind::kConversion)) {
    for (size_t i = word + 1; i < tags_.size() && !goal.has_value(); ++i) {
      if (Is(i, TagKind::kTo) && step(Next(i)).has_value()) {
        goal = step(Next(i));
        Use(Next(i));
      }
    }
    if (!goal.has_value()) {
      std::vector<catalog::ValueCount> values = main.profile().columns[event].values;
      // A purchase before a lesser goal.
      std::stable_sort(values.begin(), values.end(), [](const catalog::ValueCount& a, const catalog::ValueCount& b) { return IsBuy(a.value) && !IsBuy(b.value); });
      for (const catalog::ValueCount& value : values) {
        if (!IsPurchase(value.value) || goal.has_value()) continue;
        Condition condition;
        condition.operand.column = scope_.Ref(0, event);
        condition.values = {value.value};
        goal = condition;
        NoteThat("goal", Words(word), base::StrCat("reaching ", value.value));
      }
    }
  }
  if (!goal.has_value()) return;
  const ColumnRef flow = scope_.Ref(0, main.flow());
  Measure above;
  above.kind = MeasureKind::kCountDistinct;
  above.operand.column = flow;
  above.only = {*goal};
  Measure below = above;
  below.only.clear();
  if (first.has_value()) below.only = {*first};
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {above, below};
  measure.name = "conversion_rate";
  form_.measures.push_back(std::move(measure));
  composed_.said_measure = true;
  NoteThat("distinct", Words(word), base::StrCat("by distinct ", flow.name));
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kConversion) || Is(i, TagKind::kRatio)) used_[i] = true;
  }
  ratio_done_ = true;
}

// "premium vs basic": a column for the result to tell them apart by
void Composer::ReadVersusValues() {
  size_t versus = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kVersus) && !used_[i]) versus = i;
  }
  for (size_t a = 0; a + 1 < placed_.size(); ++a) {
    for (size_t b = a + 1; b < placed_.size(); ++b) {
      const Condition& first = placed_[a].condition;
      const Condition& second = placed_[b].condition;
      if (!(first.operand == second.operand) || first.comparison != Comparison::kIs || second.comparison != Comparison::kIs || first.values == second.values) continue;
      bool between = versus < tags_.size() && ((placed_[a].tag < versus && versus < placed_[b].tag) || versus < placed_[a].tag);
      // "how many plays and finishes": two numbers.
      const bool counted = scope_.Facts(first.operand.column).event && Has(TagKind::kCount) && !Has(TagKind::kRatio);
      bool anded = false;
      for (size_t t = placed_[a].tag; t < placed_[b].tag; ++t) anded = anded || Is(t, TagKind::kAnd);
      between = between || (counted && anded);
      if (!between || form_.compared.has_value()) continue;
      if (versus < tags_.size()) used_[versus] = true;
      if (first.operand.IsSpan()) continue;
      AddGroup(first.operand.column, placed_[a].tag);
      explicit_group_ = true;
      composed_.said_compared = true;
      for (size_t i = 0; i < tags_.size(); ++i) {
        if ((Is(i, TagKind::kCompare) || Is(i, TagKind::kMost)) && (Text(i) == "more" || Text(i) == "fewer" || Text(i) == "higher" || Text(i) == "less") && !used_[i]) {
          used_[i] = true;
          counted_ = true;
        }
        if (Is(i, TagKind::kChange) && !used_[i]) used_[i] = true;
      }
      return;
    }
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
  const bool of = Text(word) == "share" || true;
  (void)of;
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
  if (word + 1 < tags_.size() && Text(word + 1) == "of") of_follows = true;
  if (rate_word && !of_follows && before < tags_.size() && !BreakBetween(before, word) && placed_at(before) < placed_.size()) {
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
      if (Means(i, MeaningKind::kTable) || Is(i, TagKind::kRows) || (Lexical(i) && (Chosen(i).kind == MeaningKind::kEntity || Chosen(i).kind == MeaningKind::kMoment))) table = i;
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
    } else if (!earlier.empty()) {
      wanted = earlier;
      // Those with a preposition say where: "share of failed payments in Germany".
      std::vector<size_t> plain;
      for (size_t p : earlier) {
        if (!preposition(placed_[p].tag)) plain.push_back(p);
      }
      if (!plain.empty()) wanted = plain;
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

// What is counted as an entity becomes the group.
std::optional<size_t> Composer::EntityNoun(bool required) {
  (void)required;
  for (size_t m = 0; m < form_.measures.size(); ++m) {
    const Measure measure = form_.measures[m];
    if (measure.kind != MeasureKind::kCountDistinct) continue;
    form_.measures.clear();
    AddGroup(measure.operand.column, 0);
    counted_ = true;
    return form_.groups.size() - 1;
  }
  for (size_t g = 0; g < form_.groups.size(); ++g) {
    if (form_.groups[g].kind == GroupKind::kColumn) return g;
  }
  return std::nullopt;
}

// which sensors have been quiet for two hours
void Composer::ReadSilence() {
  if (!silent_.has_value()) return;
  const std::optional<size_t> group = EntityNoun(true);
  if (!group.has_value() || time_.empty()) {
    Fail(Problem::kNotUnderstood, *silent_);
    return;
  }
  std::optional<absl::Time> since;
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    if (!Is(i, TagKind::kNumber)) continue;
    const size_t unit_at = Next(i);
    const auto unit = Is(unit_at, TagKind::kUnit) ? knowledge::FindUnit(tags_[unit_at].unit) : std::nullopt;
    if (!unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
    since = now_ - absl::Seconds(1) * (tags_[i].number * unit->factor);
    used_[i] = used_[unit_at] = true;
  }
  // "for half an hour", "for an hour"
  for (size_t w = 0; w + 1 < words_.size() && !since.has_value(); ++w) {
    double count = 0;
    size_t unit_at = w + 1;
    if (words_[w].text == "half" && (words_[w + 1].text == "an" || words_[w + 1].text == "a")) {
      count = 0.5;
      unit_at = w + 2;
    } else if (words_[w].text == "a" || words_[w].text == "an") {
      count = 1;
    } else if (words_[w].text == "over" || words_[w].text == "than") {
      if (w + 2 < words_.size() && (words_[w + 1].text == "an" || words_[w + 1].text == "a")) {
        count = 1;
        unit_at = w + 2;
      }
    }
    const auto unit = count > 0 && unit_at < words_.size() ? knowledge::FindUnit(words_[unit_at].text) : std::nullopt;
    if (!unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
    since = now_ - absl::Seconds(1) * (count * unit->factor);
    for (size_t i = 0; i < tags_.size(); ++i) {
      if (tags_[i].first >= w && tags_[i].last <= unit_at) used_[i] = true;
    }
  }
  if (!since.has_value() && form_.window.has_value() && form_.window->from != absl::InfinitePast()) since = form_.window->from;
  if (!since.has_value()) {
    since = now_ - absl::Hours(1);
    NoteThat("silence", Words(*silent_), "no row for an hour");
    composed_.certainty = 0.6;
  }
  form_.window.reset();
  Having having;
  having.measure.kind = MeasureKind::kMaximum;
  having.measure.operand.column = time_;
  having.comparison = Comparison::kLess;
  having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", *since, absl::UTCTimeZone())};
  form_.having.push_back(having);
  form_.measures.clear();
  form_.shape = counted_ ? Shape::kCountGroups : Shape::kGroups;
  if (!counted_) {
    Measure last;
    last.kind = MeasureKind::kMaximum;
    last.operand.column = time_;
    last.name = "last_seen";
    form_.measures.push_back(last);
    form_.order = Order::kMeasureAscending;
  }
  ranked_ = false;
  if (form_.limit == 0) form_.limit = 1000;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kNegation) || Is(i, TagKind::kCompare) || Is(i, TagKind::kHowLong) || Is(i, TagKind::kWithout)) used_[i] = true;
    if (Is(i, TagKind::kUnknown) && (Text(i) == "ago" || Text(i) == "data" || Text(i) == "reporting" || Text(i) == "sending" || Text(i) == "signal" || Text(i) == "anything")) used_[i] = true;
    // "sensors without a reading": the rows.
    if (Lexical(i) && !used_[i] && Chosen(i).kind == MeaningKind::kTable) Use(i);
  }
}

// parcels that were never loaded: seen, but without such a row
void Composer::ReadNever() {
  if (ReadWithout()) return;
  std::optional<size_t> at = never_;
  bool negated = false;
  if (!at.has_value()) {
    // "which viewers did not finish anything this week"
    for (size_t p = 0; p < placed_.size(); ++p) {
      if (placed_[p].condition.comparison == Comparison::kIsNot && scope_.Facts(placed_[p].condition.operand.column).event && (form_.shape == Shape::kGroups || form_.shape == Shape::kCountGroups) && form_.having.empty()) {
        at = p > 0 ? placed_[p].tag - 1 : 0;
        negated = true;
      }
    }
  }
  if (!at.has_value()) return;
  std::vector<Condition> never;
  for (size_t p = placed_.size(); p-- > 0;) {
    if (placed_[p].tag < *at && !negated) continue;
    if (negated && placed_[p].condition.comparison != Comparison::kIsNot) continue;
    const ColumnFacts& facts = scope_.Facts(placed_[p].condition.operand.column);
    if (!facts.event && !facts.status && !never.empty()) continue;
    Condition condition = placed_[p].condition;
    condition.comparison = Comparison::kIs;
    never.push_back(condition);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  const std::optional<size_t> group = EntityNoun(true);
  if (never.empty() || !group.has_value()) {
    if (never_.has_value()) Fail(Problem::kNotUnderstood, *never_);
    return;
  }
  // "clicked but never purchased": the other step must have been there.
  for (size_t p = placed_.size(); p-- > 0;) {
    if (placed_[p].condition.comparison != Comparison::kIs || !(placed_[p].condition.operand == never[0].operand)) continue;
    Having there;
    there.measure.only = {placed_[p].condition};
    there.comparison = Comparison::kGreater;
    there.values = {"0"};
    form_.having.push_back(there);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  Having having;
  having.measure.only = never;
  having.comparison = Comparison::kIs;
  having.values = {"0"};
  form_.having.push_back(having);
  form_.measures.clear();
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
}

bool Composer::ReadWithout() {
  size_t at = tags_.size();
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kNever) || Is(i, TagKind::kWithout) || (Is(i, TagKind::kNegation) && !used_[i])) at = i;
  }
  if (at == tags_.size()) return false;
  for (size_t i = at + 1; i < tags_.size(); ++i) {
    if (!Is(i, TagKind::kUnknown)) continue;
    for (const Scope::Reverse& reverse : scope_.reverse()) {
      const auto [begin, end] = reverse.facts->Entries(words_[tags_[i].first].stem);
      const bool table = std::any_of(begin, end, [](const auto& entry) { return entry.second.meaning.kind == MeaningKind::kTable && entry.second.stems.size() == 1; });
      if (!table) continue;
      const catalog::TableProfile& other = reverse.facts->profile();
      form_.shape = Shape::kWithout;
      form_.sources.push_back({other.database, other.table});
      TableJoin join;
      join.source = 1;
      join.left = {0, reverse.join.right};
      join.right = reverse.join.left.name;
      form_.joins.push_back(join);
      if (form_.window.has_value()) time_ = other.time_column.empty() ? ColumnRef{} : ColumnRef{1, other.time_column};
      used_[at] = used_[i] = true;
      never_.reset();
      composed_.said_table = true;
      form_.measures.clear();
      form_.groups.clear();
      if (counted_ || Has(TagKind::kCount)) AddMeasure(MeasureKind::kCount, {});
      for (size_t j = 0; j < at; ++j) {
        if (Lexical(j) && Chosen(j).kind != MeaningKind::kValue) Use(j);
      }
      form_.limit = 1000;
      ranked_ = false;
      return true;
    }
  }
  return false;
}

// how many riders took their first trip this week
void Composer::ReadFirstTime() {
  if (!first_time_.has_value()) return;
  const std::optional<size_t> group = EntityNoun(true);
  if (!group.has_value() || !form_.window.has_value() || time_.empty() || form_.window->from == absl::InfinitePast()) {
    Fail(Problem::kNotUnderstood, *first_time_);
    return;
  }
  Having having;
  having.measure.kind = MeasureKind::kMinimum;
  having.measure.operand.column = time_;
  having.comparison = Comparison::kGreaterOrEqual;
  having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", form_.window->from, absl::UTCTimeZone())};
  form_.having.push_back(having);
  if (form_.window->to < now_) {
    having.comparison = Comparison::kLess;
    having.values = {absl::FormatTime("%Y-%m-%d %H:%M:%E3S", form_.window->to, absl::UTCTimeZone())};
    form_.having.push_back(having);
  }
  form_.window.reset();
  form_.measures.clear();
  form_.shape = counted_ || Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
  NoteThat("first_time", Words(*first_time_), "no earlier row in the table");
}

// Groups or times that stand out.
void Composer::ReadUnusual() {
  if (!unusual_.has_value() || silent_.has_value()) return;
  const bool grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
  if (grouped) {
    form_.groups.erase(std::remove_if(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind != GroupKind::kColumn; }), form_.groups.end());
  } else {
    (void)EntityNoun(false);
    const bool now_grouped = std::any_of(form_.groups.begin(), form_.groups.end(), [](const Group& group) { return group.kind == GroupKind::kColumn; });
    if (!now_grouped && !form_.HasBucket()) {
      if (time_.empty()) {
        Fail(Problem::kNotUnderstood, *unusual_);
        return;
      }
      AddBucket({Unit::kHour, 1});
    }
  }
  for (Group& group : form_.groups) {
    if (group.kind == GroupKind::kBucket && group.grain.count == 0) {
      group.grain = {Unit::kHour, 1};
      group.name = "hour";
    }
  }
  form_.shape = Shape::kUnusual;
  form_.direction = tags_[*unusual_].direction;
  form_.compared.reset();
  composed_.said_shape = true;
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (Is(i, TagKind::kCount) || Is(i, TagKind::kMost) || Is(i, TagKind::kCompare) || Is(i, TagKind::kChange) || Is(i, TagKind::kWhich) || Is(i, TagKind::kVersus)) used_[i] = true;
    if (Is(i, TagKind::kTop)) used_[i] = true;
  }
  form_.order = Order::kNone;
  ranked_ = false;
  if (!form_.measures.empty()) return;
  Measure all;
  const bool bucket = form_.HasBucket();
  std::vector<Placed> events;
  for (size_t p = placed_.size(); p-- > 0 && !bucket;) {
    const Condition& condition = placed_[p].condition;
    if (condition.operand.IsSpan() || condition.comparison != Comparison::kIs) continue;
    const ColumnFacts& facts = scope_.Facts(condition.operand.column);
    if (!facts.event && !facts.status && !facts.flag) continue;
    // "does any account play strangely much": the most frequent event is no part of a whole.
    const catalog::ColumnProfile& profile = scope_.Profile(condition.operand.column);
    if (facts.event && condition.values.size() == 1 && !profile.values.empty() && profile.values[0].value == condition.values[0]) continue;
    events.push_back(placed_[p]);
    placed_.erase(placed_.begin() + static_cast<std::ptrdiff_t>(p));
  }
  if (events.empty()) {
    all.name = NameOf(all);
    form_.measures.push_back(all);
    return;
  }
  Measure part;
  part.only = Combine(events);
  Measure measure;
  measure.kind = MeasureKind::kRatio;
  measure.parts = {part, all};
  measure.name = "share";
  form_.measures.push_back(measure);
}

}  // namespace aurora::query::language
