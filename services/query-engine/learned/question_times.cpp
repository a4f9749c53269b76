#include "services/query-engine/learned/question_times.h"

#include <algorithm>
#include <optional>
#include <set>

#include "absl/strings/ascii.h"
#include "libs/base/text.h"
#include "services/query-engine/guard/token.h"
#include "services/query-engine/language/normalise/word.h"
#include "services/query-engine/language/time/time_window.h"

namespace aurora::query::learned {
namespace {

struct Times {
  std::vector<language::TimeWindow> windows;
  // Words of the first of them.
  std::string words;
  // They move with the clock.
  bool relative = false;
  // "the week before": leans on another.
  bool leaning = false;
};

std::vector<language::TimeSpan> Spans(const std::vector<language::Word>& words, absl::Time now) {
  std::vector<language::TimeSpan> spans;
  for (size_t at = 0; at < words.size();) {
    const std::optional<language::TimeSpan> span = language::ReadTime(words, at, now);
    if (span.has_value()) spans.push_back(*span);
    at = span.has_value() ? span->last + 1 : at + 1;
  }
  return spans;
}

Times TimesOf(const std::string& question, absl::Time now) {
  const std::vector<language::Word> words = language::Normalise(question);
  const std::vector<language::TimeSpan> spans = Spans(words, now);
  // Another weekday, month and hour.
  const std::vector<language::TimeSpan> later = Spans(words, now + absl::Hours(24 * 403 + 5));
  Times times;
  times.relative = later.size() != spans.size();
  for (size_t i = 0; i < spans.size(); ++i) {
    times.windows.push_back(spans[i].window);
    if (!times.relative) times.relative = later[i].window.from != spans[i].window.from || later[i].window.to != spans[i].window.to;
  }
  if (!spans.empty()) times.words = language::Join(words, spans[0].first, spans[0].last);
  for (size_t at = 0; at < words.size() && !times.leaning; ++at) {
    size_t last = 0;
    times.leaning = language::ReadShift(words, at, &last).has_value();
  }
  return times;
}

std::vector<guard::Token> TokensOf(const std::string& sql) {
  absl::StatusOr<std::vector<guard::Token>> tokens = guard::Tokenize(sql);
  return tokens.ok() ? *std::move(tokens) : std::vector<guard::Token>{};
}

bool IsEdge(const std::string& name) { return name == "from" || name == "to"; }

std::string ValueFor(const std::string& type, absl::Time time) {
  if (type.rfind("Date32", 0) == 0 || type == "Date") return absl::FormatTime("%Y-%m-%d", time, absl::UTCTimeZone());
  const bool utc = type.find("UTC") != std::string::npos;
  const bool fine = type.rfind("DateTime64", 0) == 0;
  // Without a zone the text would be read in the server's.
  if (!utc && !fine) return base::StrCat(absl::ToUnixSeconds(time));
  if (!utc) return absl::FormatTime("%s.%E3f", time, absl::UTCTimeZone());
  return absl::FormatTime(fine ? "%Y-%m-%d %H:%M:%E3S" : "%Y-%m-%d %H:%M:%S", time, absl::UTCTimeZone());
}

}  // namespace

bool AsksClock(const std::string& sql) {
  static const auto& clocks = *new std::set<std::string>{"NOW", "NOW64", "TODAY", "YESTERDAY", "CURRENT_DATE", "CURRENT_TIMESTAMP", "UTCTIMESTAMP",
                                                         "NOWINBLOCK", "CURDATE", "UTC_TIMESTAMP", "TOMORROW"};
  const std::vector<guard::Token> tokens = TokensOf(sql);
  return std::any_of(tokens.begin(), tokens.end(), [](const guard::Token& token) { return token.kind == guard::TokenKind::kWord && clocks.count(token.extra) > 0; });
}

absl::Status CheckTimes(const std::string& question, const guard::UncheckedSql& sql, absl::Time now) {
  const Times times = TimesOf(question, now);
  if (!times.relative && !times.leaning) return absl::OkStatus();
  bool edges = false;
  for (const guard::Token& token : TokensOf(sql.text)) {
    if (token.kind != guard::TokenKind::kParameter) continue;
    if (IsEdge(token.text)) {
      edges = true;
    } else if (token.extra.find("Date") != std::string::npos) {
      return absl::InvalidArgumentError(base::StrCat("sql: the question's time moves with the clock, and {", token.text, ":", token.extra,
                                                     "} would stay as it is; write it by {from:DateTime} and {to:DateTime}, or by now()"));
    }
  }
  if (edges && (times.windows.size() != 1 || times.leaning)) {
    return absl::InvalidArgumentError("question: it names several times, and {from:DateTime} and {to:DateTime} can be only one; write the SQL by now()");
  }
  if (!edges && !AsksClock(sql.text)) {
    return absl::InvalidArgumentError(base::StrCat("sql: the question says \"", times.words,
                                                   "\", which moves with the clock, and the SQL does not; write it by {from:DateTime} and {to:DateTime}, or by now()"));
  }
  return BindTimes(question, sql, now).status();
}

absl::StatusOr<guard::UncheckedSql> BindTimes(const std::string& question, guard::UncheckedSql sql, absl::Time now) {
  const Times times = TimesOf(question, now);
  if (times.windows.size() != 1) return sql;
  for (const guard::Token& token : TokensOf(sql.text)) {
    if (token.kind != guard::TokenKind::kParameter || !IsEdge(token.text)) continue;
    const absl::Time edge = token.text == "from" ? times.windows[0].from : times.windows[0].to;
    if (edge == absl::InfinitePast() || edge == absl::InfiniteFuture()) {
      return absl::InvalidArgumentError(base::StrCat("sql: \"", times.words, "\" has no {", token.text, "}; leave the parameter out"));
    }
    std::erase_if(sql.parameters, [&](const guard::Parameter& known) { return known.name == token.text; });
    sql.parameters.push_back({token.text, token.extra, ValueFor(token.extra, edge)});
  }
  return sql;
}

}  // namespace aurora::query::learned
