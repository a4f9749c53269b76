#include "services/query-engine/language/tag/pattern.h"

#include <map>
#include <set>

#include "absl/strings/numbers.h"
#include "services/query-engine/language/tag/asked_otherwise.h"
#include "services/query-engine/language/tag/zero_fill.h"

namespace aurora::query::language {
namespace {

bool Is(const std::vector<Word>& words, size_t i, std::string_view text) { return i < words.size() && words[i].text == text; }

Tag Quantile(double quantile, size_t first, size_t last, const std::vector<Word>& words) {
  Tag tag = TagOver(TagKind::kAggregate, first, Is(words, last + 1, "of") ? last + 1 : last);
  tag.aggregate = MeasureKind::kQuantile;
  tag.quantile = quantile;
  return tag;
}

// p95, 95th percentile, 95 percentile; "10th" of "10th, 50th and 90th percentile"
std::optional<Tag> FindQuantile(const std::vector<Word>& words, size_t at) {
  const std::string& text = words[at].text;
  if (text.size() >= 3 && text.size() <= 5 && text[0] == 'p') {
    double percent = 0;
    if (absl::SimpleAtod(text.substr(1), &percent) && percent > 0) {
      while (percent >= 100) percent /= 10;  // p999
      return Quantile(percent / 100, at, at, words);
    }
  }
  // The first of three.
  if (text == "quartiles") return Quantile(0.25, at, at, words);
  if (text == "quartile") return std::nullopt;
  if ((Is(words, at, "first") || Is(words, at, "lower")) && Is(words, at + 1, "quartile")) return Quantile(0.25, at, at + 1, words);
  if ((Is(words, at, "third") || Is(words, at, "upper")) && Is(words, at + 1, "quartile")) return Quantile(0.75, at, at + 1, words);
  // "ninetieth percentile", "ninety-fifth percentile"
  static const auto& tens = *new std::map<std::string, int>{{"twenty", 20}, {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
  static const auto& ordinals = *new std::map<std::string, int>{{"fifth", 5}, {"eighth", 8}, {"ninth", 9}, {"tenth", 10}, {"twentieth", 20}, {"twenty", 20}, {"fiftieth", 50}, {"seventieth", 70}, {"eightieth", 80}, {"ninetieth", 90}};
  const auto ten = tens.find(text);
  const size_t ordinal_at = ten == tens.end() ? at : at + 1;
  if (const auto ordinal = ordinal_at < words.size() ? ordinals.find(words[ordinal_at].text) : ordinals.end();
      ordinal != ordinals.end() && (ten == tens.end() || ordinal->second < 10) && (Is(words, ordinal_at + 1, "percentile") || Is(words, ordinal_at + 1, "percentiles"))) {
    return Quantile(((ten == tens.end() ? 0 : ten->second) + ordinal->second) / 100.0, at, ordinal_at + 1, words);
  }
  if (!words[at].number.has_value()) return std::nullopt;
  const double percent = *words[at].number;
  if (percent <= 0 || percent >= 100) return std::nullopt;
  if (Is(words, at + 1, "percentile") || Is(words, at + 1, "percentiles")) return Quantile(percent / 100, at, at + 1, words);
  if (Is(words, at + 1, "th") && (Is(words, at + 2, "percentile") || Is(words, at + 2, "percentiles"))) return Quantile(percent / 100, at, at + 2, words);
  // A list of them that ends in "percentile".
  if (!words[at].ordinal) return std::nullopt;
  for (size_t i = at + 1; i < words.size() && i < at + 8; ++i) {
    if (words[i].text == "percentile" || words[i].text == "percentiles") return Quantile(percent / 100, at, at, words);
    if (words[i].text != "and" && words[i].text != "the" && !words[i].ordinal) break;
  }
  return std::nullopt;
}

// every 10 minutes, in steps of 5 minutes, in 15 minute buckets, per 30 minutes, in 10-minute steps, 5-minute buckets
std::optional<Tag> FindGrain(const std::vector<Word>& words, size_t at) {
  static const auto& steps = *new std::set<std::string>{"buckets", "bucket", "steps", "step", "intervals", "interval", "slots", "bins", "windows", "slices", "chunks", "blocks"};
  const auto step_word = [&](size_t i) { return i < words.size() && steps.count(words[i].text) > 0; };
  size_t next = at;
  bool needs_step = false;
  if (Is(words, at, "every") || Is(words, at, "per") || Is(words, at, "by") || Is(words, at, "each")) {
    next = at + 1;
  } else if (at + 2 < words.size() && IsOneOf(words[at].text, {"in", "for", "at", "on"}) && IsOneOf(words[at + 1].text, {"each", "every"}) && IsOneOf(words[at + 2].text, {"quarter", "half"})) {
    next = at + 2;
  } else if ((Is(words, at, "in") || Is(words, at, "by")) && step_word(at + 1) && Is(words, at + 2, "of")) {
    next = at + 3;
  } else if (step_word(at) && Is(words, at + 1, "of")) {
    next = at + 2;
  } else if (Is(words, at, "in") || Is(words, at, "at") || Is(words, at, "using") || Is(words, at, "with")) {
    next = at + 1;
    needs_step = true;
  } else if (words[at].number.has_value()) {
    needs_step = true;
  } else {
    return std::nullopt;
  }
  double count = 1;
  size_t unit_at = next;
  if (next < words.size() && words[next].number.has_value()) {
    count = *words[next].number;
    unit_at = next + 1;
  } else if (Is(words, next, "half") && (Is(words, next + 1, "hour") || Is(words, next + 1, "hours"))) {
    Tag tag = TagOver(TagKind::kGrain, at, step_word(next + 2) ? next + 2 : next + 1);
    tag.grain = {Unit::kMinute, 30};
    return tag;
  } else if (Is(words, next, "quarter") && (Is(words, next + 1, "hour") || Is(words, next + 1, "hours"))) {
    Tag tag = TagOver(TagKind::kGrain, at, step_word(next + 2) ? next + 2 : next + 1);
    tag.grain = {Unit::kMinute, 15};
    return tag;
  } else if (Is(words, next, "quarter") && Is(words, next + 1, "of") && Is(words, next + 2, "an") && Is(words, next + 3, "hour")) {
    Tag tag = TagOver(TagKind::kGrain, at, next + 3);
    tag.grain = {Unit::kMinute, 15};
    return tag;
  } else {
    return std::nullopt;
  }
  if (unit_at >= words.size()) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(words[unit_at].text);
  if (!unit.has_value() || count < 1 || count > 10'000 || count != static_cast<int>(count)) return std::nullopt;
  const bool stepped = step_word(unit_at + 1);
  if (needs_step && !stepped) return std::nullopt;
  Tag tag = TagOver(TagKind::kGrain, at, stepped ? unit_at + 1 : unit_at);
  tag.grain = {*unit, static_cast<int>(count)};
  return tag;
}

// "for each date", "on every single day", "in each calendar week (Monday first)", "per clock hour", "one line per date": a step of time.
std::optional<Tag> FindEachUnit(const std::vector<Word>& words, size_t at) {
  size_t next = at;
  if (Is(words, next, "one") && next + 1 < words.size() && IsOneOf(words[next + 1].text, {"row", "line", "number", "value", "figure", "point", "entry", "count", "total"})) next += 2;
  if (next < words.size() && IsOneOf(words[next].text, {"for", "on", "in", "at", "of", "with"}) && next + 1 < words.size() && IsOneOf(words[next + 1].text, {"each", "every", "per"})) ++next;
  if (next >= words.size() || !IsOneOf(words[next].text, {"each", "every", "per"})) return std::nullopt;
  ++next;
  while (next < words.size() && IsOneOf(words[next].text, {"single", "individual", "calendar", "clock", "separate", "one"})) ++next;
  if (next >= words.size()) return std::nullopt;
  const std::optional<Unit> unit = words[next].text == "date" ? std::optional<Unit>(Unit::kDay) : ReadUnit(words[next].text);
  if (!unit.has_value() || words[next].text.back() == 's') return std::nullopt;
  // "each hour of the day", "each day of the week": which recur.
  if (Is(words, next + 1, "of") && next + 2 < words.size() && IsOneOf(words[next + 2].text, {"the", "a", "day", "week"})) return std::nullopt;
  // "(Monday first)": what weeks begin with anyhow.
  if (*unit == Unit::kWeek && Is(words, next + 1, "monday") && Is(words, next + 2, "first")) next += 2;
  if (*unit == Unit::kWeek && next + 3 < words.size() && IsOneOf(words[next + 1].text, {"starting", "beginning"}) && Is(words, next + 2, "on") && Is(words, next + 3, "monday")) next += 3;
  if (*unit == Unit::kWeek && Is(words, next + 1, "monday") && Is(words, next + 2, "to") && Is(words, next + 3, "sunday")) next += 3;
  Tag tag = TagOver(TagKind::kGrain, at, next);
  tag.grain = {*unit, 1};
  return tag;
}

// 3-day moving average, moving average over 7 days, rolling 7-day average
std::optional<Tag> FindMoving(const std::vector<Word>& words, size_t at) {
  const auto moves = [&](size_t i) { return i < words.size() && IsOneOf(words[i].text, {"moving", "rolling", "running", "trailing"}); };
  const auto average = [&](size_t i) { return i < words.size() && IsOneOf(words[i].text, {"average", "mean", "averages", "avg"}); };
  const auto moving = [&](size_t i) { return moves(i) && average(i + 1); };
  const auto numbered = [&](size_t number_at, size_t first, size_t last) -> std::optional<Tag> {
    if (number_at + 1 >= words.size() || !words[number_at].number.has_value()) return std::nullopt;
    const std::optional<Unit> unit = ReadUnit(words[number_at + 1].text);
    const double count = *words[number_at].number;
    if (!unit.has_value() || count < 2 || count > 1000) return std::nullopt;
    Tag tag = TagOver(TagKind::kMoving, first, last);
    tag.grain = {*unit, 1};
    tag.number = count;
    return tag;
  };
  if (words[at].number.has_value() && moving(at + 2)) return numbered(at, at, at + 3);
  if (moves(at) && average(at + 3)) return numbered(at + 1, at, at + 3);
  if (moving(at) && (Is(words, at + 2, "over") || Is(words, at + 2, "of") || Is(words, at + 2, "across"))) return numbered(at + 3, at, at + 4);
  if (moving(at) && words.size() > at + 2 && words[at + 2].number.has_value()) return numbered(at + 2, at, at + 3);
  // "moving average of orders over 7 days"
  if (IsOneOf(words[at].text, {"over", "across"})) {
    for (size_t i = 0; i + 2 < at; ++i) {
      if (moving(i)) return numbered(at + 1, at, at + 2);
    }
  }
  return std::nullopt;
}

// heaviest, most heavily; hotter than
std::optional<Tag> FindAdjective(const std::vector<Word>& words, size_t at) {
  const std::string& text = words[at].text;
  // "longer or shorter than": one phrase.
  if (Is(words, at + 1, "or") && Is(words, at + 3, "than")) return std::nullopt;
  if (Is(words, at + 1, "than")) {
    if (const auto comparative = knowledge::FindComparative(text); comparative.has_value()) {
      Tag tag = TagOver(TagKind::kCompare, at, at + 1);
      tag.comparison = comparative->up ? Comparison::kGreater : Comparison::kLess;
      tag.dimension = comparative->dimension == knowledge::Dimension::kOther ? knowledge::Dimension::kNone : comparative->dimension;
      return tag;
    }
  }
  // "are we better on crashes this week than last week"
  bool than_later = false;
  for (size_t i = at + 1; i < words.size() && i < at + 8; ++i) than_later = than_later || words[i].text == "than";
  if ((text == "better" || text == "worse") && than_later) {
    Tag tag = TagOver(TagKind::kCompare, at, at);
    tag.comparison = text == "better" ? Comparison::kGreater : Comparison::kLess;
    return tag;
  }
  // "longer delays than": what is compared stands between.
  for (size_t than = at + 2; than < words.size() && than <= at + 5; ++than) {
    if (!Is(words, than, "than")) continue;
    const auto comparative = knowledge::FindComparative(text);
    if (!comparative.has_value()) break;
    Tag tag = TagOver(TagKind::kCompare, at, at);
    tag.comparison = comparative->up ? Comparison::kGreater : Comparison::kLess;
    tag.dimension = comparative->dimension == knowledge::Dimension::kOther ? knowledge::Dimension::kNone : comparative->dimension;
    return tag;
  }
  // "higher on web or by phone": one of the two, and no number.
  if (const auto comparative = knowledge::FindComparative(text); comparative.has_value() && at + 1 < words.size() && words[at + 1].text != "or" && !words[at + 1].number.has_value()) {
    bool either = false;
    for (size_t i = 0; i < words.size(); ++i) either = either || (words[i].text == "or" && i + 1 < words.size() && i > 0 && i != at + 1 && !knowledge::FindComparative(words[i + 1].text).has_value());
    if (either && (at == 0 || words[at - 1].text != "or")) {
      Tag tag = TagOver(TagKind::kCompare, at, at);
      tag.comparison = comparative->up ? Comparison::kGreater : Comparison::kLess;
      tag.dimension = comparative->dimension == knowledge::Dimension::kOther ? knowledge::Dimension::kNone : comparative->dimension;
      return tag;
    }
  }
  // "seen within 60 minutes": at most so long; "within the last hour" is a time.
  if (text == "within" && at + 2 < words.size() && words[at + 1].number.has_value()) {
    const auto unit = knowledge::FindUnit(words[at + 2].text);
    if (unit.has_value() && unit->dimension == knowledge::Dimension::kDuration) {
      Tag tag = TagOver(TagKind::kCompare, at, at);
      tag.comparison = Comparison::kLessOrEqual;
      tag.dimension = knowledge::Dimension::kDuration;
      return tag;
    }
  }
  static const auto& taken = *new std::set<std::string>{"latest", "newest", "oldest", "earliest", "busiest", "quietest", "rarest", "commonest", "calmest", "strongest", "weakest", "poorest"};
  if (taken.count(text) > 0) return std::nullopt;
  if (const auto superlative = knowledge::FindSuperlative(text); superlative.has_value()) {
    // "highest number of" is about rows; "highest average rating" about what follows.
    if (Is(words, at + 1, "number") && Is(words, at + 2, "of")) return std::nullopt;
    if (superlative->dimension == knowledge::Dimension::kOther) {
      Tag tag = TagOver(TagKind::kMost, at, at);
      tag.descending = superlative->up;
      return tag;
    }
    Tag tag = TagOver(TagKind::kExtreme, at, at);
    tag.extreme = ExtremeOf::kDimension;
    tag.dimension = superlative->dimension;
    tag.descending = superlative->up;
    return tag;
  }
  return std::nullopt;
}

// "..., thanks", "thank you very much": behind a question they ask nothing.
std::optional<Tag> FindThanks(const std::vector<Word>& words, size_t at) {
  static const auto& thanks = *new std::set<std::string>{"thanks", "thank", "thx", "cheers", "ta"};
  static const auto& more = *new std::set<std::string>{"you", "in", "advance", "a", "lot", "so", "very", "much", "again", "and", "regards", "best", "kind", "bye"};
  if (at == 0 || thanks.count(words[at].text) == 0) return std::nullopt;
  for (size_t i = at + 1; i < words.size(); ++i) {
    if (more.count(words[i].text) == 0) return std::nullopt;
  }
  return TagOver(TagKind::kFiller, at, words.size() - 1);
}

// "leave the cancelled ones out of it": both of its ends.
std::optional<Tag> FindLeaveOut(const std::vector<Word>& words, size_t at) {
  static const auto& leave = *new std::set<std::string>{"leave", "leaving", "keep", "keeping", "take", "taking", "put", "putting", "set", "setting"};
  if (leave.count(words[at].text) > 0) {
    for (size_t out = at + 2; out < words.size() && out <= at + 7; ++out) {
      if (words[out - 1].break_after) break;
      if (words[out].text == "out" || words[out].text == "aside") return TagOver(TagKind::kNegation, at, at);
    }
  }
  if ((words[at].text != "out" && words[at].text != "aside") || at < 2) return std::nullopt;
  for (size_t back = at - 1; back-- > 0 && back + 7 >= at;) {
    if (words[back].break_after) break;
    if (leave.count(words[back].text) == 0) continue;
    size_t last = at;
    if (Is(words, at + 1, "of") && (Is(words, at + 2, "it") || Is(words, at + 2, "this") || Is(words, at + 2, "that"))) last = at + 2;
    return TagOver(TagKind::kFiller, at, last);
  }
  return std::nullopt;
}

// "going by the day the car was handed back": which time is meant, and no series of days. What happened then is said behind it.
std::optional<Tag> FindGoingBy(const std::vector<Word>& words, size_t at) {
  const bool by = (IsOneOf(words[at].text, {"going", "judged", "judging", "dated", "counted", "counting", "reckoned"}) && Is(words, at + 1, "by")) || (words[at].text == "based" && Is(words, at + 1, "on")) ||
                  (words[at].text == "according" && Is(words, at + 1, "to"));
  if (!by || !Is(words, at + 2, "the") || at + 4 >= words.size() || words[at + 3].break_after || !IsOneOf(words[at + 3].text, {"day", "date", "time", "moment", "hour", "week", "month"})) return std::nullopt;
  return TagOver(TagKind::kFiller, at, IsOneOf(words[at + 4].text, {"that", "when", "of", "on"}) ? at + 4 : at + 3);
}

// "dated by handed_back_at": its name follows.
std::optional<Tag> FindDatedBy(const std::vector<Word>& words, size_t at) {
  if (!IsOneOf(words[at].text, {"dated", "judged", "going", "counted"}) || !Is(words, at + 1, "by") || at + 2 >= words.size() || words[at + 2].text.find('_') == std::string::npos) return std::nullopt;
  return TagOver(TagKind::kFiller, at, at + 1);
}

bool IsZero(const std::string& text) { return text == "0" || text == "zero" || text == "zeros" || text == "zeroes"; }

// "with a 0 where there were none", "as zero for the hours that had nothing": steps without rows are shown.
std::optional<Tag> FindZeros(const std::vector<Word>& words, size_t at) {
  static const auto& begins = *new std::set<std::string>{"with", "show", "showing", "as", "put", "have", "list", "give", "print", "write", "a", "0", "zero", "zeros", "zeroes"};
  static const auto& between = *new std::set<std::string>{"the",  "those", "any",  "all",  "hours", "hour", "days",    "day",   "weeks",  "week",   "months",    "month",   "minutes", "steps", "buckets", "periods", "intervals", "dates", "slots",
                                                          "that", "which", "where", "when", "there", "were", "was",     "is",    "are",    "had",    "have",      "has",     "with",    "of",    "it",      "them",    "in",        "on",    "for", "if", "a", "happened", "came"};
  if (begins.count(words[at].text) == 0) return std::nullopt;
  size_t zero = at;
  while (zero < words.size() && zero < at + 3 && !IsZero(words[zero].text) && (zero == at || Is(words, zero, "a") || Is(words, zero, "the"))) ++zero;
  if (zero >= words.size() || !IsZero(words[zero].text) || words[zero].break_after) return std::nullopt;
  if (Is(words, zero + 1, "row") || Is(words, zero + 1, "value")) ++zero;
  if (zero + 1 < words.size() && words[zero + 1].text != "wherever" && !Is(words, zero + 1, "where") && !Is(words, zero + 1, "for") && !Is(words, zero + 1, "when") && !Is(words, zero + 1, "if") && !Is(words, zero + 1, "on") && !Is(words, zero + 1, "in")) return std::nullopt;
  for (size_t i = zero + 1; i < words.size() && i < zero + 9; ++i) {
    if (IsOneOf(words[i].text, {"none", "nothing", "nobody"})) {
      // "where nothing was opened", "where nobody bid"
      size_t last = i;
      if (!words[i].break_after && i + 1 < words.size() && IsOneOf(words[i + 1].text, {"was", "were"})) ++last;
      if (!words[last].break_after && last + 1 < words.size() && (last > i || words[i].text == "nobody" || Is(words, i + 1, "happened")) && (last + 2 == words.size() || words[last + 1].break_after)) ++last;
      return TagOver(TagKind::kFill, at, last);
    }
    if (Is(words, i, "no") || Is(words, i, "without")) return i + 1 < words.size() && !words[i].break_after ? std::optional<Tag>(TagOver(TagKind::kFill, at, i + 1)) : std::nullopt;
    if (between.count(words[i].text) == 0 || words[i].break_after) return std::nullopt;
  }
  return std::nullopt;
}

// "show days on which nothing came in as 0", "days with no orders as zero": the same the other way round.
std::optional<Tag> FindStepsAsZero(const std::vector<Word>& words, size_t at) {
  size_t steps = at;
  while (steps < words.size() && steps < at + 3 && IsOneOf(words[steps].text, {"show", "showing", "with", "include", "including", "list", "give", "the", "those", "any", "also"})) ++steps;
  if (steps >= words.size() || !IsOneOf(words[steps].text, {"days", "hours", "weeks", "months", "minutes", "dates"})) return std::nullopt;
  bool nothing = false;
  for (size_t i = steps + 1; i + 1 < words.size() && i < steps + 9 && !words[i].break_after; ++i) {
    if (nothing && IsOneOf(words[i].text, {"as", "with", "at"}) && IsZero(words[i + 1].text)) return TagOver(TagKind::kFill, at, i + 1);
    nothing = nothing || IsOneOf(words[i].text, {"no", "none", "nothing", "without", "nobody"});
  }
  return std::nullopt;
}

// "weeks starting Monday", "(Mon-Sun)", "Mon-Sun weeks": what weeks begin with anyhow.
std::optional<Tag> FindWeekStart(const std::vector<Word>& words, size_t at) {
  const auto day = [&](size_t i, std::string_view name, std::string_view brief) { return Is(words, i, name) || Is(words, i, brief); };
  size_t next = at;
  if (IsOneOf(words[at].text, {"weeks", "week"}) && at + 1 < words.size() && IsOneOf(words[at + 1].text, {"starting", "beginning", "start", "begin", "starts", "begins", "from"})) {
    next = at + 2;
    if (next < words.size() && IsOneOf(words[next].text, {"on", "with", "from"})) ++next;
    return day(next, "monday", "mon") && (Is(words, at, "weeks") || next + 1 == words.size() || words[next].break_after) ? std::optional<Tag>(TagOver(TagKind::kFiller, at, next)) : std::nullopt;
  }
  if (!day(at, "monday", "mon")) return std::nullopt;
  const size_t to = Is(words, at + 1, "to") ? at + 2 : at + 1;
  if (to == at + 1 && !words[at].dash_after) return std::nullopt;
  if (!day(to, "sunday", "sun")) return std::nullopt;
  const bool weeks = Is(words, to + 1, "weeks");
  const bool bracketed = at > 0 && words[at - 1].break_after && (to + 1 == words.size() || words[to].break_after);
  return weeks || bracketed ? std::optional<Tag>(TagOver(TagKind::kFiller, at, weeks ? to + 1 : to)) : std::nullopt;
}

// "on working days, Monday to Friday": which days these are, said again, and no days of one week.
std::optional<Tag> FindWorkingWeek(const std::vector<Word>& words, size_t at) {
  if (!Is(words, at, "monday") && !Is(words, at, "mon")) return std::nullopt;
  const size_t to = Is(words, at + 1, "to") || Is(words, at + 1, "through") || Is(words, at + 1, "till") ? at + 2 : at + 1;
  if ((to == at + 1 && !words[at].dash_after) || !(Is(words, to, "friday") || Is(words, to, "fri"))) return std::nullopt;
  for (size_t w = 0; w < at; ++w) {
    const bool said = IsOneOf(words[w].text, {"weekdays", "workdays"}) || (IsOneOf(words[w].text, {"working", "business", "work"}) && Is(words, w + 1, "days"));
    if (said) return TagOver(TagKind::kFiller, at, to);
  }
  return std::nullopt;
}

// "every date must appear", "all days have to be there": also those without rows.
std::optional<Tag> FindMustAppear(const std::vector<Word>& words, size_t at) {
  if (!IsOneOf(words[at].text, {"every", "each", "all"}) || at + 3 >= words.size() || !IsOneOf(words[at + 1].text, {"date", "dates", "day", "days", "hour", "hours", "week", "weeks", "month", "months", "step", "steps", "minute", "minutes"})) return std::nullopt;
  size_t next = at + 2;
  if (IsOneOf(words[next].text, {"must", "should", "shall"})) {
    ++next;
  } else if (IsOneOf(words[next].text, {"has", "have", "needs", "need"}) && Is(words, next + 1, "to")) {
    next += 2;
  } else {
    return std::nullopt;
  }
  if (next >= words.size() || !IsOneOf(words[next].text, {"appear", "show", "be"})) return std::nullopt;
  if (words[next].text == "show" && Is(words, next + 1, "up")) ++next;
  if (words[next].text == "be" && next + 1 < words.size() && IsOneOf(words[next + 1].text, {"there", "shown", "listed", "included", "visible"})) ++next;
  return TagOver(TagKind::kFill, at, next);
}

// "in euros, not cents": the unit that was not meant.
std::optional<Tag> FindNotUnit(const std::vector<Word>& words, size_t at) {
  if (words[at].text != "not" || at == 0 || at + 1 >= words.size() || !(at + 2 == words.size() || words[at + 1].break_after)) return std::nullopt;
  const size_t unit = words[at + 1].text == "in" ? at + 2 : at + 1;
  if (unit >= words.size() || !knowledge::FindUnit(words[unit].text).has_value() || !knowledge::FindUnit(words[at - 1].text).has_value()) return std::nullopt;
  return TagOver(TagKind::kFiller, at, unit);
}

// "counting only what was accepted": what follows says which.
std::optional<Tag> FindCountingOnly(const std::vector<Word>& words, size_t at) {
  if (!IsOneOf(words[at].text, {"counting", "taking", "considering"}) || words[at].break_after) return std::nullopt;
  // "counting North only"
  size_t end = at + 1;
  while (end + 1 < words.size() && !words[end].break_after) ++end;
  if (!Is(words, at + 1, "only") && (end <= at + 1 || end > at + 5 || !Is(words, end, "only"))) return std::nullopt;
  return TagOver(TagKind::kFiller, at, at);
}

// "by yard rather than how it was booked", "now per reason, not per clinic": what it is not split by any more.
std::optional<Tag> FindNotSplit(const std::vector<Word>& words, size_t at) {
  const bool than = IsOneOf(words[at].text, {"rather", "instead", "opposed"}) && at + 2 < words.size() && IsOneOf(words[at + 1].text, {"than", "of", "to"});
  const size_t said = at + (than ? 2 : 1);
  if ((!than && words[at].text != "not") || said >= words.size() || words[said - 1].break_after) return std::nullopt;
  const bool by = IsOneOf(words[said].text, {"by", "per", "for"});
  if (!by && !(than && (words[said].text == "how" || words[said].text == "the"))) return std::nullopt;
  bool split = false;
  for (size_t i = 0; i < at; ++i) split = split || IsOneOf(words[i].text, {"by", "per"});
  // "not by card" says how: only where the split before is set against it.
  if (!split || (!than && !words[at - 1].break_after)) return std::nullopt;
  size_t last = said;
  while (last + 1 < words.size() && !words[last].break_after && !words[last].sentence_after) ++last;
  if (last == said || last > said + 4) return std::nullopt;
  for (size_t i = said; i <= last; ++i) {
    if (words[i].number.has_value() || IsOneOf(words[i].text, {"and", "or", "in", "since", "where", "who", "with"})) return std::nullopt;
  }
  return TagOver(TagKind::kInstead, at, last);
}

// ", skip refunded visits": an order of its own, where a skip may also be what happened.
std::optional<Tag> FindSkip(const std::vector<Word>& words, size_t at) {
  if (!IsOneOf(words[at].text, {"skip", "skipping"}) || at == 0 || at + 1 >= words.size() || words[at].break_after) return std::nullopt;
  const bool begins = words[at - 1].break_after || words[at - 1].sentence_after || IsOneOf(words[at - 1].text, {"please", "but"});
  if (!begins || IsOneOf(words[at + 1].text, {"rate", "rates", "count", "counts", "this", "last", "by", "per", "vs", "of", "in", "since", "on", "reason", "reasons"})) return std::nullopt;
  return TagOver(TagKind::kNegation, at, at);
}

// "once you drop the withdrawn ones", "if we take away the refunds": they are left out, and nothing is to be deleted.
std::optional<Tag> FindDroppedFromIt(const std::vector<Word>& words, size_t at) {
  if (!IsOneOf(words[at].text, {"once", "if", "when", "after"}) || !(Is(words, at + 1, "you") || Is(words, at + 1, "we") || Is(words, at + 1, "i"))) return std::nullopt;
  size_t verb = at + 2;
  if (verb + 1 >= words.size() || !IsOneOf(words[verb].text, {"drop", "remove", "exclude", "skip", "ignore", "subtract", "deduct", "omit", "discard", "disregard", "take", "leave", "strip", "cut", "set", "filter"})) return std::nullopt;
  if (IsOneOf(words[verb].text, {"take", "leave", "strip", "cut", "set", "filter"})) {
    if (!IsOneOf(words[verb + 1].text, {"out", "away", "off", "aside"})) return std::nullopt;
    ++verb;
  }
  return TagOver(TagKind::kNegation, at, verb);
}

}  // namespace

std::optional<Tag> FindPattern(const std::vector<Word>& words, size_t at) {
  std::optional<Tag> found = FindMoving(words, at);
  if (!found.has_value()) found = FindAskedOtherwise(words, at);
  if (!found.has_value()) found = FindThanks(words, at);
  if (!found.has_value()) found = FindLeaveOut(words, at);
  if (!found.has_value()) found = FindNotSplit(words, at);
  if (!found.has_value()) found = FindDroppedFromIt(words, at);
  if (!found.has_value()) found = FindSkip(words, at);
  if (!found.has_value()) found = FindGoingBy(words, at);
  if (!found.has_value()) found = FindDatedBy(words, at);
  if (!found.has_value()) found = FindZeroFill(words, at);
  if (!found.has_value()) found = FindZeros(words, at);
  if (!found.has_value()) found = FindStepsAsZero(words, at);
  if (!found.has_value()) found = FindCountingOnly(words, at);
  if (!found.has_value()) found = FindWeekStart(words, at);
  if (!found.has_value()) found = FindWorkingWeek(words, at);
  if (!found.has_value()) found = FindNotUnit(words, at);
  if (!found.has_value()) found = FindMustAppear(words, at);
  if (!found.has_value()) found = FindQuantile(words, at);
  if (!found.has_value()) found = FindGrain(words, at);
  if (!found.has_value()) found = FindEachUnit(words, at);
  if (!found.has_value()) found = FindAdjective(words, at);
  return found;
}

// "send me the open ones", "please send over how many there were": it is asked for, and nothing is done. "send me an email when", "send me the
// number every Monday" is.
bool IsSentToMe(const std::vector<Word>& words, size_t at) {
  if (words[at].text != "send") return false;
  size_t next = at + 1;
  while (next < words.size() && IsOneOf(words[next].text, {"me", "us", "over", "through", "along", "back"})) ++next;
  if (next == at + 1 || next >= words.size() || words[next - 1].break_after) return false;
  for (size_t i = next; i < words.size(); ++i) {
    if (IsOneOf(words[i].text, {"mail", "mails", "email", "message", "sms", "reminder", "alert", "alerts", "notification", "notifications", "text", "once", "whenever"}) && i <= next + 1) return false;
    if (IsOneOf(words[i].text, {"every", "whenever", "regularly", "automatically"}) && i > next) return false;
  }
  return true;
}

bool StandsAsOrder(const std::vector<Word>& words, size_t at) {
  static const auto& before = *new std::set<std::string>{"and", "then", "please", "also", "to", "now", "you", "just", "first", "go", "kindly", "lets", "let", "us", "must", "can", "afterwards", "immediately", "simply"};
  static const auto& nouns = *new std::set<std::string>{"of", "in", "by", "per", "from", "for", "rate", "rates", "over", "vs", "versus", "is", "was", "were", "are", "this", "last", "today", "yesterday", "since", "between", "share", "count", "to", "at", "on"};
  if (words[at].text == "add" && at + 1 < words.size() && words[at + 1].text == "up") return false;
  // "drop-offs per day"
  if (words[at].dash_after) return false;
  if (IsSentToMe(words, at)) return false;
  // "put the number of today next to that of yesterday"
  if (words[at].text == "put") {
    for (size_t i = at + 1; i + 1 < words.size(); ++i) {
      if ((words[i].text == "next" && words[i + 1].text == "to") || (words[i].text == "side" && words[i + 1].text == "by") || IsOneOf(words[i].text, {"beside", "against", "alongside"})) return false;
    }
  }
  // "please void yesterday's lines", "please cancel last night's batch"
  if (at > 0 && at + 1 < words.size() && (words[at - 1].text == "please" || words[at - 1].text == "kindly") && IsOneOf(words[at + 1].text, {"yesterday", "today", "this", "last"})) return true;
  // "refund rate", "cancel rate by city": a noun.
  const bool object = at + 1 < words.size() && nouns.count(words[at + 1].text) == 0;
  if (!object) return false;
  if (at == 0) return true;
  if (words[at - 1].break_after) {
    return at + 1 < words.size() && (words[at + 1].text == "the" || words[at + 1].text == "all" || words[at + 1].text == "them" || words[at + 1].text == "it" || words[at + 1].text == "every" || words[at + 1].text == "those" || words[at + 1].text == "these");
  }
  if (before.count(words[at - 1].text) == 0) return false;
  // "from pickup to drop": only "to" after a verb of wanting.
  // "does it take us to fix a finding": what is asked is how long.
  if (words[at - 1].text == "to" && at >= 3 && words[at - 2].text == "us" && IsOneOf(words[at - 3].text, {"take", "takes", "took", "taken", "cost", "costs"})) return false;
  if (words[at - 1].text == "to") return at >= 2 && (words[at - 2].text == "want" || words[at - 2].text == "need" || words[at - 2].text == "you" || words[at - 2].text == "like" || words[at - 2].text == "us" || words[at - 2].text == "sure");
  if (words[at - 1].text == "and" || words[at - 1].text == "then") {
    static const auto& objects = *new std::set<std::string>{"the", "all", "them", "it", "every", "those", "these", "any", "table", "that", "everything", "each"};
    return objects.count(words[at + 1].text) > 0;
  }
  return true;
}

}  // namespace aurora::query::language
