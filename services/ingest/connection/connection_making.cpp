#include <algorithm>

#include "absl/time/clock.h"
#include "libs/base/identifier.h"
#include "libs/base/text.h"
#include "libs/table/column_name.h"
#include "services/ingest/connection/connection_manager.h"
#include "services/ingest/connection/table/proposal.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {

Transforms WithSalt(Transforms transforms) {
  if (transforms.HasHash() && transforms.salt.empty()) transforms.salt = base::Secret::Random();
  return transforms;
}

absl::Status ConnectionManager::Propose(const ConnectionWish& wish, TopicInspector& inspector,
                                        const std::vector<TopicView>& views, Definition& definition,
                                        absl::Time deadline) {
  auto translators = Translators::Create(definition.format, definition.transforms);
  if (!translators.ok()) return translators.status();
  if (wish.schema.has_value()) {
    definition.schema = wish.schema;
    // Where its history begins.
    definition.schema->version = std::max(definition.schema->version, 1u);
    table::AddOwnFields(*definition.schema);
    FitElements(definition.format, *definition.schema);
    if (absl::Status status = CheckSchema((*translators)->plan(), *definition.schema); !status.ok()) return status;
    if (absl::Status status = CheckKeyColumns((*translators)->plan(), *definition.schema); !status.ok()) return status;
    return table::ValidateSchema(*definition.schema);
  }
  if (AreEmpty(views)) return absl::OkStatus();
  auto samples = inspector.Sample(views, {}, kSamplesDefault, deadline);
  if (!samples.ok()) return samples.status();
  absl::StatusOr<TableProposal> proposal =
      ProposeTable({*samples, definition.format, definition.database, definition.table, definition.source()}, **translators,
                   parts_.neighbours, deadline);
  // Garbage only so far: the connection waits for better messages.
  if (absl::IsInvalidArgument(proposal.status())) return absl::OkStatus();
  if (!proposal.ok()) return proposal.status();
  absl::StatusOr<table::TableSchema> schema = parts_.tables.Adopt(std::move(proposal->schema), definition.format, deadline);
  if (!schema.ok()) return schema.status();
  definition.schema = *std::move(schema);
  return CheckKeyColumns((*translators)->plan(), *definition.schema);
}

absl::Status ConnectionManager::SkipWhatIsHeld(TopicInspector& inspector, const TopicView& view,
                                               const table::TableSchema& schema, SourceTopic& topic, absl::Time deadline) {
  auto newest = parts_.tables.NewestRows(schema, topic.name, deadline);
  if (!newest.ok()) return newest.status();
  for (const auto& [partition, row] : *newest) {
    const auto marks = view.range.find(partition);
    auto start = topic.start_offsets.find(partition);
    if (marks == view.range.end() || start == topic.start_offsets.end() || start->second > row.offset ||
        row.offset >= marks->second.high) {
      continue;
    }
    // The same offset may belong to an earlier topic of that name: the message's time tells.
    TopicView one{view.topic, {{partition, {row.offset, row.offset + 1}}}, view.id};
    one.topic.partitions = {partition};
    auto message = inspector.Sample({one}, {}, 1, deadline);
    if (!message.ok()) return message.status();
    const bool same = std::any_of(message->begin(), message->end(), [&, &row_ = row](const auto& sample) {
      return sample.offset == row_.offset && sample.timestamp_ms == row_.timestamp_ms;
    });
    if (same) start->second = row.offset + 1;
  }
  return absl::OkStatus();
}

absl::Status ConnectionManager::FindStarts(const ConnectionWish& wish, TopicInspector& inspector,
                                           const std::vector<TopicView>& views, Definition& definition,
                                           absl::Time deadline) {
  for (const auto& [partition, offset] : wish.start.offsets) {
    if (partition.topic.empty() && definition.several()) {
      return absl::InvalidArgumentError(base::StrCat("start of partition ", partition.number,
                                                     ": the connection reads several topics; say which one is meant"));
    }
    if (!partition.topic.empty() && definition.FindTopic(partition.topic) == nullptr) {
      return absl::InvalidArgumentError(
          base::StrCat("start of ", kafka::Place(partition), ": the connection does not read this topic"));
    }
  }
  for (size_t i = 0; i < views.size(); ++i) {
    auto start = inspector.StartOffsets(views[i], wish.start, deadline);
    if (!start.ok()) return start.status();
    definition.topics[i].start_offsets = *std::move(start);
  }
  return absl::OkStatus();
}

absl::Status ConnectionManager::CheckRetention(const Definition& definition, absl::Time deadline) {
  for (const Transform& step : definition.transforms.steps) {
    if (step.kind != TransformKind::kDeduplicate) continue;
    ClickHouseKeyStore keys(parts_.clickhouse, *definition.schema);
    return keys.CheckRetention(step.within, deadline);
  }
  return absl::OkStatus();
}

absl::Status ConnectionManager::CheckUnused(const Definition& definition) {
  absl::StatusOr<std::map<std::string, Definition>> all = store_.All();
  if (!all.ok()) return all.status();
  for (const auto& [id, other] : *all) {
    if (other.target() != definition.target()) continue;
    const auto reads = [](const Definition& one, const Definition& two) -> std::string {
      const absl::StatusOr<TopicPattern> pattern = TopicPattern::Create(one.topic_pattern);
      for (const SourceTopic& topic : two.topics) {
        if (one.FindTopic(topic.name) != nullptr || (pattern.ok() && pattern->Matches(topic.name))) return topic.name;
      }
      return {};
    };
    std::string both = reads(other, definition);
    if (both.empty()) both = reads(definition, other);
    if (both.empty() && other.source() == definition.source()) both = definition.source();
    if (both.empty()) continue;
    return absl::AlreadyExistsError(base::StrCat("topic ", both, " is connected to table ", definition.target(),
                                                 " already, by connection ", id));
  }
  return absl::OkStatus();
}

absl::StatusOr<Definition> ConnectionManager::Define(const ConnectionWish& wish, TopicInspector& inspector,
                                                     const std::vector<TopicView>& views,
                                                     absl::Time deadline) {
  Definition definition;
  definition.id = base::MakeIdentifier("c-");
  definition.cluster = wish.cluster;
  definition.topic_pattern = wish.source.pattern;
  for (const TopicView& view : views) definition.topics.push_back({view.topic.name, {}, view.id});
  definition.start = wish.start;
  definition.batch = wish.batch;
  definition.evolution = wish.evolution;
  definition.format = wish.format;
  definition.transforms = WithSalt(wish.transforms);
  definition.stop_above = wish.stop_above;
  definition.created_at = absl::Now();
  const std::string database = wish.schema ? wish.schema->database : wish.database;
  const std::string table = wish.schema ? wish.schema->table : wish.table;
  definition.database = database.empty() ? default_database_ : database;
  if (table.empty() && definition.several()) {
    return absl::InvalidArgumentError(
        base::StrCat(wish.source.Text(), ": say which table they go into, for example orders"));
  }
  definition.table = table.empty() ? table::TableNameFor(definition.topics.front().name) : table;
  if (!table::IsName(definition.database) || table::IsReservedDatabase(definition.database)) {
    return absl::InvalidArgumentError(base::StrCat("database \"", definition.database.substr(0, 100),
                                                   "\" cannot be loaded into; choose another name"));
  }
  if (!table::IsName(definition.table)) {
    return absl::InvalidArgumentError(base::StrCat("table \"", definition.table.substr(0, 200),
                                                   "\" is not a name; use letters, digits and underscores"));
  }
  if (absl::Status status = CheckUnused(definition); !status.ok()) return status;
  if (absl::Status status = FindStarts(wish, inspector, views, definition, deadline); !status.ok()) return status;
  if (absl::Status status = Propose(wish, inspector, views, definition, deadline); !status.ok()) return status;
  if (!definition.schema.has_value()) return definition;
  definition.schema->database = definition.database;
  definition.schema->table = definition.table;
  if (absl::Status status = parts_.neighbours.EnsureDatabase(definition.database, deadline); !status.ok()) {
    return status;
  }
  if (absl::Status status = parts_.tables.Ensure(*definition.schema, deadline); !status.ok()) return status;
  if (absl::Status status = CheckRetention(definition, deadline); !status.ok()) return status;
  for (size_t i = 0; i < views.size(); ++i) {
    absl::Status status = SkipWhatIsHeld(inspector, views[i], *definition.schema, definition.topics[i], deadline);
    if (!status.ok()) return status;
  }
  return definition;
}

}  // namespace aurora::ingest
