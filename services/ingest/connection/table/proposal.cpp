#include "services/ingest/connection/table/proposal.h"

#include <algorithm>

#include "libs/base/text.h"
#include "libs/table/create_table.h"
#include "services/ingest/connection/table/latest_state.h"
#include "services/ingest/formats/message_elements.h"
#include "services/ingest/formats/raw/raw_translator.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

// Of what schema inference is given.
constexpr size_t kValuesMax = 10'000;

bool IsUsable(const kafka::SampledMessage& message) {
  return !message.tombstone && message.value.size() == message.value_bytes;
}

// Messages as JSON, and those that are none.
struct Readable {
  std::vector<std::string> values;
  std::vector<RejectedSamples> rejected;
  // Members of the key of the first change.
  std::vector<std::string> key;
  // Of the first rejected one, for people.
  std::string reason;
  // Messages that a filter leaves out.
  size_t filtered = 0;
};

void Count(std::string_view code, std::vector<RejectedSamples>& rejected) {
  for (RejectedSamples& known : rejected) {
    if (known.reason != code) continue;
    ++known.count;
    return;
  }
  rejected.push_back({std::string(code), 1});
}

// Adds one message, or one of its objects.
absl::Status Read(const MessageBytes& bytes, Translator* translator, Readable& readable) {
  std::string json;
  if (translator == nullptr) {
    json = bytes.value;
  } else if (Translation translation = translator->Translate(bytes, &json); !translation.trouble.ok()) {
    return translation.trouble;
  } else if (translation.rejection != table::Rejection::kNone) {
    Count(table::RejectionCode(translation.rejection), readable.rejected);
    if (readable.reason.empty()) {
      readable.reason = base::StrCat(table::RejectionText(translation.rejection),
                                     translation.detail.empty() ? "" : ": ", translation.detail);
    }
    return absl::OkStatus();
  } else if (translation.nothing) {
    readable.filtered += translation.filtered ? 1 : 0;
    return absl::OkStatus();
  } else if (readable.key.empty()) {
    readable.key = translator->key_members();
  }
  readable.values.push_back(std::move(json));
  return absl::OkStatus();
}

absl::StatusOr<Readable> Read(const std::vector<kafka::SampledMessage>& messages, const Translators& translators,
                              bool several) {
  const std::unique_ptr<Translator> translator = translators.MakeShowing();
  const size_t elements_max = std::max<size_t>(1, kValuesMax / std::max<size_t>(1, messages.size()));
  Readable readable;
  for (const kafka::SampledMessage& message : messages) {
    if (!IsUsable(message)) continue;
    MessageBytes bytes{message.key, message.value, message.offset, message.timestamp_ms};
    std::vector<std::string_view> elements{message.value};
    if (several) elements = ElementsOf(message.value, elements_max);
    for (const std::string_view element : elements) {
      bytes.value = element;
      if (absl::Status status = Read(bytes, translator.get(), readable); !status.ok()) return status;
    }
  }
  return readable;
}

// Inference would make times and numbers of texts that look like them.
absl::StatusOr<TableProposal> RawProposal(const ProposalQuestion& question, const TransformPlan& plan) {
  TableProposal proposal;
  table::TableSchema& schema = proposal.schema;
  schema.database = question.database;
  schema.table = question.table;
  schema.comment = base::StrCat("Kafka topic ", question.topic);
  table::Field text{std::string(kRawColumn), table::Type::Of(table::Kind::kString), {std::string(kRawColumn)},
                    "the message as it is", table::EpochUnit::kNone};
  for (const TransformPlan::Rename& rename : plan.renames()) {
    if (rename.from == text.path) text.name = rename.to;
  }
  schema.fields.push_back(std::move(text));
  table::AddOwnFields(schema);
  schema.time_column = table::kTimestampColumn;
  schema.partition_by = base::StrCat("toYYYYMM(", table::kTimestampColumn, ")");
  schema.order_by = {std::string(table::kTimestampColumn)};
  absl::StatusOr<std::string> sql = table::CreateTableSql(schema);
  if (!sql.ok()) return sql.status();
  proposal.create_table_sql = *std::move(sql);
  const auto samples =
      static_cast<uint64_t>(std::count_if(question.messages.begin(), question.messages.end(), IsUsable));
  proposal.evidence.push_back(
      {schema.fields[0].name, samples, 0, samples, 0, {}, "raw messages are one column of text"});
  proposal.reasons = {"raw messages carry no time that could be known: Kafka's own timestamp says when the row happened"};
  return proposal;
}

}  // namespace

bool HasUsableSample(const std::vector<kafka::SampledMessage>& messages) {
  return std::any_of(messages.begin(), messages.end(), IsUsable);
}

bool HoldSeveral(const MessageFormat& format, const std::vector<kafka::SampledMessage>& messages) {
  if (!format.may_hold_several()) return false;
  return format.several == Several::kRows ||
         std::any_of(messages.begin(), messages.end(),
                     [](const kafka::SampledMessage& message) { return IsUsable(message) && HoldsSeveral(message.value); });
}

void FitElements(const MessageFormat& format, table::TableSchema& schema) {
  if (!format.may_hold_several()) {
    std::erase_if(schema.fields, [](const table::Field& field) {
      return field.name == table::kElementColumn && field.path.empty();
    });
  } else if (format.several == Several::kRows) {
    table::AddElementField(schema);
  }
}

absl::StatusOr<TableProposal> ProposeTable(const ProposalQuestion& question, const Translators& translators,
                                           Neighbours& neighbours, absl::Time deadline) {
  if (question.format.kind == FormatKind::kRaw) return RawProposal(question, translators.plan());
  const bool several = HoldSeveral(question.format, question.messages);
  absl::StatusOr<Readable> readable = Read(question.messages, translators, several);
  if (!readable.ok()) return readable.status();
  if (readable->values.empty() && !readable->reason.empty()) {
    return absl::InvalidArgumentError(base::StrCat("topic ", question.topic, ": no message can be read as ",
                                                   FormatName(question.format.kind), ", the first one is ",
                                                   readable->reason));
  }
  if (readable->values.empty() && readable->filtered > 0) {
    return absl::InvalidArgumentError(base::StrCat("topic ", question.topic, ": the filters leave out all of the ",
                                                   readable->filtered,
                                                   " messages that were looked at, so that no table can be proposed; loosen them, "
                                                   "or wait for messages that meet them"));
  }
  absl::StatusOr<TableProposal> proposal =
      neighbours.InferSchema(readable->values, question.database, question.table, question.topic, deadline);
  if (!proposal.ok()) return proposal.status();
  const bool adapted = !translators.plan().empty();
  if (adapted) AdaptSchema(translators.plan(), proposal->schema);
  if (question.format.envelope != Envelope::kNone) {
    if (absl::Status status = MakeLatestState(readable->key, proposal->schema); !status.ok()) return status;
    proposal->reasons = {"the table holds the latest state of each row of the source, by its key"};
  }
  if (several) {
    table::AddElementField(proposal->schema);
    proposal->reasons.push_back(base::StrCat("a message may hold several objects, as an array or one a line: each is a row, and ",
                                             table::kElementColumn, " says which of them"));
  }
  if (adapted || several || question.format.envelope != Envelope::kNone) {
    absl::StatusOr<std::string> sql = table::CreateTableSql(proposal->schema);
    if (!sql.ok()) return sql.status();
    proposal->create_table_sql = *std::move(sql);
  }
  proposal->rejected.insert(proposal->rejected.end(), readable->rejected.begin(), readable->rejected.end());
  return proposal;
}

}  // namespace aurora::ingest
