#include <algorithm>

#include "libs/base/text.h"
#include "services/query-engine/knowledge/happenings.h"
#include "services/query-engine/knowledge/people.h"
#include "services/query-engine/language/compose/composer.h"
#include "services/query-engine/language/compose/noun_words.h"

// Verbs that say what happened to the rows.

namespace aurora::query::language {
namespace {

// Whether the words, as they stand, say that something happened that not all rows must have come to.
bool SaysWhatHappened(const std::string& words) {
  if (knowledge::BringsAbout(words)) return false;
  return std::any_of(knowledge::Happenings().begin(), knowledge::Happenings().end(), [&](const knowledge::Happening& one) { return std::find(one.begin(), one.end(), words) != one.end(); });
}

}  // namespace

// "ships that sailed last week" of a state "departed" and a time of departure: in that week is when they sailed.
void Composer::ReadWhenItHappened() {
  if (!(form_.window.has_value() || form_.HasBucket()) || Has(TagKind::kRatio) || fragment_) return;
  for (size_t i = 0; i < tags_.size(); ++i) {
    // "orders" of ordered_at are the rows, when nothing else is said.
    if (Means(i, MeaningKind::kMoment) && used_[i] && !(Chosen(i).source == 0 && Ref(Chosen(i)) == time_)) return;
  }
  for (size_t i = 0; i < tags_.size(); ++i) {
    if (!Means(i, MeaningKind::kValue) || !used_[i] || Chosen(i).source != 0 || !scope_.main().TellsWhatHappened(Chosen(i).column)) continue;
    // "cancelled bookings" are in a state; "bookings cancelled" were put into it.
    const size_t before = Previous(i);
    const bool behind_noun = before < tags_.size() && !BreakBetween(before, i) && (Is(before, TagKind::kRows) || (Lexical(before) && Chosen(before).kind != MeaningKind::kValue && Plural(words_[tags_[before].last].text)));
    const std::string word = tags_[i].first > 0 ? words_[tags_[i].first - 1].text : "";
    if (!behind_noun && !IsOneOf(word, {"that", "which", "who", "were", "was", "got", "been", "have", "has", "had"})) continue;
    if (!Is(Next(i), TagKind::kTime) && !Is(Next(i), TagKind::kShift)) continue;
    for (const Meaning& meaning : tags_[i].meanings) {
      if (meaning.kind != MeaningKind::kMoment || meaning.source != 0 || !meaning.values.empty() || Ref(meaning) == time_) continue;
      time_ = Ref(meaning);
      used_columns_.push_back(time_);
      assumed_ = true;
      NoteThat("time_column", Words(i), base::StrCat("by ", time_.name));
      return;
    }
  }
}

// Whether the column chooses among the rows, or tells them apart.
bool Composer::TellsApartBy(const ColumnRef& column) const {
  const auto of = [&](const Condition& condition) { return condition.operand.column == column; };
  const auto by = [&](const Measure& measure, const auto& self) -> bool {
    return std::any_of(measure.only.begin(), measure.only.end(), of) || std::any_of(measure.parts.begin(), measure.parts.end(), [&](const Measure& part) { return self(part, self); });
  };
  return std::any_of(placed_.begin(), placed_.end(), [&](const Placed& placed) { return of(placed.condition); }) ||
         std::any_of(form_.groups.begin(), form_.groups.end(), [&](const Group& group) { return group.kind == GroupKind::kColumn && group.column == column; }) ||
         std::any_of(form_.measures.begin(), form_.measures.end(), [&](const Measure& measure) { return by(measure, by); });
}

// Whether each row is somebody, and the table's time is when they were written down: what they did since is told elsewhere.
bool Composer::ListsPeople() const {
  const std::vector<std::string> name = SpokenName(scope_.main().profile().table);
  const std::string noun = name.empty() ? "" : Plural(name.back()) ? name.back().substr(0, name.back().size() - 1) : name.back();
  if (!knowledge::IsPerson(noun)) return false;
  const std::string& time = scope_.main().profile().time_column;
  if (time.empty()) return true;
  const std::vector<std::string>& said = scope_.Facts({0, time}).words;
  return std::any_of(said.begin(), said.end(), [](const std::string& word) {
    return IsOneOf(word, {"created", "create", "registered", "registration", "joined", "join", "signed", "signup", "sign", "enrolled", "since", "added", "onboarded", "first", "inserted"});
  });
}

// "how many players bought something" of a list of players, "who crashed and bought something" of a log without purchases.
bool Composer::LosesDeal(size_t tag) const {
  const bool deal = IsOneOf(Words(tag), {"bought", "purchased", "paid", "pay", "pays", "paying"});
  const bool deed = deal || IsOneOf(Words(tag), {"wrote", "written", "send", "sends", "sent", "contacted", "contacted us", "called us", "visited us", "came in", "came by", "come in", "came", "spent", "spend", "spends", "consumed",
                                                 "used", "uses", "use", "travelled", "traveled", "rode", "drove", "ordered", "placed", "reported"});
  if (!deed) return false;
  if (ListsPeople()) return scope_.main().money() == scope_.main().size();
  bool logs = false;
  for (size_t c = 0; c < scope_.main().size(); ++c) logs = logs || scope_.main().LogsEvents(c);
  return deal && logs && scope_.main().money() == scope_.main().size();
}

// "lessons started" of events none of which is called so: all of them is not what was asked. Where rows are things in a state, the verb
// may say no more than that there are such things; the reading is then less sure, and says so.
void Composer::RefuseLostVerbs() {
  if (fragment_) return;
  // "data sent": of a figure, the verb says no more than the figure.
  const bool rows = std::all_of(form_.measures.begin(), form_.measures.end(), [](const Measure& measure) { return measure.operand.empty() || measure.kind == MeasureKind::kCountDistinct; });
  for (size_t i = 0; i < tags_.size(); ++i) {
    // "cars still plugged in": which state that is, guessed rows do not say.
    const bool guessed = std::any_of(tags_.begin(), tags_.end(), [](const Tag& tag) { return tag.rows; });
    if (guessed && Is(i, TagKind::kFiller) && IsOneOf(Text(i), {"still", "yet", "currently", "now", "right now"})) Fail(Problem::kNotUnderstood, i);
    if (Is(i, TagKind::kFiller) && !tags_[i].open && rows && LosesDeal(i)) {
      Fail(Problem::kNotUnderstood, i);
      return;
    }
    if (!Is(i, TagKind::kFiller) || tags_[i].open || !SaysWhatHappened(Words(i))) continue;
    // "the wards that sent us": who did it.
    if (tags_[i].last + 1 < words_.size() && IsOneOf(words_[tags_[i].last + 1].text, {"us", "me", "our", "it", "them"})) continue;
    bool weighed = false;
    for (size_t c = 0; c < scope_.main().size(); ++c) {
      if (!scope_.main().TellsWhatHappened(c) || TellsApartBy(scope_.Ref(0, c))) continue;
      if (scope_.main().LogsEvents(c) && rows) {
        Fail(Problem::kNotUnderstood, i);
        return;
      }
      weighed = true;
    }
    if (!weighed) continue;
    composed_.certainty *= 0.92;
    NoteThat("left_aside", Words(i), "not taken as a condition");
  }
}

}  // namespace aurora::query::language
