#include "services/ingest/connection/table/shown_message.h"

#include <map>
#include <memory>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/clock.h"
#include "libs/base/text.h"
#include "services/ingest/deduplication/duplicate_judge.h"
#include "services/ingest/deduplication/key_columns.h"
#include "services/ingest/deduplication/key_window.h"
#include "services/ingest/formats/message_elements.h"
#include "services/ingest/pipeline/batches/batch_builder.h"
#include "services/ingest/transforms/transformed_columns.h"

namespace aurora::ingest {
namespace {

// Of one message; the text is cut further where it leaves.
constexpr size_t kElementsShownMax = 100;

// A window for each partition of a sample, and the keys that lie in more than one.
class SampledKeys : public DuplicateJudge {
 public:
  SampledKeys(absl::Duration within, KeyColumns& key) : within_(within), key_(key) {}

  // Messages of this partition come.
  void Enter(const kafka::Partition& partition) {
    partition_ = partition;
    std::unique_ptr<KeyWindow>& window = windows_[partition];
    if (window == nullptr) window = std::make_unique<KeyWindow>(within_, kNoFloor, budget_);
  }
  size_t spread() const { return spread_.size(); }

  bool IsDuplicate(const std::vector<clickhouse::Column>& columns, int64_t, int64_t timestamp_ms) override {
    const std::optional<KeyHash> key = key_.OfLastRow(columns);
    if (key.has_value() && partition_of_.try_emplace(*key, partition_).first->second != partition_) spread_.insert(*key);
    return windows_[partition_]->Judge(key, timestamp_ms) == KeyWindow::Verdict::kDuplicate;
  }
  void Held(int64_t, int64_t) override {}
  // A sample is smaller than the budget.
  const absl::Status& trouble() const override { return trouble_; }

 private:
  const absl::Duration within_;
  KeyColumns& key_;
  KeyBudget budget_;
  kafka::Partition partition_;
  std::map<kafka::Partition, std::unique_ptr<KeyWindow>> windows_;
  absl::flat_hash_map<KeyHash, kafka::Partition> partition_of_;
  absl::flat_hash_set<KeyHash> spread_;
  absl::Status trouble_;
};

}  // namespace

absl::StatusOr<std::vector<ShownMessage>> Show(const std::vector<kafka::SampledMessage>& messages,
                                               const Translators& translators, bool several) {
  std::vector<ShownMessage> shown;
  if (translators.plan().empty()) return shown;
  const std::unique_ptr<Translator> translator = translators.MakeShowing();
  for (const kafka::SampledMessage& message : messages) {
    ShownMessage& one = shown.emplace_back();
    // One that was cut cannot be read.
    if (message.value.size() != message.value_bytes) continue;
    MessageBytes bytes{message.key, message.value, message.offset, message.timestamp_ms, message.tombstone};
    std::vector<std::string_view> elements{message.value};
    if (several) elements = ElementsOf(message.value, kElementsShownMax);
    size_t filtered = 0;
    for (const std::string_view element : elements) {
      bytes.value = element;
      std::string json;
      const Translation translation = translator->Translate(bytes, &json);
      if (!translation.trouble.ok()) return translation.trouble;
      filtered += translation.filtered ? 1 : 0;
      if (translation.nothing || translation.rejection != table::Rejection::kNone) continue;
      if (!one.json.empty()) one.json += '\n';
      one.json += json;
    }
    one.filtered = !elements.empty() && filtered == elements.size();
  }
  return shown;
}

absl::StatusOr<std::string> ShowDuplicates(const std::vector<kafka::SampledMessage>& messages,
                                           const Translators& translators, const table::TableSchema& schema,
                                           std::vector<ShownMessage>& shown) {
  const TransformPlan& plan = translators.plan();
  if (!plan.deduplication().has_value() || shown.size() != messages.size()) return std::string();
  absl::StatusOr<KeyColumns> key = KeyColumns::Create(*plan.deduplication(), schema);
  if (!key.ok()) return key.status();
  auto format = RowFormat::Create("", schema, {plan.dropped_fields(), CastColumns(plan, schema)});
  if (!format.ok()) return format.status();
  (*format)->translator = translators.Make();
  (*format)->set_aside = [](const IncomingMessage&, std::string_view, std::string) {};
  auto pool = BlockPool::Create(schema);
  if (!pool.ok()) return pool.status();

  std::map<std::pair<kafka::Partition, int64_t>, size_t> in_order;
  for (size_t i = 0; i < messages.size(); ++i) {
    const kafka::SampledMessage& message = messages[i];
    if (message.value.size() != message.value_bytes) continue;
    in_order[{{message.topic, message.partition}, message.offset}] = i;
  }
  SampledKeys keys(plan.deduplication()->within, *key);
  for (const auto& [place, index] : in_order) {
    const kafka::SampledMessage& message = messages[index];
    keys.Enter(place.first);
    BatchBuilder builder(**format, **pool, BatchBounds{}, place.first, "", message.offset, PendingRange{}, -1, &keys);
    builder.Add({message.offset, message.timestamp_ms, message.key, message.value, message.tombstone}, absl::Now());
    const std::unique_ptr<Batch> batch = builder.Seal();
    if (batch == nullptr) continue;
    shown[index].duplicate = !batch->skipped.empty() && batch->skipped[0].reason == SkipReason::kDuplicate;
    if (shown[index].duplicate) shown[index].json.clear();
    (*pool)->GiveBack(*batch);
  }
  if (keys.spread() == 0) return std::string();
  return base::StrCat("deduplicate: ", keys.spread(), " keys of the sample lie in several partitions, which are not compared with "
                                                      "each other; have the producer choose the partition by the same fields");
}

}  // namespace aurora::ingest
