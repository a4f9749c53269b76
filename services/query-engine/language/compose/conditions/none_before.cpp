#include "services/query-engine/language/compose/conditions/conditions.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"

namespace aurora::query::language {
namespace {

bool IsDone(std::string_view word) {
  return (word.size() > 4 && word.substr(word.size() - 2) == "ed") || IsOneOf(word, {"bought", "seen", "sold", "been", "come", "had", "made", "given", "sent", "taken", "done", "got", "paid", "met", "held", "rented", "anything", "anyone", "purchase", "used", "all", "single", "one"});
}

// Whether nothing between the two could narrow the rows: nouns of the rows, and verbs.
bool SaysOnlyRows(const Draft& d, size_t from, size_t to) {
  for (size_t t = from + 1; t < to; ++t) {
    if (d.Is(t, TagKind::kFiller) || d.Is(t, TagKind::kRows) || d.Is(t, TagKind::kHaving) || d.Is(t, TagKind::kFrom) || d.Means(t, MeaningKind::kTable) || d.Means(t, MeaningKind::kMoment) || d.Means(t, MeaningKind::kEntity)) continue;
    if (d.Is(t, TagKind::kMoney) || d.Is(t, TagKind::kSilent) || (d.Is(t, TagKind::kUnknown) && d.tags[t].first == d.tags[t].last && IsDone(d.Text(t)))) continue;
    // "anything", in other words; a value only where it was said before
    const bool again = d.Means(t, MeaningKind::kValue) && std::any_of(d.tags.begin(), d.tags.begin() + static_cast<std::ptrdiff_t>(from), [&](const Tag& tag) {
      const size_t at = static_cast<size_t>(&tag - d.tags.data());
      return d.Means(at, MeaningKind::kValue) && d.Chosen(at).Same(d.Chosen(t));
    });
    if (!again) return false;
  }
  return true;
}

bool SentenceBetween(const Draft& d, size_t from, size_t to) {
  for (size_t w = d.tags[from].last; w < d.tags[to].first; ++w) {
    if (d.words[w].sentence_after) return true;
  }
  return false;
}

}  // namespace

// "users who had never bought anything before", "with no purchase at all before the 18th", "a ticket in May but none before the 1st": those whose first
// row is of the time that was asked for.
void ReadNoneBefore(Draft& d) {
  if (!d.form.window.has_value() || d.time.empty() || d.fragment) return;
  for (size_t n = 0; n < d.tags.size(); ++n) {
    const bool none = d.Is(n, TagKind::kNever) || d.Is(n, TagKind::kNone) || d.Is(n, TagKind::kWithout) || (d.Is(n, TagKind::kNegation) && IsOneOf(d.Words(n), {"not", "no", "nobody", "not any"})) || (d.Is(n, TagKind::kSilent) && IsOneOf(d.Text(n), {"not", "never"}));
    if (!none) continue;
    for (size_t b = n + 1; b < d.tags.size(); ++b) {
      if (SentenceBetween(d, n, b)) break;
      const size_t last = d.tags[b].last;
      const bool ends = last + 1 >= d.words.size() || d.words[last].break_after || d.words[last].sentence_after || IsOneOf(d.words[last + 1].text, {"that", "then"});
      const bool before = !d.Is(b, TagKind::kTime) && d.tags[b].first == last && IsOneOf(d.Text(b), {"before", "previously", "earlier", "beforehand"}) && ends;
      const bool since = d.Is(b, TagKind::kTime) && d.tags[b].window.from == absl::InfinitePast() && d.words[d.tags[b].first].text == "before";
      if (!before && !since) continue;
      if (!SaysOnlyRows(d, n, b)) break;
      // Before the very time that was asked for.
      std::optional<TimeWindow> asked;
      if (since) {
        for (size_t t = 0; t < d.tags.size(); ++t) {
          if (t != b && d.Is(t, TagKind::kTime) && d.tags[t].window.from == d.tags[b].window.to) asked = d.tags[t].window;
        }
        if (!asked.has_value()) break;
        d.form.window = asked;
        d.form.compared.reset();
        d.form.compared_words.clear();
      }
      if (d.form.window->from == absl::InfinitePast()) break;
      for (size_t t = n; t <= b; ++t) {
        if (d.Lexical(t) && !d.used[t]) d.Use(t);
        d.used[t] = true;
      }
      if (size_t behind = d.Next(b); before && d.Is(behind, TagKind::kUnknown) && IsOneOf(d.Text(behind), {"that", "then"})) d.used[behind] = true;
      d.first_time = n;
      if (d.never.has_value() && *d.never >= n && *d.never <= b) d.never.reset();
      if (d.silent.has_value() && *d.silent >= n && *d.silent <= b) d.silent.reset();
      return;
    }
  }
}

// "at least one booking for a car and another for a van", "in the app as well as over the phone": each of them, and not either.
void ReadEachAtLeastOnce(Draft& d) {
  const auto rows = [&](size_t tag) {
    return d.Is(tag, TagKind::kRows) || d.Means(tag, MeaningKind::kTable) || (d.Means(tag, MeaningKind::kMoment) && d.Ref(d.Chosen(tag)) == d.time) || (d.Means(tag, MeaningKind::kEntity) && d.Chosen(tag).source == 0 && d.FactsOf(d.Chosen(tag)).row_id);
  };
  // One of them, from `at`: its tags; empty where it is none. The value behind it is `value`.
  const auto one_of = [&](size_t at, size_t* value) {
    std::vector<size_t> tags;
    if (d.Is(at, TagKind::kCompare) && d.tags[at].comparison == Comparison::kGreaterOrEqual && !d.used[at] && d.Is(d.Next(at), TagKind::kNumber) && d.tags[d.Next(at)].number == 1) {
      tags = {at, d.Next(at)};
    } else if (at < d.tags.size() && !d.Lexical(at) && d.tags[at].first == d.tags[at].last && IsOneOf(d.Text(at), {"another", "one"})) {
      tags = {at};
    } else {
      return tags;
    }
    // "at least one ride request": its noun may have two words.
    size_t next = d.Next(tags.back());
    for (size_t steps = 0; next < d.tags.size() && steps < 6; ++steps) {
      if (d.Means(next, MeaningKind::kValue)) {
        *value = next;
        return tags;
      }
      const bool named = d.Lexical(next) && OfColumn(d.Chosen(next)) && d.Chosen(next).source == 0 && !rows(next);
      if (!rows(next) && !named && !d.Is(next, TagKind::kHaving) && !d.Is(next, TagKind::kFrom) && !d.Is(next, TagKind::kBy)) break;
      if (rows(next)) tags.push_back(next);
      next = d.Next(next);
    }
    tags.clear();
    return tags;
  };
  for (size_t i = 0; i + 1 < d.tags.size(); ++i) {
    size_t first = d.tags.size();
    size_t second = d.tags.size();
    const std::vector<size_t> one = d.Is(i, TagKind::kCompare) ? one_of(i, &first) : std::vector<size_t>();
    if (one.empty()) continue;
    // "the upper shed": the column's own name behind its value
    const size_t own = d.Next(first);
    const size_t joint = own < d.tags.size() && d.Lexical(own) && OfColumn(d.Chosen(own)) && d.Ref(d.Chosen(own)) == d.Ref(d.Chosen(first)) ? d.Next(own) : own;
    if (!d.Is(joint, TagKind::kAnd)) continue;
    size_t other = joint + 1;
    while (d.Is(other, TagKind::kFiller) && !IsOneOf(d.Words(other), {"another", "one"})) ++other;
    const std::vector<size_t> two = one_of(other, &second);
    if (two.empty() || !(d.Ref(d.Chosen(first)) == d.Ref(d.Chosen(second))) || d.Chosen(first).values == d.Chosen(second).values) continue;
    for (const std::vector<size_t>* tags : {&one, &two}) {
      for (size_t t : *tags) {
        if (d.Lexical(t) && !d.used[t]) {
          if (d.Means(t, MeaningKind::kTable)) d.composed.said_table = true;
          d.Use(t);
        }
        d.used[t] = true;
      }
    }
    if (const size_t having = d.Previous(i); d.Is(having, TagKind::kHaving)) d.Use(having);
    // Whose: each of them is looked at by all its rows.
    if (!GroupByWhose(d, i, d.tags.size())) return d.Fail(Problem::kNotUnderstood, i);
    d.form.shape = d.counted || d.Has(TagKind::kCount) ? Shape::kCountGroups : Shape::kGroups;
    d.composed.said_measure = d.explicit_group = true;
    d.each_once = true;
    return;
  }
}

}  // namespace aurora::query::language
