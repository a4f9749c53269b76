#include "services/query-engine/service/conversion.h"

#include <algorithm>

namespace aurora::query::service {
namespace {

// As many as the protocol promises.
constexpr size_t kValuesShownMax = 20;

}  // namespace

absl::StatusOr<execution::ResultFormat> FromProto(v1::ResultFormat format) {
  switch (format) {
    case v1::RESULT_FORMAT_UNSPECIFIED:
    case v1::RESULT_FORMAT_JSON_ROWS:
      return execution::ResultFormat::kJsonRows;
    case v1::RESULT_FORMAT_NDJSON:
      return execution::ResultFormat::kNdjson;
    case v1::RESULT_FORMAT_CSV:
      return execution::ResultFormat::kCsv;
    case v1::RESULT_FORMAT_ARROW:
      return execution::ResultFormat::kArrow;
    case v1::RESULT_FORMAT_PARQUET:
      return execution::ResultFormat::kParquet;
    default:
      return absl::InvalidArgumentError("the result format is unknown; use one of aurora.query.v1.ResultFormat");
  }
}

void ToProto(const std::vector<execution::ResultColumn>& columns, v1::Started* started) {
  for (const execution::ResultColumn& column : columns) {
    v1::ResultColumn* message = started->add_columns();
    message->set_name(column.name);
    message->set_type(column.type);
  }
}

void ToProto(const execution::RunResult& result, v1::Finished* finished) {
  v1::QueryStats* stats = finished->mutable_stats();
  stats->set_rows_read(result.rows_read);
  stats->set_bytes_read(result.bytes_read);
  stats->set_result_rows(result.result_rows);
  stats->set_result_bytes(result.result_bytes);
  stats->set_elapsed_ms(absl::ToDoubleMilliseconds(result.elapsed));
  finished->set_truncated(result.truncated);
}

void ToProto(std::optional<absl::Time> newest, absl::Time now, v1::Freshness* freshness) {
  if (!newest.has_value()) return;
  const int64_t nanos = absl::ToUnixNanos(*newest);
  int64_t seconds = nanos / 1'000'000'000;
  int64_t rest = nanos % 1'000'000'000;
  if (rest < 0) {
    rest += 1'000'000'000;
    --seconds;
  }
  freshness->mutable_complete_to()->set_seconds(seconds);
  freshness->mutable_complete_to()->set_nanos(static_cast<int32_t>(rest));
  freshness->set_lag_ms(absl::ToDoubleMilliseconds(now - *newest));
}

void ToProto(const catalog::TableProfile& table, v1::Table* message) {
  message->set_database(table.database);
  message->set_table(table.table);
  message->set_comment(table.comment);
  message->set_rows(table.rows);
  message->set_bytes(table.bytes);
  message->set_time_column(table.time_column);
  for (const catalog::ColumnProfile& column : table.columns) {
    if (column.Hidden()) continue;
    v1::Column* out = message->add_columns();
    out->set_name(column.name);
    out->set_type(column.type);
    out->set_comment(column.comment);
    for (size_t i = 0; i < std::min(column.values.size(), kValuesShownMax); ++i) {
      out->add_values(column.values[i].value);
    }
  }
}

void ToProto(const std::vector<guard::Parameter>& parameters,
             google::protobuf::RepeatedPtrField<v1::Parameter>* messages) {
  for (const guard::Parameter& parameter : parameters) {
    v1::Parameter* message = messages->Add();
    message->set_name(parameter.name);
    message->set_type(parameter.type);
    message->set_value(parameter.value);
  }
}

void ToProto(const answer::Reading& reading, v1::Reading* message) {
  switch (reading.status) {
    case answer::Status::kAnswered:
      message->set_status(v1::ASK_STATUS_ANSWERED);
      break;
    case answer::Status::kClarify:
      message->set_status(v1::ASK_STATUS_CLARIFY);
      break;
    case answer::Status::kRefused:
      message->set_status(v1::ASK_STATUS_REFUSED);
      break;
  }
  message->set_sql(reading.sql.text);
  ToProto(reading.sql.parameters, message->mutable_parameters());
  message->set_interpretation(reading.interpretation);
  for (const answer::Assumption& assumption : reading.assumptions) {
    v1::Assumption* out = message->add_assumptions();
    out->set_id(assumption.id);
    out->set_words(assumption.words);
    out->set_reading(assumption.reading);
    out->set_source(assumption.defined ? v1::ASSUMPTION_SOURCE_DEFINITION : assumption.said ? v1::ASSUMPTION_SOURCE_SAID : v1::ASSUMPTION_SOURCE_GUESSED);
    for (const answer::ReadingChoice& choice : assumption.alternatives) {
      v1::AssumptionAlternative* other = out->add_alternatives();
      other->set_id(choice.id);
      other->set_reading(choice.reading);
    }
  }
  message->set_confidence(reading.confidence);
  message->set_generator(reading.generator);
  if (!reading.chart.kind.empty()) {
    message->mutable_chart()->set_kind(reading.chart.kind);
    message->mutable_chart()->set_x(reading.chart.x);
    for (const std::string& y : reading.chart.y) message->mutable_chart()->add_y(y);
    message->mutable_chart()->set_series(reading.chart.series);
  }
  message->set_conversation_id(reading.conversation_id);
  for (const answer::Alternative& alternative : reading.alternatives) {
    v1::Alternative* out = message->add_alternatives();
    out->set_question(alternative.question);
    out->set_sql(alternative.sql);
    out->set_reason(alternative.reason);
  }
  for (const std::string& source : reading.sources) message->add_sources(source);
  message->set_answer_id(reading.id);
  if (reading.verified.has_value()) {
    message->mutable_verified()->set_id(reading.verified->id);
    message->mutable_verified()->set_made_by(reading.verified->made_by);
    message->mutable_verified()->mutable_verified_at()->set_seconds(absl::ToUnixSeconds(reading.verified->at));
  }
  for (const answer::Used& used : reading.used) {
    v1::UsedKnowledge* out = message->add_used();
    out->set_kind(used.kind);
    out->set_id(used.id);
    out->set_name(used.name);
    out->set_text(used.text);
  }
  for (const std::string& warning : reading.warnings) message->add_warnings(warning);
  if (reading.model_use.has_value()) {
    v1::ModelUse* use = message->mutable_model_use();
    use->set_tokens_in(static_cast<uint64_t>(reading.model_use->tokens_in));
    use->set_tokens_out(static_cast<uint64_t>(reading.model_use->tokens_out));
    use->set_cost(reading.model_use->cost);
    use->set_cached(reading.model_use->cached);
  }
}

}  // namespace aurora::query::service
