#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

namespace aurora::query::language {
namespace {

// All of them may be meant, or those that have a row in that time.
constexpr double kActiveOnes = 0.85;

// Verbs behind which a share's condition stands: "share of trips that were cancelled".
bool IsVerb(const std::string& text) {
  return IsOneOf(text, {"is",   "are",  "was",   "were",  "that",  "which", "who",   "come",  "came",   "comes", "went",  "goes", "ended", "end",  "takes", "take", "took",  "got",
                      "get",  "gets", "used",  "use",   "uses",  "has",   "have",  "had",   "contain", "done", "made",  "made", "happen", "happens", "happened", "lasted", "last", "exceed", "exceeded", "falls", "fell", "did", "do", "does", "become", "became", "led", "lead", "leads", "result", "resulted"});
}

bool IsPreposition(const std::string& text) { return IsOneOf(text, {"in", "on", "at", "from", "for", "via", "during", "within", "among", "amongst"}); }

}  // namespace

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
  const bool rate_word = IsOneOf(last_word, {"rate", "rates", "ratio", "share", "shares", "percentage", "proportion", "fraction", "frequency"});
  bool of_follows = last_word == "of";
  if (tags_[word].last + 1 < words_.size() && words_[tags_[word].last + 1].text == "of") of_follows = true;
  // "cancellation rate of web bookings": what goes before is what is counted.
  const bool rate_of = Text(word) == "rate" || Text(word) == "rates";
  // "rejected loads as a percentage of all loads, by yard": what goes before, of what follows.
  bool as = false;
  for (size_t w = tags_[word].first >= 2 ? tags_[word].first - 2 : 0; w <= tags_[word].last; ++w) as = as || words_[w].text == "as";
  for (size_t p = 0; p < placed_.size() && as; ++p) {
    const size_t tag = placed_[p].tag;
    const std::string ahead = tags_[tag].first > 0 ? words_[tags_[tag].first - 1].text : "";
    if (tag < word && !IsPreposition(ahead)) wanted.push_back(p);
  }
  if (!wanted.empty()) {
    // Said already.
  } else if ((rate_of || (rate_word && !of_follows)) && before < tags_.size() && !BreakBetween(before, word) && placed_at(before) < placed_.size()) {
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
    const bool whole = last_word == "%" || IsOneOf(last_word, {"percent", "percentage"}) ? !of_follows && before < tags_.size() : false;
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
        if (IsOneOf(Text(i), {"the", "a", "an", "our"})) continue;
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
  // "what share of drivers brought copper": of those who brought something, and not of what they brought.
  // "of patients left without being seen" is said of each visit, as its outcome is.
  const size_t whose = Next(word);
  const bool of_rows = std::any_of(wanted.begin(), wanted.end(), [&](size_t p) {
    const Condition& condition = placed_[p].condition;
    return condition.operand.IsSpan() || condition.operand.column.empty() || scope_.Facts(condition.operand.column).status || scope_.Facts(condition.operand.column).event || scope_.Facts(condition.operand.column).flag;
  });
  if (!replaced && !of_rows && of_follows && Means(whose, MeaningKind::kEntity) && !BreakBetween(word, whose) && !(Chosen(whose).source == 0 && FactsOf(Chosen(whose)).row_id)) {
    all.kind = MeasureKind::kCountDistinct;
    all.operand.column = Ref(Chosen(whose));
    composed_.certainty *= kActiveOnes;
    NoteThat("share_among", Words(whose), base::StrCat("those that have a row, by ", all.operand.column.name));
    Use(whose);
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
