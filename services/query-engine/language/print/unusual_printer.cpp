#include "services/query-engine/language/print/unusual_printer.h"

#include <algorithm>

#include "libs/base/text.h"

namespace aurora::query::language {
namespace {

// What is usual is learned from this long before the window.
constexpr absl::Duration kPast = absl::Hours(24 * 28);
constexpr int kUnusualShown = 10;

bool Bounded(const LogicalForm& form) {
  return form.window.has_value() && form.window->from != absl::InfinitePast() && form.window->to != absl::InfiniteFuture();
}

std::string Rank(const LogicalForm& form) {
  const std::string by = form.direction == Direction::kDown ? "score ASC"
                                                            : (form.direction == Direction::kUp ? "score DESC" : "abs(score) DESC");
  return base::StrCat("\nORDER BY ", by, "\nLIMIT ", form.limit > 0 ? form.limit : kUnusualShown);
}

class UnusualPrinter {
 public:
  UnusualPrinter(const LogicalForm& form, ExpressionPrinter& print) : form_(form), print_(print), measure_(form.measures[0]) {}

  std::string Run() {
    if (form_.HasBucket()) return Buckets();
    if (measure_.kind == MeasureKind::kRatio) return Shares();
    if (Bounded(form_)) return measure_.kind == MeasureKind::kCount || measure_.kind == MeasureKind::kSum ||
                                       measure_.kind == MeasureKind::kCountDistinct
                                   ? CountsAgainstPast()
                                   : LevelsAgainstPast();
    return AgainstOthers();
  }

 private:
  std::string Keys() const {
    std::string keys;
    for (const Group& group : form_.groups) base::StrAppend(&keys, keys.empty() ? "" : ", ", PrintName(group.name));
    return keys;
  }
  std::string SelectedKeys() const {
    std::string keys;
    for (const Group& group : form_.groups) {
      const std::string expression = print_.OfGroup(group);
      base::StrAppend(&keys, keys.empty() ? "" : ", ", expression);
      if (expression != PrintName(group.name)) base::StrAppend(&keys, " AS ", PrintName(group.name));
    }
    return keys;
  }
  std::string Past() {
    return print_.Window({form_.window->from - kPast, form_.window->from, ""}, "_past");
  }

  // Rows that fulfil the condition among all rows: a binomial score against the own past, or all others.
  std::string Shares() {
    const std::string wanted = print_.All(measure_.parts[0].only);
    const std::string base = print_.All(measure_.parts[1].only);
    const auto counted = [](const std::string& a, const std::string& b) {
      const std::string both = a.empty() ? b : (b.empty() ? a : base::StrCat(a, " AND ", b));
      return both.empty() ? std::string("count()") : base::StrCat("countIf(", both, ")");
    };
    std::string now;
    std::string past;
    std::string where = print_.Filters();
    if (Bounded(form_)) {
      now = print_.Window(*form_.window, "");
      past = Past();
      where = And(where, base::StrCat("((", now, ") OR (", past, "))"));
    }
    const std::string before = Bounded(form_) ? base::StrCat(counted(wanted, past), " AS hits_before, ", counted(base, past), " AS rows_before")
                                              : "0 AS hits_before, 0 AS rows_before";
    return base::StrCat(
        "SELECT ", Keys(), ", hits / all_rows AS ", PrintName(measure_.name), ", usual, hits, all_rows,\n",
        "  (hits - all_rows * usual) / sqrt(all_rows * usual * (1 - usual) + 1) AS score\nFROM (\n",
        "SELECT ", Keys(), ", hits, all_rows,\n",
        "  if(rows_before >= 30, (hits_before + 1) / (rows_before + 2), sum(hits) OVER () / greatest(sum(all_rows) OVER (), 1)) AS usual\n",
        "FROM (\nSELECT ", SelectedKeys(), ", ", counted(wanted, now), " AS hits, ", counted(base, now), " AS all_rows, ", before, "\nFROM ",
        print_.From(), where.empty() ? "" : "\nWHERE " + where, "\nGROUP BY ", Keys(), "\n)\n)\nWHERE all_rows > 0", Rank(form_));
  }

  // As many as usual, give or take the square root.
  std::string CountsAgainstPast() {
    const std::string now = print_.Window(*form_.window, "");
    const std::string past = Past();
    const double part = absl::ToDoubleSeconds(form_.window->to - form_.window->from) / absl::ToDoubleSeconds(kPast);
    const std::string where = And(print_.Filters(), base::StrCat("((", now, ") OR (", past, "))"));
    const std::string name = PrintName(measure_.name);
    return base::StrCat("SELECT ", Keys(), ", ", name, ", before * ", part, " AS expected,\n  (toFloat64(", name,
                        ") - expected) / sqrt(abs(expected) + 1) AS score\nFROM (\nSELECT ", SelectedKeys(), ", ",
                        print_.OfMeasure(measure_, now), " AS ", name, ", toFloat64(", print_.OfMeasure(measure_, past),
                        ") AS before\nFROM ", print_.From(), "\nWHERE ", where, "\nGROUP BY ", Keys(), "\n)", Rank(form_));
  }

  std::string LevelsAgainstPast() {
    const std::string now = print_.Window(*form_.window, "");
    const std::string past = Past();
    Measure spread = measure_;
    spread.kind = MeasureKind::kDeviation;
    Measure rows;
    rows.only = measure_.only;
    const std::string where = And(print_.Filters(), base::StrCat("((", now, ") OR (", past, "))"));
    const std::string name = PrintName(measure_.name);
    return base::StrCat("SELECT ", Keys(), ", ", name, ", expected,\n  (toFloat64(", name,
                        ") - expected) / (spread / sqrt(rows_now) + abs(expected) / 100 + 1e-9) AS score\nFROM (\nSELECT ", SelectedKeys(), ", ",
                        print_.OfMeasure(measure_, now), " AS ", name, ", toFloat64(", print_.OfMeasure(measure_, past),
                        ") AS expected, toFloat64(", print_.OfMeasure(spread, past), ") AS spread, ", print_.OfMeasure(rows, now),
                        " AS rows_now\nFROM ", print_.From(), "\nWHERE ", where, "\nGROUP BY ", Keys(),
                        "\n)\nWHERE rows_now > 0 AND isFinite(score)", Rank(form_));
  }

  // Median and median absolute deviation of all groups.
  std::string AgainstOthers() {
    const std::string name = PrintName(measure_.name);
    const std::string where = print_.Where();
    return base::StrCat("SELECT ", Keys(), ", ", name, ", expected,\n  (", name,
                        " - expected) / (1.4826 * deviation + sqrt(abs(expected)) / 10 + 1e-9) AS score\nFROM (\nSELECT ", Keys(), ", ", name,
                        ", expected, quantileExact(0.5)(abs(", name, " - expected)) OVER () AS deviation\nFROM (\nSELECT ", Keys(), ", ", name,
                        ", quantileExact(0.5)(", name, ") OVER () AS expected\nFROM (\nSELECT ", SelectedKeys(), ", toFloat64(",
                        print_.OfMeasure(measure_, ""), ") AS ", name, "\nFROM ", print_.From(), where.empty() ? "" : "\nWHERE " + where,
                        "\nGROUP BY ", Keys(), "\n)\n)\n)", Rank(form_));
  }

  // Buckets against the same hour of the day before.
  std::string Buckets() {
    const Group& bucket = form_.groups[0];
    const bool additive = measure_.kind == MeasureKind::kCount || measure_.kind == MeasureKind::kSum;
    const std::string name = PrintName(measure_.name);
    const std::string key = PrintName(bucket.name);
    std::string fill;
    std::string unit = UnitName(bucket.grain.unit);
    for (char& c : unit) c = static_cast<char>(c - 32);
    LogicalForm whole = form_;
    if (Bounded(form_) && additive) {
      const absl::Time from = StartOf(bucket.grain, form_.window->from);
      // A bucket that is still filling is not low.
      const absl::Time to = StartOf(bucket.grain, form_.window->to);
      const std::string first = print_.BindBucket("fill_from", bucket.grain, from);
      fill = base::StrCat("\nORDER BY ", key, " WITH FILL FROM ", first, " TO ", print_.BindBucket("fill_to", bucket.grain, to),
                          " STEP INTERVAL ", bucket.grain.count, " ", unit);
    }
    const std::string where = print_.Where();
    std::string before = print_.Filters();
    if (Bounded(form_)) before = And(before, Past());
    const bool by_hour = static_cast<int>(bucket.grain.unit) <= static_cast<int>(Unit::kHour);
    double share = 1;
    if (bucket.grain.unit == Unit::kMinute) share = bucket.grain.count / 60.0;
    Group hour = bucket;
    hour.kind = GroupKind::kHourOfDay;
    Group day = bucket;
    day.grain = {Unit::kDay, 1};
    const std::string days = base::StrCat("greatest(uniqExact(", print_.OfGroup(day), "), 1)");
    const std::string usual = additive ? base::StrCat("toFloat64(", print_.OfMeasure(measure_, ""), ") * ", share, " / ", days)
                                       : base::StrCat("toFloat64(", print_.OfMeasure(measure_, ""), ")");
    std::string limit;
    if (form_.direction == Direction::kDown && form_.window.has_value() && form_.window->to != absl::InfiniteFuture()) {
      limit = base::StrCat("\nWHERE ", key, " < ", print_.BindBucket("complete_to", bucket.grain, StartOf(bucket.grain, form_.window->to)));
    }
    const std::string seen = base::StrCat("SELECT ", print_.OfGroup(bucket), " AS ", key, ", toFloat64(", print_.OfMeasure(measure_, ""), ") AS ",
                                          name, "\nFROM ", print_.From(), where.empty() ? "" : "\nWHERE " + where, "\nGROUP BY ", key, fill);
    const std::string past = base::StrCat("SELECT ", by_hour ? print_.OfGroup(hour) : "0", " AS slot, ", usual, " AS usual\nFROM ", print_.From(),
                                          before.empty() ? "" : "\nWHERE " + before, "\nGROUP BY slot");
    const std::string scale = additive ? "sqrt(abs(expected) + 1)" : "(abs(expected) / 10 + 1e-9)";
    return base::StrCat("SELECT ", key, ", ", name, ", ifNull(usual, 0) AS expected, (", name, " - expected) / ", scale, " AS score\nFROM (\n", seen,
                        "\n) AS seen\nLEFT JOIN (\n", past, "\n) AS past ON ", by_hour ? base::StrCat("toHour(seen.", key, ")") : "toUInt8(0)",
                        " = past.slot", limit, Rank(form_));
  }

  const LogicalForm& form_;
  ExpressionPrinter& print_;
  const Measure& measure_;
};

}  // namespace

std::string PrintUnusual(const LogicalForm& form, ExpressionPrinter& print) { return UnusualPrinter(form, print).Run(); }

}  // namespace aurora::query::language
