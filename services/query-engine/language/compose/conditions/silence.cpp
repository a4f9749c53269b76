#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Those of whom nothing was heard for a time.

namespace aurora::query::language {

// "have not moved", "hasn't reported": until now.
bool Composer::IsPerfect(size_t negation) const {
  const size_t first = tags_[negation].first;
  return first > 0 && IsOneOf(words_[first - 1].text, {"have", "has", "ve"});
}

// "accounts that have not paid anything for 40 days"
void Composer::FindSilence() {
  if (silent_.has_value() || never_.has_value()) return;
  // "which foremen have had no load since Monday": those that only the rows themselves know.
  for (size_t i = 1; i + 1 < tags_.size(); ++i) {
    const bool not_since = Is(i, TagKind::kNegation) && IsPerfect(i);
    const bool none = Is(i, TagKind::kWithout) || (Is(i, TagKind::kNegation) && Text(i) == "no") || not_since;
    // "cranes that have not moved since Monday": what was not done is the row, or a word that says no more.
    size_t rows = Next(i);
    if (not_since && Means(rows, MeaningKind::kMoment) && Ref(Chosen(rows)) == time_) rows = Next(rows);
    const bool bare = not_since && Is(rows, TagKind::kTime);
    const bool own_row = bare || (Means(rows, MeaningKind::kEntity) && Chosen(rows).source == 0 && FactsOf(Chosen(rows)).row_id);
    if (!none || used_[i] || !(own_row || Means(rows, MeaningKind::kTable) || Is(rows, TagKind::kRows))) continue;
    const size_t since = bare ? rows : Next(rows);
    // "no moves in the last 24 hours" is none since then.
    const bool until_now = Is(since, TagKind::kTime) && tags_[since].window.to >= now_ && tags_[since].window.from != absl::InfinitePast();
    const bool last = until_now && std::any_of(words_.begin() + static_cast<std::ptrdiff_t>(tags_[since].first), words_.begin() + static_cast<std::ptrdiff_t>(tags_[since].last), [](const Word& word) { return IsOneOf(word.text, {"last", "past"}); });
    if (!until_now || !(words_[tags_[since].first].text == "since" || last)) continue;
    size_t whose = Previous(i);
    if (not_since && Is(whose, TagKind::kHaving)) whose = Previous(whose);
    if (!Lexical(whose) || Chosen(whose).source != 0 || (Chosen(whose).kind != MeaningKind::kColumn && Chosen(whose).kind != MeaningKind::kEntity)) continue;
    if (!FactsOf(Chosen(whose)).category || FactsOf(Chosen(whose)).row_id) continue;
    bool listed = false;
    for (size_t s = 1; s < scope_.size(); ++s) listed = listed || scope_.join(s).left == Ref(Chosen(whose));
    if (listed) continue;
    silent_ = i;
    used_[i] = true;
    return;
  }
  for (size_t i = 0; i + 1 < tags_.size(); ++i) {
    const bool none = Is(i, TagKind::kNegation) && (Text(i) == "not" || Text(i) == "no");
    if ((!none && !Is(i, TagKind::kWithout)) || used_[i]) continue;
    // "no session for a day"
    for (size_t w = tags_[i].last; w + 2 < words_.size() && !silent_.has_value(); ++w) {
      const bool one = words_[w].text == "for" && (words_[w + 1].text == "a" || words_[w + 1].text == "an" || words_[w + 1].text == "half");
      const size_t unit_at = words_[w + 1].text == "half" ? w + 3 : w + 2;
      if (!one || unit_at >= words_.size() || !ReadUnit(words_[unit_at].text).has_value()) continue;
      silent_ = i;
      used_[i] = true;
    }
    if (silent_.has_value()) return;
    for (size_t j = i + 1; j + 1 < tags_.size(); ++j) {
      if (!Is(j, TagKind::kNumber) || !Is(j + 1, TagKind::kUnit) || tags_[j].first == 0) continue;
      const auto unit = knowledge::FindUnit(tags_[j + 1].unit);
      // "for 60 days", "for more than 60 days"
      const size_t before = Is(j - 1, TagKind::kCompare) ? tags_[j - 1].first : tags_[j].first;
      // "for more than" may be one word of the language.
      const bool lasts = before > 0 && (words_[before - 1].text == "for" || words_[before].text == "for");
      if (!lasts || !unit.has_value() || unit->dimension != knowledge::Dimension::kDuration) continue;
      silent_ = i;
      used_[i] = true;
      return;
    }
  }
}

// which sensors have been quiet for two hours
void Composer::ReadSilence() {
  if (!silent_.has_value()) return;
  // "have not seen any patient" is about what was not seen.
  const size_t behind = tags_[*silent_].last + 1;
  if (behind < words_.size() && words_[behind - 1].text == "seen" && IsOneOf(words_[behind].text, {"any", "a", "an", "the"})) {
    Fail(Problem::kNotUnderstood, *silent_);
    return;
  }
  const std::optional<size_t> group = EntityNoun(true);
  // "have not reported" of reported_at: the rows of this table.
  for (size_t w = tags_[*silent_].first; w <= tags_[*silent_].last && !time_.empty(); ++w) {
    const std::vector<std::string>& stems = scope_.Facts(time_).stems;
    if (std::find(stems.begin(), stems.end(), words_[w].stem) != stems.end()) composed_.said_table = true;
  }
  if (!group.has_value() || time_.empty()) {
    Fail(Problem::kNotUnderstood, *silent_);
    return;
  }
  // A date in a list of things says when each of them began; what they did since is in another table.
  const ColumnRef whose = form_.groups[*group].column;
  const bool of_things = whose.source == 0 && !scope_.reverse().empty() && (Identifies(whose) || (scope_.Facts(whose).row_id && scope_.Profile(time_).column_class == catalog::ColumnClass::kDate));
  if (of_things) {
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
    if (Is(i, TagKind::kNegation) || Is(i, TagKind::kNone) || Is(i, TagKind::kCompare) || Is(i, TagKind::kHowLong) || Is(i, TagKind::kWithout)) used_[i] = true;
    // "havent been out", "not been around"
    if (Is(i, TagKind::kUnknown) && tags_[i].first > 0 && IsOneOf(words_[tags_[i].first - 1].text, {"been", "gone"}) && IsOneOf(Text(i), {"out", "around", "online", "busy"})) used_[i] = true;
    if (Is(i, TagKind::kUnknown) && (Text(i) == "ago" || Text(i) == "data" || Text(i) == "reporting" || Text(i) == "sending" || Text(i) == "signal" || Text(i) == "anything")) used_[i] = true;
    // "sensors without a reading": the rows.
    if (Lexical(i) && !used_[i] && Chosen(i).kind == MeaningKind::kTable) Use(i);
  }
}

}  // namespace aurora::query::language
