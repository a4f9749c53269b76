#include "services/query-engine/language/time/change_between.h"

#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/time/time_reader.h"

namespace aurora::query::language {
namespace {

// "go up", "grow", "has risen": that one is against another.
bool AsksForChange(const std::vector<Word>& words) {
  for (size_t i = 0; i < words.size(); ++i) {
    const auto next = [&](std::initializer_list<std::string_view> texts) { return i + 1 < words.size() && IsOneOf(words[i + 1].text, texts); };
    if (IsOneOf(words[i].text, {"go", "went", "gone", "going", "goes"}) && next({"up", "down"})) return true;
    const bool asked = i > 0 && (IsOneOf(words[0].text, {"did", "has", "have", "is", "are", "was", "were"}) || IsOneOf(words[0].text, {"how", "by"}));
    if (asked && IsOneOf(words[i].text, {"rise", "rose", "risen", "grow", "grew", "grown", "fall", "fell", "fallen", "increase", "increased", "decrease", "decreased", "change", "changed", "improve", "improved", "shrink", "shrunk", "drop", "dropped"})) return true;
  }
  return false;
}

// Where "to" is in "from April to May"; 0 where the two are not each a time by itself of one length.
size_t ToBetween(const std::vector<Word>& words, size_t at, size_t last, absl::Time now) {
  if (words[at].text != "from" || at + 3 > last) return 0;
  const auto alone = [&](size_t first, size_t end) -> std::optional<TimeSpan> {
    std::vector<Word> led(words.begin() + static_cast<std::ptrdiff_t>(first), words.begin() + static_cast<std::ptrdiff_t>(end) + 1);
    led.insert(led.begin(), Normalise("in")[0]);
    std::optional<TimeSpan> span = ReadTime(led, 0, now);
    if (!span.has_value() || span->last + 1 != led.size()) return std::nullopt;
    return span;
  };
  for (size_t to = at + 2; to < last; ++to) {
    if (words[to].text != "to") continue;
    const std::optional<TimeSpan> first = alone(at + 1, to - 1);
    const std::optional<TimeSpan> second = alone(to + 1, last);
    // Hours and days are ranges far more often: "how did it change from 10:00 to 12:00".
    constexpr absl::Duration kShortest = absl::Hours(24 * 6);
    if (!first.has_value() || !second.has_value() || first->window.to - first->window.from < kShortest) return 0;
    return first->window.from < second->window.from ? to : 0;
  }
  return 0;
}

}  // namespace

std::optional<TimeSpan> FirstOfChange(const std::vector<Word>& words, size_t at, const TimeSpan& span, absl::Time now) {
  if (words[at].text != "from" || !AsksForChange(words)) return std::nullopt;
  const size_t to = ToBetween(words, at, span.last, now);
  if (to == 0) return std::nullopt;
  std::vector<Word> led(words.begin() + static_cast<std::ptrdiff_t>(at) + 1, words.begin() + static_cast<std::ptrdiff_t>(to));
  led.insert(led.begin(), Normalise("in")[0]);
  std::optional<TimeSpan> first = ReadTime(led, 0, now);
  if (first.has_value()) *first = {at, to - 1, std::move(first->window)};
  return first;
}

bool IsToOfChange(const std::vector<Word>& words, size_t at, const std::vector<Tag>& tags, absl::Time now) {
  if (words[at].text != "to" || tags.empty() || tags.back().kind != TagKind::kTime || tags.back().last + 1 != at || words[tags.back().first].text != "from" || !AsksForChange(words)) return false;
  const std::optional<TimeSpan> whole = ReadTime(words, tags.back().first, now);
  return whole.has_value() && ToBetween(words, tags.back().first, whole->last, now) == at;
}

}  // namespace aurora::query::language
