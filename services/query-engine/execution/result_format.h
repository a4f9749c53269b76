#pragma once

#include <string_view>

namespace aurora::query::execution {

enum class ResultFormat { kJsonRows, kNdjson, kCsv, kArrow, kParquet };

// The engine's name of it.
constexpr std::string_view EngineFormat(ResultFormat format) {
  switch (format) {
    case ResultFormat::kJsonRows:
      return "JSONCompactEachRowWithNamesAndTypes";
    case ResultFormat::kNdjson:
      return "JSONEachRow";
    case ResultFormat::kCsv:
      return "CSVWithNames";
    case ResultFormat::kArrow:
      return "ArrowStream";
    case ResultFormat::kParquet:
      return "Parquet";
  }
  return "";
}

// Whether a row is one line, so that a result can be cut between two rows.
constexpr bool IsLines(ResultFormat format) {
  return format == ResultFormat::kJsonRows || format == ResultFormat::kNdjson || format == ResultFormat::kCsv;
}

}  // namespace aurora::query::execution
