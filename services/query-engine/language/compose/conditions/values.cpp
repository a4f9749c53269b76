#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/places.h"
#include "services/query-engine/language/compose/context.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/noun_words.h"
#include "services/query-engine/language/schema/value_meanings.h"

namespace aurora::query::language {
namespace {

std::string_view SaidAs(Comparison comparison) {
  switch (comparison) {
    case Comparison::kIsNot: return "is not";
    case Comparison::kGreater: return "is more than";
    case Comparison::kGreaterOrEqual: return "is at least";
    case Comparison::kLess: return "is less than";
    case Comparison::kLessOrEqual: return "is at most";
    default: return "is";
  }
}

// Of values that comments explain by who did it, "cancelled by the guest" and "cancelled by the house": that of the subject in "how often did
// guests cancel", "which house cancelled"; none where the question names nobody, or several.
std::vector<std::string> DoneBySubject(const Draft& d, size_t tag, const Meaning& meaning) {
  const catalog::ColumnProfile& profile = d.scope.Profile(d.Ref(meaning));
  std::vector<std::string> values;
  for (const catalog::ValueCount& value : profile.values) values.push_back(value.value);
  std::vector<std::string> done;
  for (const ValueMeaning& said : ReadValueMeanings(profile.comment, values, /*numbers=*/false)) {
    if (said.others || std::find(meaning.values.begin(), meaning.values.end(), said.value) == meaning.values.end()) continue;
    for (const std::string& phrase : said.phrases) {
      const std::vector<Word> words = Normalise(phrase);
      for (size_t by = 1; by + 2 < words.size(); ++by) {
        if (words[by].text != "by" || !IsOneOf(words[by + 1].text, {"the", "a", "an", "our"})) continue;
        for (size_t i = tag; i-- > 0 && !d.BreakBetween(i, i + 1);) {
          if (d.Is(i, TagKind::kPer) || d.Is(i, TagKind::kBy)) break;
          if (d.words[d.tags[i].last].stem != words[by + 2].stem || d.Is(d.Previous(i), TagKind::kPer)) continue;
          if (std::find(done.begin(), done.end(), said.value) == done.end()) done.push_back(said.value);
        }
      }
    }
  }
  return done;
}

enum class Truth { kUnsaid, kTrue, kFalse, kBoth };

// The time at which the rows came to a state that is said as a deed: "deliveries", "check-ins", "we delivered", within a time or by steps of
// one; nullopt where it only says what they are: "delivered parcels".
std::optional<ColumnRef> MomentOfDeed(const Draft& d, size_t tag, const Condition& condition) {
  if (d.time.empty() || d.Chosen(tag).source != 0 || condition.comparison != Comparison::kIs || condition.values.size() != 1 || !(d.time == d.scope.Ref(0, d.scope.main().Find(d.scope.main().profile().time_column))) || !(d.form.window.has_value() || d.form.HasBucket())) return std::nullopt;
  const std::string& said = d.words[d.tags[tag].last].text;
  const size_t first = d.tags[tag].first;
  const bool noun = Plural(said) && !Participle(said);
  const bool act = Participle(d.words[first].text) && first > 0 && IsOneOf(d.words[first - 1].text, {"we", "they"}) && !IsOneOf(d.words[d.tags[tag].last].text, {"open", "active"});
  if (!noun && !act) return std::nullopt;
  // "deliveries that failed": what became of them is said as well.
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (i != tag && d.Means(i, MeaningKind::kValue) && d.Ref(d.Chosen(i)) == d.Ref(d.Chosen(tag))) return std::nullopt;
  }
  const std::vector<std::string> state = SplitName(condition.values[0]);
  const TableFacts& main = d.scope.main();
  for (size_t c = 0; c < main.size(); ++c) {
    const ColumnFacts& facts = main.column(c);
    if (facts.time && main.profile().columns[c].nullable && facts.words == state) return d.scope.Ref(0, c);
  }
  return std::nullopt;
}

// "revenue by express" of a flag: of those that are and of those that are not. "Done by robot" says by whom.
bool IsByFlag(Draft& d, size_t flag) {
  const size_t by = d.Previous(flag);
  const size_t behind = d.Next(flag);
  const bool ends = behind == d.tags.size() || d.BreakBetween(flag, behind) || d.Is(behind, TagKind::kTime) || d.Is(behind, TagKind::kAnd);
  if (!d.Is(by, TagKind::kBy) || d.Text(by) != "by" || d.used[by] || !ends || d.BreakBetween(by, flag) || d.tags[by].first == 0) return false;
  if (Participle(d.words[d.tags[by].first - 1].text)) return false;
  d.Use(by);
  return true;
}

// "no-show rate with and without a reminder"
bool IsWithAndWithout(Draft& d, size_t flag) {
  size_t word = d.tags[flag].first;
  while (word > 0 && IsOneOf(d.words[word - 1].text, {"a", "an", "the", "any"})) --word;
  if (word < 3 || d.words[word - 1].text != "without" || !IsOneOf(d.words[word - 2].text, {"and", "or", "versus", "vs"}) || d.words[word - 3].text != "with") return false;
  for (size_t i = 0; i < flag; ++i) {
    if (d.tags[i].last >= word - 3) d.used[i] = true;
  }
  return true;
}

// "where livemode is false", "billed = true", "rush yes": what is said behind the name of a flag; "true and false" tells the two apart.
Truth SaidTruth(Draft& d, size_t flag) {
  const auto truth = [&](size_t w) {
    if (w >= d.words.size()) return Truth::kUnsaid;
    if (IsOneOf(d.words[w].text, {"true", "yes", "set"})) return Truth::kTrue;
    const bool ends = w + 1 >= d.words.size() || d.words[w].break_after || IsOneOf(d.words[w + 1].text, {"and", "or", "vs", "versus"});
    if (d.words[w].text == "false" || (d.words[w].text == "no" && ends)) return Truth::kFalse;
    return Truth::kUnsaid;
  };
  const auto use = [&](size_t first, size_t last) {
    for (size_t t = 0; t < d.tags.size(); ++t) {
      if (d.tags[t].first >= first && d.tags[t].last <= last) d.used[t] = true;
    }
  };
  size_t w = d.tags[flag].last + 1;
  while (w < d.words.size() && !d.words[w - 1].break_after && IsOneOf(d.words[w].text, {"is", "are", "was", "were", "set", "to", "equals", "equal"})) ++w;
  if (w >= d.words.size() || d.words[w - 1].break_after) return Truth::kUnsaid;
  const Truth first = truth(w);
  if (first == Truth::kUnsaid || (w + 1 < d.words.size() && d.words[w].text == "set" && !d.words[w].break_after && !IsOneOf(d.words[w + 1].text, {"and", "or", "that", "who", "which", "since", "in", "this", "last"}))) return Truth::kUnsaid;
  size_t other = w + 1;
  while (other < d.words.size() && IsOneOf(d.words[other].text, {"and", "or", "vs", "versus"})) ++other;
  const bool joined = other > w + 1 || (other < d.words.size() && !d.words[w].break_after);
  const Truth second = joined && other < d.words.size() ? truth(other) : Truth::kUnsaid;
  if (second != Truth::kUnsaid && second != first) {
    use(d.tags[flag].last + 1, other);
    return Truth::kBoth;
  }
  use(d.tags[flag].last + 1, w);
  return first;
}

// "how often did someone try to pay" of a state paid: what was tried has not come about.
bool IsOnlyTried(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  return first > 1 && d.words[first - 1].text == "to" && IsOneOf(d.words[first - 2].text, {"try", "tried", "tries", "trying", "attempt", "attempts", "attempted", "attempting", "want", "wanted", "wants", "hoped", "failed", "refused"});
}

// "median time a van is out", "the time the document was open in the editor" of those that are out or open: how long they were, and not which.
bool IsLengthOfState(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  return first > 3 && IsOneOf(d.words[first - 1].text, {"is", "was", "stays", "stayed", "remains", "remained"}) && IsOneOf(d.words[first - 3].text, {"a", "an", "the", "each", "one"}) &&
         IsOneOf(d.words[first - 4].text, {"time", "long", "minutes", "hours", "days", "duration"});
}

// "how much turnover did the shop make" of a source that is store or web: those who ask, where no value is called just so.
bool IsAskersHouse(const Draft& d, size_t tag) {
  const size_t first = d.tags[tag].first;
  const size_t last = d.tags[tag].last;
  if (first != last || first < 2 || last + 1 >= d.words.size() || !IsOneOf(d.words[first].text, {"shop", "store", "company", "business", "firm", "house"}) || d.words[first - 1].text != "the" || d.words[first - 2].text != "did") return false;
  const std::vector<std::string>& values = d.Chosen(tag).values;
  return IsOneOf(d.words[last + 1].text, {"make", "take", "earn", "do", "sell", "bring"}) && std::find(values.begin(), values.end(), d.words[first].text) == values.end();
}

}  // namespace

// "cancelled" among rider_cancelled and driver_cancelled, in "how many cancelled trips by drivers": the one whose other
// word is there.
void NarrowValues(Draft& d, size_t tag, Meaning& meaning) {
  if (meaning.values.size() < 2) return;
  std::vector<std::string> kept;
  std::vector<size_t> helpers;
  size_t helper = d.tags.size();
  for (const std::string& value : meaning.values) {
    const std::vector<std::string> parts = SplitName(value);
    if (parts.size() < 2) continue;
    size_t found = 0;
    size_t at = d.tags.size();
    for (const std::string& part : parts) {
      // What all of them are called is said by the tag, in whichever word: "called off".
      if (std::all_of(meaning.values.begin(), meaning.values.end(), [&](const std::string& one) {
            const std::vector<std::string> names = SplitName(one);
            return std::find(names.begin(), names.end(), part) != names.end();
          })) {
        ++found;
        continue;
      }
      for (size_t i = 0; i < d.tags.size(); ++i) {
        bool has = false;
        for (size_t w = d.tags[i].first; w <= d.tags[i].last; ++w) has = has || d.words[w].stem == Stem(part);
        if (!has) continue;
        ++found;
        if (i != tag) at = i;
        break;
      }
    }
    // "per learner": of each, whoever did it.
    if (at < d.tags.size() && d.Is(d.Previous(at), TagKind::kPer)) continue;
    // In another word than the values', only of somebody beside it: "the tutor called off", but "how many learners called off".
    const bool beside = at < d.tags.size() && ((d.tags[at].last + 1 == d.tags[tag].first && !Plural(d.words[d.tags[at].last].text)) || (at > tag && d.Is(d.Previous(at), TagKind::kBy)));
    const bool said = std::any_of(parts.begin(), parts.end(), [&](const std::string& part) { return d.words[d.tags[tag].first].stem == Stem(part); });
    if (found == parts.size() && at < d.tags.size() && (said || beside)) {
      kept.push_back(value);
      helper = at;
      helpers.push_back(at);
    }
  }
  // "by the rider or the driver": both of them, by name.
  if (kept.size() > 1) {
    for (size_t one : helpers) {
      if (d.Is(one, TagKind::kBy)) continue;
      d.used[one] = true;
      if (const size_t by = d.Previous(one); d.Is(by, TagKind::kBy) && by > tag) d.used[by] = true;
    }
    meaning.values = kept;
    return;
  }
  if (kept.empty()) kept = DoneBySubject(d, tag, meaning);
  if (kept.size() != 1) return;
  meaning.values = kept;
  if (helper < d.tags.size() && !d.Is(helper, TagKind::kBy)) {
    d.used[helper] = true;
    // "cancelled by the driver"
    const size_t before = d.Previous(helper);
    if (d.Is(before, TagKind::kBy) && before > tag) d.used[before] = true;
  }
}

void ReadValues(Draft& d) {
  for (size_t i = 0; i < d.tags.size(); ++i) {
    if (!d.Means(i, MeaningKind::kValue) || d.used[i]) continue;
    Meaning meaning = d.Chosen(i);
    // "median wait from upload to review" of a state "waiting": how long it was, as was read.
    if (IsSpanWord(d.Words(i)) && d.Is(d.Previous(i), TagKind::kAggregate) && std::any_of(d.form.measures.begin(), d.form.measures.end(), [](const Measure& measure) { return measure.operand.IsSpan(); })) {
      d.used[i] = true;
      continue;
    }
    // "rented out": of the verb, and not the state "out".
    if (IsOneOf(d.Words(i), {"out", "off", "up"}) && d.tags[i].first > 0 && !d.words[d.tags[i].first - 1].break_after &&
        IsOneOf(d.words[d.tags[i].first - 1].stem, {"rent", "hir", "lend", "hand", "giv", "send", "loan", "sell", "carr", "pay", "ship", "deliver", "rol", "cal", "pull"})) {
      d.used[i] = true;
      continue;
    }
    // "how many tickets did Bremen open since": what was done, and no state.
    if (IsOneOf(d.Words(i), {"open", "close"}) && (d.Next(i) == d.tags.size() || d.Is(d.Next(i), TagKind::kTime)) && d.Lexical(d.Previous(i)) && !d.Means(d.Previous(i), MeaningKind::kTable) && d.tags[d.Previous(i)].first > 0 &&
        IsOneOf(d.words[d.tags[d.Previous(i)].first - 1].text, {"did", "does", "do", "the"}) && std::any_of(d.words.begin(), d.words.begin() + static_cast<std::ptrdiff_t>(d.tags[i].first), [](const Word& word) { return IsOneOf(word.text, {"did", "does", "do"}); })) {
      d.used[i] = true;
      continue;
    }
    if (IsOnlyTried(d, i) || IsLengthOfState(d, i)) continue;
    if (IsAskersHouse(d, i)) {
      d.composed.certainty *= 0.9;
      d.NoteThat("left_aside", d.Words(i), "taken for those who ask");
      d.used[i] = true;
      continue;
    }
    NarrowValues(d, i, meaning);
    Condition condition;
    condition.operand = {d.Ref(meaning), {}, 1};
    condition.values = meaning.values;
    condition.comparison = meaning.comparison;
    condition.words = d.Words(i);
    const Truth truth = d.FactsOf(meaning).flag && meaning.values.size() == 1 ? SaidTruth(d, i) : Truth::kUnsaid;
    if (truth == Truth::kBoth || (d.FactsOf(meaning).flag && meaning.values.size() == 1 && (IsByFlag(d, i) || IsWithAndWithout(d, i)))) {
      d.AddGroup(condition.operand.column);
      d.explicit_group = true;
      d.Use(i);
      continue;
    }
    if (Negated(d, i)) condition.comparison = Opposite(condition.comparison);
    if (truth == Truth::kFalse) condition.comparison = Opposite(condition.comparison);
    // Not true is false, so that both can be compared.
    if (condition.comparison == Comparison::kIsNot && d.FactsOf(meaning).flag && !d.scope.Profile(condition.operand.column).nullable && condition.values.size() == 1) {
      const std::string& value = condition.values[0];
      condition.values = {value == "true" ? "false" : value == "false" ? "true" : value == "1" ? "0" : "1"};
      condition.comparison = Comparison::kIs;
    }
    // "paid by card": with what, not a group.
    if (const size_t by = d.Previous(i); d.Is(by, TagKind::kBy) && !d.used[by] && (d.Text(by) == "by")) {
      const size_t after = d.Next(i);
      const bool group = d.Lexical(after) && !d.BreakBetween(i, after) && d.Chosen(after).kind != MeaningKind::kValue && d.Chosen(after).kind != MeaningKind::kTable && d.Chosen(after).kind != MeaningKind::kMoment;
      const bool rate = d.Is(after, TagKind::kRatio);
      if (!group && !rate) d.Use(by);
    }
    // "deliveries since noon", "we delivered how many parcels yesterday": when that happened, whatever became of them.
    if (const std::optional<ColumnRef> moment = MomentOfDeed(d, i, condition); moment.has_value()) {
      d.time = *moment;
      d.NoteThat("time_column", d.Words(i), base::StrCat("by ", moment->name));
      condition = {};
      condition.operand = {*moment, {}, 1};
      condition.comparison = Comparison::kIsNotNull;
      condition.words = d.Words(i);
      d.composed.said_table = true;
      d.Place(std::move(condition), i);
      d.Use(i);
      // "deliveries made"
      if (const size_t made = d.Next(i); made < d.tags.size() && IsOneOf(d.Text(made), {"made", "done"}) && !d.BreakBetween(i, made)) d.used[made] = true;
      continue;
    }
    const bool elements = d.scope.Profile(condition.operand.column).array;
    std::string reading = elements ? (condition.comparison == Comparison::kIsNot ? " has no " : " has ") : base::StrCat(" ", SaidAs(condition.comparison), " ");
    for (size_t v = 0; v < condition.values.size() && v < 6; ++v) base::StrAppend(&reading, v == 0 ? "" : " or ", condition.values[v]);
    const std::string place = meaning.values.size() == 1 && meaning.values[0].size() == 2
                                  ? (knowledge::StateName(meaning.values[0]).empty() ? knowledge::CountryName(meaning.values[0]) : knowledge::StateName(meaning.values[0]))
                                  : "";
    if (!place.empty() && d.Words(i) != meaning.values[0]) base::StrAppend(&reading, " (", d.Words(i), ")");
    d.NoteThat("filter_" + condition.operand.column.name, d.Words(i), base::StrCat(condition.operand.column.name, reading));
    const ColumnRef column = condition.operand.column;
    d.Place(std::move(condition), i);
    d.Use(i);
    // "city Leeds", "whose city is not Leeds", "the premium plan": the column's own name beside its value.
    const size_t between = d.Previous(i);
    const bool small = d.Is(between, TagKind::kNegation) || (d.Is(between, TagKind::kBy) && d.used[between]);
    for (size_t beside : {small ? d.Previous(between) : between, d.Next(i)}) {
      if (!d.Lexical(beside) || d.used[beside] || d.BreakBetween(std::min(beside, i), std::max(beside, i))) continue;
      const Meaning& other = d.Chosen(beside);
      const bool own = OfColumn(other) && d.Ref(other) == column;
      size_t at = 0;
      const Context context = own ? ContextOf(d, beside, &at) : Context::kNone;
      const bool asked = context == Context::kBy || context == Context::kPer || ((context == Context::kTop || context == Context::kMost || context == Context::kWhich || context == Context::kCount || context == Context::kDistinct) && beside > i);
      if (own && !asked) d.Use(beside);
      // "the most A grades", "how many A grades": rows of that value, not different grades.
      if (own && asked && beside == i + 1 && !d.used[beside] && (context == Context::kMost || context == Context::kCount)) {
        d.Use(beside);
        d.counted = true;
        if (context == Context::kMost) {
          d.ranked = true;
          d.form.order = d.tags[at].descending ? Order::kMeasureDescending : Order::kMeasureAscending;
        }
        d.Use(at);
      }
    }
  }
}

}  // namespace aurora::query::language
