#include <map>
#include <string>
#include <string_view>

#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/query-engine/language/tag/tag.h"

namespace aurora::query::language {
namespace {

struct Keyword {
  std::vector<std::string> words;
  Tag tag;
};

Tag Of(TagKind kind) {
  Tag tag;
  tag.kind = kind;
  return tag;
}
Tag Aggregate(MeasureKind kind, double quantile = 0.5) {
  Tag tag = Of(TagKind::kAggregate);
  tag.aggregate = kind;
  tag.quantile = quantile;
  return tag;
}
Tag Compare(Comparison comparison, bool duration = false) {
  Tag tag = Of(TagKind::kCompare);
  tag.comparison = comparison;
  tag.comparison_is_duration = duration;
  return tag;
}
Tag Directed(TagKind kind, bool descending) {
  Tag tag = Of(kind);
  tag.descending = descending;
  return tag;
}
Tag Extreme(ExtremeOf extreme, bool descending) {
  Tag tag = Directed(TagKind::kExtreme, descending);
  tag.extreme = extreme;
  return tag;
}
Tag OfGrain(Unit unit, int count = 1) {
  Tag tag = Of(TagKind::kGrain);
  tag.grain = {unit, count};
  return tag;
}

// By first word.
using Table = std::multimap<std::string, Keyword, std::less<>>;

void Add(Table& table, std::string_view phrases, const Tag& tag) {
  for (absl::string_view phrase : absl::StrSplit(absl::string_view(phrases.data(), phrases.size()), '|')) {
    const std::vector<std::string> words = absl::StrSplit(phrase, ' ');
    table.insert({words[0], {words, tag}});
  }
}

const Table& Keywords() {
  static const Table& keywords = *[] {
    auto* table = new Table;
    Add(*table,
        "the|a|an|of|in|on|at|from|for|to|into|do|does|did|is|are|was|were|be|been|being|am|have|has|had|there|it|its|"
        "we|us|our|ours|you|your|i|me|my|they|their|them|please|can|could|would|may|let|get|got|gets|getting|give|gave|"
        "show|tell|see|know|want|wanted|need|needed|like|find|fetch|display|present|provide|return|report|take|took|"
        "made|make|come|came|comes|coming|go|going|went|happen|happened|happening|occur|occurred|place|placed|receive|"
        "received|each other|all|any|that|those|these|this|as|so|now|just|about|hey|hi|hello|ok|okay|also|then|through|"
        "via|during|within|around|currently|right now|so far|overall|altogether|what is|what are|what was|what were|"
        "what s|how is|how are|how was|how were|how did|how do|how does|what about|how about|and what about|were there|"
        "see how|look like|looking at|look|looking|use|using|recorded|seen|exist|existing|took place|taking place|up to now|"
        "a breakdown|breakdown|overview|chart|graph|plot|table|the data|data|figures|figure|value|values|"
        "same for|same with|same but|same thing for|do the same for|the same for|stats|statistics|result|results|in total|used|doing|done|some|only|who|whose|whom|where|when|it was|one|ones",
        Of(TagKind::kFiller));
    Add(*table, "how many|number of|count of|count|counts|the number of|total number of|how often|amount of|volume of|"
                "volume|# of|tally|how many times|total count of|number of times",
        Of(TagKind::kCount));
    Add(*table, "unique|distinct|different|individual", Of(TagKind::kDistinct));
    Add(*table, "sum|sum of|total|totals|total of|combined|summed|cumulated|altogether|overall total|how much",
        Aggregate(MeasureKind::kSum));
    Add(*table, "average|averages|avg|mean|on average|average of|mean of|the average", Aggregate(MeasureKind::kAverage));
    Add(*table, "minimum|min|minimal|minimum of", Aggregate(MeasureKind::kMinimum));
    Add(*table, "maximum|max|maximal|maximum of|peak", Aggregate(MeasureKind::kMaximum));
    Add(*table, "median|medians|typical|typically|median of", Aggregate(MeasureKind::kMedian));
    Add(*table, "standard deviation|standard deviation of|stddev|std dev|deviation", Aggregate(MeasureKind::kDeviation));
    Add(*table,
        "revenue|revenues|sales|turnover|income|earnings|takings|proceeds|money|gmv|sales volume|earned|money earned|"
        "gross revenue|gross sales|spend|spending|spent",
        Of(TagKind::kMoney));
    Add(*table, "rate|rates|ratio|ratio of|share|share of|shares|percentage|percentage of|percent of|proportion|"
                "proportion of|fraction|fraction of|what percentage|what percentage of|what percent of|what share of|"
                "what proportion of|what fraction of|how much of|rate of",
        Of(TagKind::kRatio));
    Add(*table, "conversion|conversions|conversion rate|conversion rates|converted|convert|converts|converting|"
                "conversion ratio|cvr",
        Of(TagKind::kConversion));
    Add(*table, "trend|trends|trending|over time|time series|timeline|evolution|evolve|evolved|evolving|develop|"
                "developed|development|history|changed over time|progression",
        Of(TagKind::kTrend));
    Add(*table, "top|best|leading|highest ranking|first", Directed(TagKind::kTop, true));
    Add(*table, "bottom|worst", Directed(TagKind::kTop, false));
    Add(*table,
        "most|the most|busiest|most popular|most common|most frequent|most used|most active|most often|most frequently|"
        "biggest|largest|highest|greatest|popular|common|frequent|best selling|top selling|bestselling|most sold|hottest|"
        "main|biggest number of|highest number of|largest number of|most visited",
        Directed(TagKind::kMost, true));
    Add(*table,
        "least|the least|fewest|quietest|least popular|least common|least frequent|least used|least active|smallest|"
        "lowest|rarest|lowest number of|smallest number of|least often",
        Directed(TagKind::kMost, false));
    Add(*table, "most expensive|priciest|dearest|most valuable", Extreme(ExtremeOf::kMoney, true));
    Add(*table, "cheapest|least expensive", Extreme(ExtremeOf::kMoney, false));
    Add(*table, "longest|slowest", Extreme(ExtremeOf::kDuration, true));
    Add(*table, "shortest|fastest|quickest", Extreme(ExtremeOf::kDuration, false));
    Add(*table, "latest|newest|most recent|last", Extreme(ExtremeOf::kTime, true));
    Add(*table, "oldest|earliest", Extreme(ExtremeOf::kTime, false));
    Add(*table,
        "by|per|for each|for every|in each|in every|from each|each|every|by each|grouped by|group by|split by|broken down by|"
        "breakdown by|split up by|segmented by|across|across all|sorted by|ordered by|ranked by|according to|on each|"
        "split that by|split it by|break that down by|break it down by|broken out by|a breakdown by|with each|separately for|"
        "split into|in terms of|measured by",
        Of(TagKind::kBy));
    Add(*table, "more than|over|above|greater than|higher than|larger than|bigger than|exceeding|exceeds|exceed|beyond|upwards of|"
                "in excess of|heavier than",
        Compare(Comparison::kGreater));
    Add(*table, "longer than|slower than|took more than|taking more than|lasting more than", Compare(Comparison::kGreater, true));
    Add(*table, "at least|no less than|not less than|minimum of|no fewer than", Compare(Comparison::kGreaterOrEqual));
    Add(*table, "less than|under|below|fewer than|lower than|smaller than|lighter than", Compare(Comparison::kLess));
    Add(*table, "shorter than|faster than|quicker than", Compare(Comparison::kLess, true));
    Add(*table, "at most|no more than|not more than|up to|maximum of", Compare(Comparison::kLessOrEqual));
    Add(*table, "between", Compare(Comparison::kBetween));
    Add(*table, "exactly|equal to|equals|equal", Compare(Comparison::kIs));
    Add(*table, "not|no|except|except for|excluding|exclude|without|other than|but not|non|apart from|outside|ignoring|"
                "ignore|leaving out|not in|not from|never|isn not|aren not",
        Of(TagKind::kNegation));
    Add(*table, "versus|vs|compared to|compared with|compare|against|compared|relative to|in comparison to|comparison|than",
        Of(TagKind::kVersus));
    Add(*table, "which|what", Of(TagKind::kWhich));
    Add(*table, "list|list of|show me the|enumerate|a list of", Of(TagKind::kList));
    Add(*table, "rows|row|records|record|entries|entry|events|data points|lines", Of(TagKind::kRows));
    Add(*table, "and|or|plus|as well as|together with|along with|but", Of(TagKind::kAnd));
    Add(*table, "with|having|who have|that have|who made|who placed|that had|who had|has|have", Of(TagKind::kHaving));
    Add(*table, "instead|instead of that|rather", Of(TagKind::kInstead));
    Add(*table, "hour of the day|hour of day|time of day|time of the day|hours of the day|hour of the days", Of(TagKind::kHourOfDay));
    Add(*table, "day of the week|day of week|weekday|weekdays|days of the week", Of(TagKind::kDayOfWeek));
    Add(*table, "minutely|by minute|per minute|every minute|minute by minute|each minute|by the minute|a minute", OfGrain(Unit::kMinute));
    Add(*table, "hourly|by hour|per hour|every hour|hour by hour|each hour|by the hour|an hour", OfGrain(Unit::kHour));
    Add(*table, "daily|by day|per day|every day|day by day|each day|by the day|a day|by date|per date", OfGrain(Unit::kDay));
    Add(*table, "weekly|by week|per week|every week|week by week|each week|a week", OfGrain(Unit::kWeek));
    Add(*table, "monthly|by month|per month|every month|month by month|each month|a month", OfGrain(Unit::kMonth));
    Add(*table, "quarterly|by quarter|per quarter|each quarter", OfGrain(Unit::kQuarter));
    Add(*table, "yearly|annually|by year|per year|year by year|each year|annual", OfGrain(Unit::kYear));
    Add(*table,
        "delete|remove|drop|erase|wipe|purge|truncate|insert|update|alter|modify|rename|create|grant|revoke|overwrite|"
        "destroy|change the|set the|fix the|cancel the|refund the|reset|shut down|kill|add a|write to",
        Of(TagKind::kForbidden));
    Add(*table,
        "predict|prediction|predictions|forecast|forecasts|will|tomorrow|next week|next month|next year|next quarter|next hour|"
        "next day|expect|expected|projection|projected|future|why|should|recommend|recommendation|advice|advise|joke|poem|story|"
        "weather|opinion|think|feel|thoughts|explain why|reason|reasons|cause|causes|because|who are you|meaning of life|"
        "how do i|how can i|translate|sing|hello world|thank|thanks|improve|optimize|optimise|better",
        Of(TagKind::kUnanswerable));
    return table;
  }();
  return keywords;
}

// p95, 95th percentile, 10 percentile
std::optional<Tag> FindQuantile(const std::vector<Word>& words, size_t at) {
  const std::string& text = words[at].text;
  if (text.size() >= 3 && text.size() <= 5 && text[0] == 'p') {
    double percent = 0;
    if (absl::SimpleAtod(text.substr(1), &percent) && percent > 0) {
      while (percent >= 100) percent /= 10;  // p999
      Tag tag = Aggregate(MeasureKind::kQuantile, percent / 100);
      tag.first = at;
      tag.last = at;
      if (at + 1 < words.size() && words[at + 1].text == "of") tag.last = at + 1;
      return tag;
    }
  }
  if (words[at].number.has_value() && at + 1 < words.size() &&
      (words[at + 1].text == "percentile" || words[at + 1].text == "percentiles")) {
    const double percent = *words[at].number;
    if (percent <= 0 || percent >= 100) return std::nullopt;
    Tag tag = Aggregate(MeasureKind::kQuantile, percent / 100);
    tag.first = at;
    tag.last = at + 1;
    if (at + 2 < words.size() && words[at + 2].text == "of") tag.last = at + 2;
    return tag;
  }
  return std::nullopt;
}

// every 10 minutes, in steps of 5 minutes, in 15 minute buckets, per 30 minutes
std::optional<Tag> FindGrain(const std::vector<Word>& words, size_t at) {
  const auto is = [&](size_t i, std::string_view text) { return i < words.size() && words[i].text == text; };
  size_t next = at;
  if (is(at, "every") || is(at, "per") || is(at, "by")) {
    next = at + 1;
  } else if (is(at, "in") && is(at + 1, "steps") && is(at + 2, "of")) {
    next = at + 3;
  } else if (is(at, "in") && at + 3 < words.size() &&
             (is(at + 3, "buckets") || is(at + 3, "steps") || is(at + 3, "intervals"))) {
    next = at + 1;
  } else {
    return std::nullopt;
  }
  if (next + 1 >= words.size() || !words[next].number.has_value()) return std::nullopt;
  const std::optional<Unit> unit = ReadUnit(words[next + 1].text);
  const double count = *words[next].number;
  if (!unit.has_value() || count < 1 || count > 10'000 || count != static_cast<int>(count)) return std::nullopt;
  Tag tag = OfGrain(*unit, static_cast<int>(count));
  tag.first = at;
  tag.last = next + 1;
  if (is(next + 2, "buckets") || is(next + 2, "steps") || is(next + 2, "intervals")) tag.last = next + 2;
  return tag;
}

}  // namespace

std::optional<Tag> FindKeyword(const std::vector<Word>& words, size_t at) {
  if (std::optional<Tag> quantile = FindQuantile(words, at); quantile.has_value()) return quantile;
  if (std::optional<Tag> grain = FindGrain(words, at); grain.has_value()) return grain;
  std::optional<Tag> best;
  const auto [begin, end] = Keywords().equal_range(words[at].text);
  for (auto keyword = begin; keyword != end; ++keyword) {
    const std::vector<std::string>& phrase = keyword->second.words;
    if (at + phrase.size() > words.size()) continue;
    bool fits = true;
    for (size_t i = 1; fits && i < phrase.size(); ++i) fits = words[at + i].text == phrase[i];
    const size_t last = at + phrase.size() - 1;
    if (!fits || (best.has_value() && best->last >= last)) continue;
    best = keyword->second.tag;
    best->first = at;
    best->last = last;
  }
  return best;
}

}  // namespace aurora::query::language
