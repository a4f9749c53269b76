#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "absl/strings/str_split.h"
#include "services/query-engine/knowledge/speech.h"
#include "services/query-engine/language/tag/pattern.h"
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
Tag Compare(Comparison comparison, knowledge::Dimension dimension = knowledge::Dimension::kNone) {
  Tag tag = Of(TagKind::kCompare);
  tag.comparison = comparison;
  tag.dimension = dimension;
  return tag;
}
Tag Directed(TagKind kind, bool descending) {
  Tag tag = Of(kind);
  tag.descending = descending;
  return tag;
}
Tag Extreme(ExtremeOf extreme, bool descending, knowledge::Dimension dimension = knowledge::Dimension::kNone) {
  Tag tag = Directed(TagKind::kExtreme, descending);
  tag.extreme = extreme;
  tag.dimension = dimension;
  return tag;
}
Tag OfGrain(Unit unit) {
  Tag tag = Of(TagKind::kGrain);
  tag.grain = {unit, 1};
  return tag;
}
Tag PeriodOver(Unit unit) {
  Tag tag = Of(TagKind::kPeriodOver);
  tag.grain = {unit, 1};
  return tag;
}
Tag Anomaly(Direction direction) {
  Tag tag = Of(TagKind::kAnomaly);
  tag.direction = direction;
  return tag;
}
Tag Told(Direction direction) {
  Tag tag = Anomaly(direction);
  tag.told = true;
  return tag;
}
Tag Factor(double number) {
  Tag tag = Of(TagKind::kFactor);
  tag.number = number;
  return tag;
}
Tag Weekdays(std::vector<int> days) {
  Tag tag = Of(TagKind::kWeekdays);
  tag.weekdays = std::move(days);
  return tag;
}

Tag Hours(int from, int to) {
  Tag tag = Of(TagKind::kHours);
  for (int hour = from; hour < to; ++hour) tag.hours.push_back(hour);
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

void AddFillers(Table& table) {
  Add(table, knowledge::Asides(), Of(TagKind::kFiller));
  Add(table, knowledge::BothShown(), Of(TagKind::kFiller));
  Add(table, "on file|on record|on the books|in the books|in the system|in our system|in the database", Of(TagKind::kFiller));
  Add(table,
      "the|a|an|of|in|on|at|for|into|onto|do|does|did|is|are|was|were|be|been|being|am|have|had|has|there|it|its|we|us|our|ours|you|your|"
      "i|me|my|they|them|their|he|she|his|her|please|can|could|would|may|might|let|get|got|gets|getting|give|gave|show|tell|see|know|want|"
      "wanted|need|needed|like|find|fetch|display|present|provide|report|return|take|took|taken|takes|taking|make|made|makes|making|come|came|comes|"
      "coming|go|going|went|gone|happen|happened|happening|happens|occur|occurred|occurs|place|received|each other|all|any|anyone|anybody|somebody|someone|anything|that|those|"
      "these|this|as|so|now|just|about|hey|hi|hello|ok|okay|also|too|then|through|throughout|via|during|within|around|currently|right now|so far|altogether|"
      "what is|what are|what was|what were|what s|how is|how are|how was|how were|how did|how do|how does|what about|how about|and what about|were there|"
      "are there|was there|is there|look like|looks like|looking at|look|looking|use|using|used|uses|recorded|logged|metered|stored|registered|seen|exist|"
      "existed|existing|exists|took place|taking place|takes place|up to now|a breakdown|breakdown|overview|chart|graph|plot|table|the data|data|figures|"
      "figure|stats|statistics|result|results|doing|some|who|whose|whom|where|one|ones|only|just only|purely|solely|exclusively|run|ran|"
      "same for|same with|same but|same thing for|do the same for|the same for|same thing|same|it was|numbers|number|amount|they are|we had|we have|did we have|"
      "do we have|does it|do they|bring in|brings in|brought in|bring|brings|brought|generate|generated|generates|produce|produced|produces|earn|earned|earns|earning|"
      "ever measured|ever recorded|ever seen|ever registered|ever logged|ever reached|involve|involved|involves|involving|went off|gone off|go off|going off|begun|"
      "handle|handled|handles|process|processed|processes|serve|served|serves|see the|sees|saw|carry|carried|carries|work|worked|works|working|account for|accounts for|"
      "accounted for|perform|performed|hold|holds|held|had the|contain the|compute|calculate|work out|figure out|determine|give me|show me|tell me|we made|"
      "we got|did we get|came in|come in|went out|were made|was made|logged in total|overall|in all|whole|entire|respectively|actually|really|exactly how|already|"
      "yet|still|again|more precisely|roughly|approximately|approx|usually|normally|generally|once|heavy|real|own|given|particular|certain|current|"
      "present|available|known|different kinds of|kinds of|kind of|sort of|sorts of|types of|list out|pull up|pull|bring up|quickly|per se|thing|things|stuff|there been|"
      "did it|does that|is it|was it|were they|are they|who are|who is|end up|ended up|turn out|turned out|become|became|start|started|starts|begin|began|begins|"
      "every single|a single|single|each single|itself|themselves|drive|drove|driven|ride|rode|ridden|move|moved|spend|spent|spends|stay|stayed|put|gets to|due to|because of|concerning|regarding|"
      "name|names|named|called|their names|its name|value|values|my data|our data|in our|of our|by our|of all|among|amongst|out there|people|folks|"
      "must|should show|shall|visible|shown|listed|displayed|sorted|ordered descending|descending|ascending|order|in order|in descending order|in ascending order|ranked|ranking|"
      "low to high|from low to high|lowest to highest|from lowest to highest|high to low|from high to low|highest to lowest|from highest to lowest|smallest to largest|largest to smallest|lowest first|smallest first|fewest first|as well|stuck|exactly|on the menu|on our menu|in our catalogue|in the catalogue|in our catalog|in the catalog|in the books|in our books|handed out|paid out|given out|gave out|dished out|registered with us|signed up with us|threw|throws|throw|threw up|entered|typed in|keyed in|tried|tries|try|"
      "having been|been made|have been|has been|had been|get to see|ever since|back|time period|period|timeframe|basis|respect|relation|s|t|re|ve|ll|d|m|"
      "involving|related|related to|belonging to|belonging|associated with|relating to|worth of|along|against each other|side by side|next to each other|record|lie|lies|lay|sit|sits|"
      "placed|issued|led|lead|leads|led to|paid|pay|pays|wrote|written|send|sends|sent|reported|reports|emitted|emit|contacted us|contacted|called us|visited us|brought up|is brought up|bought|rang up|rings up|ring up|lasted|lasts|rank|rank the|rank all|sort|sort the|single|out of all|out of|anything|something|up|yet to|of which|how|made up|consist|consisted|sum up|answer|question|me know|let me know|want to know|i wonder|wondering|curious|interested|interested in|"
      "deal with|dealt with|cover|covered|covers|show up in|appear|appears|appeared|report on|summarise|summarize|summary|summary of|details|detail|info on|information on|information about|"
      "teach|taught|teaches|deal|dealt|deals|dealing out|gives|giving|raised by|operate|operated|operates|operating|transport|transported|transports|haul|hauled|travel|travelled|traveled|travels|paying|consume|consumed|consumes|burn|burned|burnt|raise|raised|created|submitted|filed|added|i e|e g|occurring|leave from|left from|leaving from|take up|taken up|took part in|take part in|took part|take part|participate|participated|participate in|participated in|go through|attributable to|attributed to|resulting from|as of|up until now|until now|till now|to date|to this day|so far this|in a row|"
      "using our|used us|used our service|use us|served by|by us|to us|from us|with us|ours only|please only|same question|do that|did that|but|though|however|incl|including|included|include|includes|in words|"
      "whatever|regardless|either|both|other|others|another|else|near|lately so|such|it is|that is|that are|that was|that were|which are|which were|which was|which is|who were|who was|by far|at all|in general|in particular|in detail|on the whole|"
      "pls|plz|kindly|asap|btw|fyi|hmm|um|uh|er|basically|simply|literally|honestly|essentially|eventually|meanwhile|nowadays|these days|at present|presently|at the moment|if possible|if you can|by the way|in fact|quick question|quick one|just curious|"
      "although|even though|despite|whereas|found|noted|observed|tracked|captured|documented|conducted|experienced|experience|encountered|encounter|gathered|obtained|show up|showed up|shows up|turn up|turned up|turns up|came through|come through|passed through|pass through|"
      "gotten|receive|receives|receiving|knows|finds|needs|wants|asks|asked|ask|tells|told|remind me|dig up|look up|hand me|share with me|any idea|any chance|do we know|do you know|for my report|for the report|for a report|for the board|for my boss|for the meeting|"
      "same hours|the same hours|at the same hours|same hours of the day|in the same hours|"
      "suffered|suffer|experienced|experience|underwent|came by|come by|came through the door|come through the door|through the door|through the doors|through our doors|walked through the door|walked in|rolled in|poured in|on the clock|we are at|would like|d like|love to|happen to|"
      "while|whilst|arrive|arrives|arrived|arriving|type of|kind of|category of|name of|had been made|ended|ends|ended with|ended in|ended by|ended as|get made|was done|were done|is done|done|reached|reach|reaches|mean by|as a|as an|as the|in the|at the|on the|of the|for the|to the|with the|alone|dated|whats|do we hold|we hold|do we store|we store|do we keep|we keep|add up|add together|answered with|answered by|turned into|turned into a|ended up as|end up as|counting only|counting just|counting the|up to then|until then|converted|converted to|converted into|expressed|expressed as|repeat that for|repeat this for|repeat it for|repeat for|of both|do it again for|same again for|now the same for|keep only|restrict to|limit to|filter to|filter on|filter it to|narrow it to|narrow it down to|narrow that to|narrow that down to|narrow down to|limit it to|restrict it to|limit this to|limit that to|restrict this to|restrict that to|narrow this to|narrow this down to|filter it to|filter this to|filter that to|reduce it to|reduce this to|confine it to|confine this to|limit that to|restrict that to",
      Of(TagKind::kFiller));
}

void AddMeasures(Table& table) {
  Add(table, "how many|number of|count of|count|counts|counted|the number of|total number of|how often|amount of times|# of|tally|how many times|total count of|number of times|"
             "the count of|how many of|in number|total count|no of|no of the|nr of|num of|just the number|a quick number|quick number|a quick count|quick count|a rough count|only the number|just a number|the number only|just the count|only the count|number please|number pls|count please|count pls|as a number|in numbers|figure please|just the figure|one number|one figure|as a head count|as a headcount|total number please|as one number|as a figure|"
             "one figure|a single figure|single figure|one number|a single number|single number|just one number|just one figure|just a figure|in one number|in one figure|as one number|as one figure|both numbers|"
             "both counts|both figures|the two numbers|the two counts|the two figures|"
             "head count|head count of|headcount|headcount of|row count|row count of|rowcount|how frequently|how many rows|number of rows|number of rows in",
      Of(TagKind::kCount));
  Add(table, "unique|distinct|different|individual|distinct count of|unique count of|separate", Of(TagKind::kDistinct));
  Add(table, "sum|sum of|total|totals|total of|combined|summed|overall total|how much|in total|total amount of|sum total of|volume of|volume|amount of|totalling|grand total", Aggregate(MeasureKind::kSum));
  Add(table, "average|averages|avg|mean|on average|average of|mean of|averaged", Aggregate(MeasureKind::kAverage));
  Add(table, "minimum|min|minimal|minimum of|least amount of", Aggregate(MeasureKind::kMinimum));
  Add(table, "maximum|max|maximal|maximum of|peak", Aggregate(MeasureKind::kMaximum));
  Add(table, "median|medians|typical|typically|median of|typical value of|middle value|middle value of|middle value median|median value|median value of|middle value median of", Aggregate(MeasureKind::kMedian));
  Add(table, "standard deviation|standard deviation of|stddev|std dev|deviation|std deviation|stdev|variability of|variability|variation in|spread", Aggregate(MeasureKind::kDeviation));
  Add(table, "revenue|revenues|sales|turnover|spending|expenditure|income|earnings|takings|proceeds|money|gmv|sales volume|money earned|gross revenue|gross sales|"
             "revenue earned|takings from|gross|payment volume|billed spend|billed revenue|paid amount|amount paid|billed amount|amount billed|invoiced amount|amount invoiced|how much money|sales revenue|money made|cash taken|money taken|earned|made in sales|what they spent|what they spend|what they paid|what was paid|what they brought in|what they bring in|how much they spent|how much they spend|how much they paid|amount spent|money spent|value of goods|value of the goods|value of what we sold|"
             "what did we bill|what did we invoice|what have we billed|how much did we bill|how much did we invoice|how much have we billed|what did we take in|what did we take|what have we taken in|what have we taken|what we took in|how much did we take in|how much have we taken in|how much we took in|how much did we take|what did we make|"
             "by spend|by spending|total spend|total spending",
      Of(TagKind::kMoney));
  Add(table, "how many percent|how many percent of|how many per cent|how many per cent of|what per cent|what per cent of|rate|rates|ratio|ratio of|share|share of|shares|percentage|percentage of|percent of|proportion|proportion of|fraction|fraction of|"
             "what percentage|what percentage of|what percent of|what percent|what share of|what proportion of|what fraction of|how much of|rate of|"
             "as a percentage|as a %|as %|in percent|as a share|as percentage|as a percent|as a fraction|as a fraction of|as a proportion of|as a percentage of|as a share of|as a part of|part of|portion of|what portion of|what part of|frequency of|share of all",
      Of(TagKind::kRatio));
  Add(table, "conversion|conversions|conversion rate|conversion rates|converted|convert|converts|converting|conversion ratio|cvr", Of(TagKind::kConversion));
  Add(table, "trend|trends|trending|over time|time series|timeline|evolution|evolve|evolved|evolving|develop|developed|development|history|"
             "changed over time|progression|curve|course of|over the course of|as a series|series",
      Of(TagKind::kTrend));
  Add(table, "how long|how much time|how long does it take|how long did it take|how long do|how long did", Of(TagKind::kHowLong));
}

void AddRanks(Table& table) {
  Add(table, "top|best|leading|highest ranking|strongest|best performing|number one|first|major", Directed(TagKind::kTop, true));
  Add(table, "bottom|worst performing|weakest|poorest|lowest ranking", Directed(TagKind::kTop, false));
  Add(table, "worst", Directed(TagKind::kTop, true));
  Add(table, "most|the most|busiest|most popular|most common|most frequent|most used|most active|most often|most frequently|popular|common|frequent|best selling|"
             "top selling|bestselling|most sold|the main|our main|main reason|main reasons|main cause|main causes|biggest number of|highest number of|largest number of|most visited|favourite|favorite|commonest|"
             "most of all|most of the|the most of|strongest in|greatest number of|most frequented|most heavily used|dominant|more often than any other|more than any other|causes the most|cause the most|caused the most|causing the most|causes most",
      Directed(TagKind::kMost, true));
  Add(table, "least|the least|fewest|quietest|least popular|least common|least frequent|least used|least active|rarest|lowest number of|smallest number of|least often|"
             "unpopular|calmest|least busy",
      Directed(TagKind::kMost, false));
  using knowledge::Dimension;
  Add(table, "most expensive|most valuable|most costly", Extreme(ExtremeOf::kDimension, true, Dimension::kMoney));
  Add(table, "least expensive", Extreme(ExtremeOf::kDimension, false, Dimension::kMoney));
  Add(table, "latest|newest|most recent|last|most recently", Extreme(ExtremeOf::kTime, true));
  Add(table, "oldest|earliest", Extreme(ExtremeOf::kTime, false));
}

void AddGroups(Table& table) {
  Add(table, "divide over|divided over|divide across|divided across|divide between|divided between|split over|split across|split between|distribute over|distribute across|spread over|spread across|spread out over|distributed over|distributed across|distribution over|distribution across|vary by|varies by|vary with|vary across|vary between|varies between|differ by|differs by|differ between|differ across|by|for each|for every|in each|in every|from each|each|every|by each|grouped by|group by|split by|broken down by|breakdown by|split up by|segmented by|"
             "across|across all|according to|on each|a row each|one row each|a line each|one line each|a figure each|one figure each|one number each|a number each|split that by|split it by|break that down by|break it down by|broken out by|a breakdown by|with each|"
             "separately for|split into|in terms of|for all|within each|at each|of each|grouped per|depending on|breakdown per|broken down per|split per|for the various|for each combination of|each combination of|for every combination of|every combination of|for all combinations of|by combination of|per combination of|for each pair of|for every pair of|each pair of|"
             "a count each|one count each|a total each|one total each|a value each|one value each|each on its own line|each on its own|each on a line of its own|each on its own row|each in its own line|each in its own row|"
             "for the different|across the different|by the|among the different|to each|per each|separately by|separated by|breakdown of|break down by|break this down by|break down",
      Of(TagKind::kBy));
  Add(table, "per|a piece per|divided by|one figure per|a figure per|one number per|a number per|one value per|one line per|a line per|one row per|a row per", Of(TagKind::kPer));
  Add(table, "peak hour|peak hours|rush hour|rush hours|busiest hour of the day|busiest hours of the day|busiest time of day|busiest time of the day|at what time of day|at what time of the day|what time of day|what time of the day|at which time of day|at which time of the day|at what hour|at which hour|at what hour of the day|at which hour of the day|at what hours|at which hours|at what hours of the day|at which hours of the day|at what hours do|what hours of the day|which hours of the day|for every hour of the day|each hour of a day|for each hour of day|each hour of day|every hour of day|for every hour of day|in which hours of the day|in which hours of day|in what hours of the day|by the hour of the day|over the course of the day|over the course of a day|round the clock|what hour of the day|which hour of the day|over the hours of the day|across the hours of the day|over the day by hour|hour of the day|hour of day|per hour of day|by hour of day|per hour of the day|by hour of the day|for each hour of the day|each hour of the day|by time of day|per time of day|time of day|time of the day|hours of the day|hour of the days|clock hour|times of day|daytime hour", Of(TagKind::kHourOfDay));
  Add(table, "over the days of the week|across the days of the week|over the week by day|day of the week|day of week|weekday|per weekday|by weekday|per day of the week|by day of the week|by day of week|per day of week|each weekday|for each weekday|each day of the week|days of the week|days of week|weekdays as well", Of(TagKind::kDayOfWeek));
  Add(table, "on weekdays|weekdays only|on working days|on business days|on workdays|working days only", Weekdays({1, 2, 3, 4, 5}));
  Add(table, "on weekends|at weekends|weekends only|on the weekends|at the weekends|on saturdays and sundays|on weekend days", Weekdays({6, 7}));
  Add(table, "weekends", Weekdays({6, 7}));
  Add(table, "in the mornings|on mornings|mornings|every morning|each morning", Hours(6, 12));
  Add(table, "in the afternoons|on afternoons|afternoons|every afternoon|each afternoon", Hours(12, 18));
  Add(table, "at night|at nights|during the night|in the night|by night|overnight|every night|each night", Hours(0, 6));
  Add(table, "in the evenings|on evenings|evenings|every evening|each evening", Hours(18, 24));
  static constexpr const char* kDays[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  for (int day = 0; day < 7; ++day) {
    const std::string name = kDays[day];
    Add(table, "on " + name + "s|" + name + "s|every " + name + "|each " + name + "|" + name + "s only", Weekdays({day + 1}));
  }
  Add(table, "minutely|by minute|per minute|every minute|minute by minute|minute after minute|from minute to minute|each minute|by the minute|a minute", OfGrain(Unit::kMinute));
  Add(table, "hourly|by hour|per hour|every hour|hour by hour|each hour|by the hour|an hour|hour after hour|from hour to hour|hour to hour|on an hourly basis|every single hour|by hours|split into hours|broken down into hours|grouped into hours|one line per hour|one row per hour|one value per hour|one number per hour|for each hour|for every hour|in each hour|in hourly steps|over the hours", OfGrain(Unit::kHour));
  Add(table, "daily|by day|per day|every day|day by day|each day|by the day|a day|by date|per date|for each day|for every day|on each day|in each day|in daily steps|over the days|"
             "by calendar day|each date|day after day|from day to day|day to day|on a daily basis|day for day|one line per day|per calendar day|every single day|for every single day|each single day|for each single day|by days|per days|split into days|broken down into days|grouped into days|a separate line per day|with one row per day|with one line per day|one row per day|one value per day|one number per day|one point per day",
      OfGrain(Unit::kDay));
  Add(table, "weekly|by week|per week|every week|week by week|each week|a week|for each week|for every week|in weekly steps|by calendar week|over the weeks|week after week|from week to week|week to week|week for week|weekwise|on a weekly basis|per calendar week|each calendar week|every single week|by weeks|split into weeks|broken down into weeks|grouped into weeks|one line per week|one row per week|one value per week|one number per week|from one week to the next", OfGrain(Unit::kWeek));
  Add(table, "monthly|by month|per month|every month|month by month|each month|a month|for each month|for every month|by calendar month|over the months|month after month|from month to month|month to month|month for month|on a monthly basis|per calendar month|each calendar month|every single month|by months|split into months|broken down into months|grouped into months|one line per month|one row per month|one value per month|one number per month|from one month to the next", OfGrain(Unit::kMonth));
  Add(table, "quarterly|by quarter|per quarter|each quarter|quarter by quarter|quarter after quarter|from quarter to quarter", OfGrain(Unit::kQuarter));
  Add(table, "yearly|annually|by year|per year|year by year|year after year|from year to year|each year|annual|every year", OfGrain(Unit::kYear));
  Add(table, "day over day|day on day|dod", PeriodOver(Unit::kDay));
  Add(table, "week over week|week on week|wow", PeriodOver(Unit::kWeek));
  Add(table, "month over month|month on month|mom", PeriodOver(Unit::kMonth));
  Add(table, "year over year|year on year|yoy", PeriodOver(Unit::kYear));
}

void AddConditions(Table& table) {
  Add(table, "more than|over|above|greater than|exceeding|exceeds|exceed|exceeded|beyond|upwards of|in excess of|more|north of|past|higher|topping|surpassing", Compare(Comparison::kGreater));
  Add(table, "higher or lower than|lower or higher than|more or less than|more or fewer than|bigger or smaller than|larger or smaller than|greater or smaller than", Compare(Comparison::kGreater));
  Add(table, "faster or slower than|slower or faster than|longer or shorter than|shorter or longer than|quicker or slower than", Compare(Comparison::kGreater, knowledge::Dimension::kDuration));
  Add(table, "at least|no less than|not less than|minimum of|no fewer than|not fewer than|or more|from at least|starting at|upward of|and up|and more|and above|and over|or above|or over|or higher|or longer|or up|or upwards|and upwards|or heavier|or greater|or better|or worse|and worse|or newer|or later", Compare(Comparison::kGreaterOrEqual));
  Add(table, "less than|under|below|fewer than|short of|not even|fewer|less|south of|beneath", Compare(Comparison::kLess));
  Add(table, "at most|no more than|not more than|up to|maximum of|or less|or fewer|or below|or under|or lower|or shorter|and below|and under|and less|or lighter|not over|not above|no longer than|not longer than|within at most", Compare(Comparison::kLessOrEqual));
  Add(table, "lasted at least|lasting at least|taking at least|took at least", Compare(Comparison::kGreaterOrEqual, knowledge::Dimension::kDuration));
  Add(table, "last longer than|last more than|lasts longer than|lasts more than|last over|lasted longer than|lasting longer than|took longer than|taking longer than|lasting more than|taking more than|took more than|took over|lasting over|taking over|lasted more than|lasted over|that took more than|longer", Compare(Comparison::kGreater, knowledge::Dimension::kDuration));
  Add(table, "last less than|lasts less than|last under|lasting less than|taking less than|took less than|took under|lasting under|taking under|lasted less than", Compare(Comparison::kLess, knowledge::Dimension::kDuration));
  Add(table, "weighing more than|weighing over|weigh more than|weighed more than|that weigh over", Compare(Comparison::kGreater, knowledge::Dimension::kWeight));
  Add(table, "weighing less than|weighing under|weigh less than", Compare(Comparison::kLess, knowledge::Dimension::kWeight));
  Add(table, "costing more than|costing over|cost more than|worth more than|worth over", Compare(Comparison::kGreater, knowledge::Dimension::kMoney));
  Add(table, "costing less than|costing under|cost less than|worth less than|worth under", Compare(Comparison::kLess, knowledge::Dimension::kMoney));
  Add(table, "worth at least", Compare(Comparison::kGreaterOrEqual, knowledge::Dimension::kMoney));
  Add(table, "between", Compare(Comparison::kBetween));
  Add(table, "exactly|equal to|equals|equal|precisely", Compare(Comparison::kIs));
  Add(table, "twice|double|two times|2 times", Factor(2));
  Add(table, "triple|three times|thrice|3 times", Factor(3));
  Add(table, "four times|4 times", Factor(4));
  Add(table, "five times|5 times", Factor(5));
  Add(table, "ten times|10 times", Factor(10));
  Add(table, "half the|half of the", Factor(0.5));
  Add(table, "not|no|except|except for|excluding|exclude|other than|but not|non|apart from|outside|outside of|ignoring|ignore|leaving out|not in|not from|isn not|aren not|"
             "nobody|no one|not any|not counting those|"
             "not meant|is not meant|are not meant|not wanted|is not wanted|are not wanted|not of interest|is not of interest|are not of interest|disregards|left off|leave off|leaving off|leaving aside|not counting in|taking out|stripped out|stripping out|cut out|set aside|with the exception of|barring|bar those|not considered|not considering|not including|not taken into account|does not matter here|"
             "not counted|not included|don not count|doesn not count|do not count|does not count|leave out|left out|leave aside|left aside|excluded|omitted|disregarded|filtered out|disregard|disregarding|omit|omitting|filter out|filtering out|"
             "anything but|everything but|besides|neither|not on|not by|not with|anywhere but|all but|different from|differs from|not counting|minus|nor",
      Of(TagKind::kNegation));
  Add(table, "none|nothing|none of them|none of those|none of it|none at all|nothing at all|none whatsoever", Of(TagKind::kNone));
  Add(table, "never|not ever|not once|not even once|not a single time|at no time", Of(TagKind::kNever));
  Add(table, "with zero|have zero|has zero|had zero|having zero|with not a single|with not one|with not even one|without a single|without one single|without even one|without so much as a|with no single|with not any|have not had a single|has not had a single|had not had a single|"
             "have not had one|has not had one|did not have a single|did not have one|does not have a single|do not have a single|have had not one|waiting to be|still waiting to be|yet to be|still to be|awaiting|without|without any|without a|lacking|with no|missing|that have no|who have no|having no|have no|has no|had no|have had no|has had no|had had no|have not had any|has not had any|have not had a|has not had a|did not have any|do not have any|does not have any|no recorded|unassigned|where no", Of(TagKind::kWithout));
  Add(table, "versus|vs|compare with|compare to|compare it with|compare that with|compare this with|compare it to|compare that to|compare this to|compared to|compared with|compare|against|compared|relative to|in comparison to|in comparison with|comparison|than|as opposed to|comparison of|next to those|"
             "set against|and compare|compared against|next to|beside",
      Of(TagKind::kVersus));
  Add(table, "begin with|begins with|beginning with|start with|starts with|starting with|prefixed with|prefixed|prefixed by|beginning by|start in", Of(TagKind::kStartsWith));
  Add(table, "end with|ends with|ending with|ending in|end in|ends in|suffixed with", Of(TagKind::kEndsWith));
  Add(table, "contain|contains|containing|with the word|mention|mentions|mentioning|with the words|having the word|whose name contains", Of(TagKind::kContains));
  Add(table, "that carry a|that carry an|that carries a|carrying a|carrying an|that bear a|bearing a|came with a|came with an|comes with a|comes with an|come with a|come with an|with|having|who have|that have|who made|who placed|that had|who had|has|have|having had", Of(TagKind::kHaving));
}

void AddShapes(Table& table) {
  Add(table, "which|what|whichever", Of(TagKind::kWhich));
  Add(table, "when|at what time|at which time|since when|from when|what time|at what point", Of(TagKind::kWhen));
  Add(table, "ids of every|ids of each|ids of all|the ids of every|the ids of each|the ids of all|i need the ids|ids are enough|the ids|ids only|the ids only|list of ids|ids please|ids pls|just the ids|ids wanted|list|list of|enumerate|a list of|list all|list the|show all|show me all|list me|name all|ids of", Of(TagKind::kList));
  Add(table, "everything|everything that|everything which|rows|row|records|entries|entry|events|data points|lines|occurrences|instances|cases|times|datapoints", Of(TagKind::kRows));
  Add(table, "and|plus|as well as|together with|along with|and also", Of(TagKind::kAnd));
  Add(table, "or", Of(TagKind::kOr));
  Add(table, "from", Of(TagKind::kFrom));
  Add(table, "to|until|till", Of(TagKind::kTo));
  Add(table, "instead|instead of that|rather|rather than that|rather than this|rather than those|rather than it", Of(TagKind::kInstead));
  Add(table, "unusual|unusually|abnormal|abnormally|strange|strangely|strangely much|weird|weirdly|odd|oddly|anomaly|anomalies|anomalous|anomalously|outlier|outliers|suspicious|"
             "suspiciously|out of the ordinary|peculiar|stand out|stands out|standing out|irregular|conspicuous|conspicuously|atypical|out of line|abnormal number of|unusual number of|"
             "not normal|off the charts|surprisingly|looks wrong|unusual amount of|fishy|misbehaving|acting up|misbehave|misbehaves|behave strangely|behaving strangely|behaves strangely|"
             "out of character|than expected|look off|looks off|looked off|seem off|seems off|seemed off|look wrong|looked wrong",
      Anomaly(Direction::kEither));
  Add(table, "spike|spikes|spiked|spiking|more often than normal|more than it should|more often than it should|far more often than it should|much more often than it should|more than they should|more often than they should|than it should|more than usual|more often than usual|more than normal|more than normally|above normal|above the usual|jump|jumped|jumps|"
             "shoot up|shot up|skyrocket|skyrocketed|en masse|explode|exploded|suspiciously much|unusually many|unusually high|unusually much|abnormally many|abnormally high|abnormally often|suspiciously many|"
             "suspiciously often|strangely many|strangely often|surge|surged|higher than usual|higher than normal|far more than usual|much more than usual|worse than usual|suspiciously high|"
             "oddly many|too many|excessively|excessive|excessively many|far too many|more frequently than usual|more frequently than normal|unusually often|shoots up|burst|bursts|"
             "longer than usual|slower than usual|abnormally much|abnormally long|unusually long|conspicuously many|conspicuously often|remarkably many|remarkably often|strikingly many|peaked|"
             "worse than normal|hotter than usual|hotter than normal|unusually hot|abnormally hot|unusually slow|abnormally slow|out of control|went through the roof|go through the roof",
      Anomaly(Direction::kUp));
  Add(table, "collapse|collapsed|collapses|plummet|plummeted|plunge|plunged|fewer than usual|less than usual|lower than usual|lower than normal|fewer than normal|unusually few|"
             "unusually low|abnormally low|abnormally few|suspiciously little|strangely little|suspiciously few|suspiciously low|strangely few|strangely low|dip|dips|dipped|slump|slumped|dried up|dry up|suddenly stop|suddenly few|"
             "unusually quiet|unusually little|dropped sharply|drop sharply|fell sharply|sudden drop|sharp drop|drop off sharply|surprisingly few|break down suddenly",
      Anomaly(Direction::kDown));
  Add(table, knowledge::Waves(), Told(Direction::kUp));
  Add(table, knowledge::StoriesUp(), Told(Direction::kUp));
  Add(table, knowledge::StoriesDown(), Told(Direction::kDown));
  Add(table, knowledge::Standouts(), Anomaly(Direction::kEither));
  Add(table, knowledge::Stories(), Told(Direction::kEither));
  Add(table, "quiet|silent|been quiet|been silent|gone quiet|gone silent|stopped reporting|stopped sending|stopped sending data|not reported|not reporting|not been reporting|not sent|not sent anything|"
             "not sent data|not been sending|not sent any|not been seen|not seen|not been heard from|not heard from|no longer reporting|no longer sending|gone dark|went silent|went quiet|dark|"
             "dormant|not shown up|not shown any activity|not checked in|not been active|no sign of life|without a sign of life|inactive|not reported anything|been dark|been inactive|not reported in|"
             "not produced anything|stopped working|not given a sign|mute|been mute|fallen silent|fell silent|silent for|quiet for|stopped|no activity|not had any activity|been idle|idle|not sent a reading|not sent readings|"
             "not delivered any data|not transmitted|not pinged|stop reporting|stop sending",
      Of(TagKind::kSilent));
  Add(table, "their first|his first|her first|first ever|the first ever|very first|their very first|their first ever|its first|first time|for the first time|for the very first time|first timers|first time ever|brand new|newly seen|new", Of(TagKind::kFirstTime));
  Add(table, "moving average|rolling average|running average|rolling mean|moving mean|smoothed|moving averages|rolling averages|running mean", Of(TagKind::kMoving));
  Add(table, "cumulative|cumulatively|running total|running totals|running sum|accumulated|cumulated|cumulative total|cumulative sum|running count|added up|cumulative count|adding up|summed up over time", Of(TagKind::kCumulative));
  Add(table, "by how much|by how many|change|changes|changed|growth|grow|grew|grown|growing|increase|increased|decrease|decreased|difference|difference between|decline|fall|fell|rise|rose|drop|dropped|development of|up or down|delta", Of(TagKind::kChange));
  Add(table, "including empty hours|including empty days|including the empty hours|including the empty days|even the empty hours|even empty days|even empty hours|with empty days|days without any|hours without any|weeks without any|minutes without any|must show 0|show 0|show zero|should show 0|should show zero|should appear as 0|should appear as zero|should count as 0|should be 0|should be zero|appear as 0|appear as zero|shown as 0|shown as zero|show up as 0|show up as zero|should show as 0|should show up as 0|should read 0|as 0|as zero|including empty|including zero|including zeros|include zeros|fill gaps|with zeros|"
             "without gaps|zero filled|must show|zero days|include zero|days with none|hours with none|days with nothing|empty days|empty hours|fill the gaps|filled with zero|filled with zeros|including days without|"
             "including hours without|including the empty ones|even the empty ones|even if none|also the empty ones|gaps as zero|gaps as 0|count as 0|count as zero|zero if none|0 if none|with 0|appear as 0|appear as zero|"
             "no gaps|zeros included|zeroes included|including zeroes|quiet days as 0|empty ones as 0|should be 0|0 for empty|zero for empty|0 where|shown as 0|zeros for|0 for days|0 for hours|zero for days|zero for hours|"
             "where there were none|where there was none|when there were none|if there were none|that had none|which had none|where there was nothing|days without|hours without|weeks without|months without|minutes without|with a zero|with a 0",
      Of(TagKind::kFill));
}

void AddRefused(Table& table) {
  // Facts about people that are no column unless a column is called so.
  Add(table, "phone number|phone numbers|mobile number|mobile numbers|cell number|cell phone number|telephone number|telephone numbers|email address|email addresses|e mail address|home address|postal address|credit card number|card number|serial number|"
             "serial numbers|date of birth|passport number|social security number|license plate|contact details|contact data|bank details",
      Of(TagKind::kUnknown));
  Add(table, "delete|remove|drop|erase|wipe|purge|truncate|insert|update|alter|modify|rename|create|grant|revoke|overwrite|destroy|change|set|fix|cancel|refund|reset|shut|kill|add|write|"
             "mark|move|merge|replace|correct|clear|clean|edit|archive|assign|approve|reject|block|ban|disable|enable|send|email|notify|schedule|book|pay|transfer|close|reopen|escalate|restart|"
             "reboot|stop|start|undo|restore|import|upload|backfill|raise|lower|double|halve|adjust|reassign|unblock|unban|unsuspend|reinstate|unpublish|suspend|put|empty|get rid of|roll back|deactivate|activate|void|reverse|flag|tag|relabel|swap|write off|write down|bump|bump up|waive|credit",
      Of(TagKind::kForbidden));
  Add(table,
      "predict|predicted|prediction|predictions|forecast|forecasts|forecasted|will|tomorrow|next week|next month|next year|next quarter|next hour|next day|next weekend|next|expect|projection|projected|"
      "future|why|should|recommend|recommendation|advice|advise|joke|poem|story|weather|opinion|think|feel|thoughts|explain why|reason why|reasons why|because|who are you|meaning of life|going to|"
      "how do i|how can i|how can we|how do we|how should|translate|sing|hello world|thank|thanks|improve|optimize|optimise|better|worth it|happy|love|hate|good idea|bad idea|guess|likely|probably|probability|"
      "upcoming|coming week|coming month|later this year|estimate for|what if|if we|would happen|could we|what caused|causes|cause of|responsible for|to blame|blame|fault|favourite colour|are you|your name|"
      "how are you|good morning|good evening|write a|write me|compose|draw me|draw a|draw an|draw the|draw up|recipe|haiku|song about|news|stock price|ought",
      Of(TagKind::kUnanswerable));
}

const Table& Keywords() {
  static const Table& keywords = *[] {
    auto* table = new Table;
    AddFillers(*table);
    AddMeasures(*table);
    AddRanks(*table);
    AddGroups(*table);
    AddConditions(*table);
    AddShapes(*table);
    AddRefused(*table);
    return table;
  }();
  return keywords;
}

int Precedence(TagKind kind) { return kind == TagKind::kFiller ? 0 : 1; }

}  // namespace

std::optional<Tag> FindKeyword(const std::vector<Word>& words, size_t at) {
  if (std::optional<Tag> pattern = FindPattern(words, at); pattern.has_value()) return pattern;
  std::optional<Tag> best;
  const auto [begin, end] = Keywords().equal_range(words[at].text);
  for (auto keyword = begin; keyword != end; ++keyword) {
    const std::vector<std::string>& phrase = keyword->second.words;
    if (at + phrase.size() > words.size()) continue;
    bool fits = true;
    for (size_t i = 1; fits && i < phrase.size(); ++i) fits = words[at + i].text == phrase[i];
    const size_t last = at + phrase.size() - 1;
    if (!fits || keyword->second.tag.kind == TagKind::kForbidden) continue;
    if (best.has_value() && (best->last > last || (best->last == last && Precedence(best->kind) >= Precedence(keyword->second.tag.kind)))) continue;
    best = keyword->second.tag;
    best->first = at;
    best->last = last;
  }
  // "delete" at the beginning of a sentence or after "and" is an order; elsewhere it is a word like others.
  const auto found = Keywords().equal_range(words[at].text);
  for (auto keyword = found.first; keyword != found.second; ++keyword) {
    const std::vector<std::string>& phrase = keyword->second.words;
    if (keyword->second.tag.kind != TagKind::kForbidden || at + phrase.size() > words.size() || !StandsAsOrder(words, at)) continue;
    // "get rid of", and not every "get".
    if (!std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at), [](const std::string& part, const Word& word) { return part == word.text; })) continue;
    if (best.has_value() && best->last > at) continue;
    best = keyword->second.tag;
    best->first = at;
    best->last = at + phrase.size() - 1;
  }
  return best;
}

}  // namespace aurora::query::language
