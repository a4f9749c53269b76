#include <algorithm>
#include <optional>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/draft.h"
#include "services/query-engine/language/compose/shapes/shapes.h"

namespace aurora::query::language {
namespace {

// What says behind a list that it goes on: its last word, and whether a noun follows that says of what. nullopt where the list ends.
struct GoesOn {
  size_t last = 0;
  bool noun = false;
};

std::optional<GoesOn> ReadGoesOn(const std::vector<Word>& words, size_t at) {
  const auto text = [&](size_t i) { return i < words.size() ? std::string_view(words[i].text) : std::string_view(); };
  const auto any = [&](size_t i, std::initializer_list<std::string_view> texts) { return i < words.size() && IsOneOf(words[i].text, texts); };
  size_t next = at;
  if (any(next, {"etc", "etcetera"})) return GoesOn{next, false};
  if (any(next, {"and", "or", "plus"})) ++next;
  if (any(next, {"etc", "etcetera"})) return GoesOn{next, false};
  if (text(next) == "so" && any(next + 1, {"on", "forth"}) && next > at) return GoesOn{next + 1, false};
  if (text(next) == "the" && text(next + 1) == "like" && next > at) return GoesOn{next + 1, false};
  if (text(next) == "all") ++next;
  if (text(next) == "of") ++next;
  if (text(next) == "the") ++next;
  if (any(next, {"rest", "remainder"})) {
    if (text(next + 1) != "of" || words[next].break_after) return GoesOn{next, false};
    next += 2;
    while (any(next, {"the", "our", "them", "these", "those", "their", "all"})) ++next;
    return GoesOn{next - 1, !any(next - 1, {"them"})};
  }
  if (any(next, {"every", "each", "any", "all", "whatever"})) ++next;
  if (any(next, {"others", "remaining"}) || (text(next) == "other" && any(next + 1, {"ones", "one"}))) return GoesOn{text(next) == "other" ? next + 1 : next, text(next) == "remaining"};
  if (text(next) == "other" && next > at) return GoesOn{next, !words[next].break_after};
  return std::nullopt;
}

}  // namespace

// "Ashford, Harbour and every other clinic", "spam, scam, hate etc.", "Odile, Ruben and the rest of the crew": each value of that column, and
// the named ones are only examples of them.
bool ReadAndTheRest(Draft& d) {
  if (d.form.shape != Shape::kMeasures || d.form.compared.has_value()) return false;
  for (size_t p = 0; p < d.placed.size(); ++p) {
    const Condition& condition = d.placed[p].condition;
    if (condition.operand.IsSpan() || condition.operand.column.empty() || condition.comparison != Comparison::kIs || condition.part != TimePart::kNone || d.scope.Profile(condition.operand.column).array) continue;
    const ColumnRef column = condition.operand.column;
    const ColumnFacts& facts = d.scope.Facts(column);
    if (facts.flag || !facts.category) continue;
    const auto of_it = [&](const Placed& one) { return one.condition.operand == condition.operand && one.condition.comparison == Comparison::kIs && one.condition.part == TimePart::kNone; };
    if (std::count_if(d.placed.begin(), d.placed.end(), of_it) < 2) continue;
    const std::optional<GoesOn> on = ReadGoesOn(d.words, d.tags[d.placed[p].tag].last + 1);
    if (!on.has_value()) continue;
    // "all together" asks for one figure of all of them.
    const bool together = std::any_of(d.words.begin(), d.words.end(), [](const Word& word) { return IsOneOf(word.text, {"together", "combined", "altogether", "overall"}); });
    size_t last = d.placed[p].tag;
    for (size_t t = last + 1; t < d.tags.size() && d.tags[t].first <= on->last; ++t) d.used[last = t] = true;
    // "every other clinic": of what, whatever it is called.
    if (on->noun && last + 1 < d.tags.size()) {
      const size_t noun = last + 1;
      const bool known = d.Lexical(noun) && d.Chosen(noun).kind != MeaningKind::kValue && d.Chosen(noun).kind != MeaningKind::kMoment;
      if (known) {
        d.Use(noun);
      } else if (d.Is(noun, TagKind::kUnknown) || d.Is(noun, TagKind::kRows)) {
        d.used[noun] = true;
        d.composed.certainty *= 0.92;
      }
    }
    const size_t first = d.placed[p].tag;
    std::erase_if(d.placed, of_it);
    if (!together) {
      d.AddGroup(column);
      d.explicit_group = true;
    }
    d.NoteThat("and_the_rest", d.Words(first, last), base::StrCat(together ? "every " : "a figure for each ", column.name, ", those named and all others"));
    return true;
  }
  return false;
}

}  // namespace aurora::query::language
