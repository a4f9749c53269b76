#include "services/ingest/formats/translators.h"

#include "services/ingest/formats/avro/avro_translator.h"
#include "services/ingest/formats/csv/csv_translator.h"
#include "services/ingest/formats/debezium/debezium_translator.h"
#include "services/ingest/formats/json_schema/json_schema_translator.h"
#include "services/ingest/formats/protobuf/protobuf_translator.h"
#include "services/ingest/formats/raw/raw_translator.h"
#include "services/ingest/transforms/transform_translator.h"

namespace aurora::ingest {

absl::StatusOr<std::unique_ptr<Translators>> Translators::Create(const MessageFormat& format,
                                                                 const Transforms& transforms) {
  if (absl::Status status = Validate(format); !status.ok()) return status;
  auto plan = TransformPlan::Create(transforms, format.envelope);
  if (!plan.ok()) return plan.status();
  std::unique_ptr<Translators> translators(new Translators(format));
  translators->plan_ = *std::move(plan);
  if (format.registry.url.empty()) return translators;
  auto registry = SchemaRegistry::Create(format.registry);
  if (!registry.ok()) return registry.status();
  translators->registry_ = *std::move(registry);
  return translators;
}

std::unique_ptr<Translator> Translators::Make() const {
  if (!plan_->reads_messages()) return MakeOfFormat();
  return std::make_unique<TransformTranslator>(MakeOfFormat(), plan_, TransformTranslator::Names::kOld);
}

std::unique_ptr<Translator> Translators::MakeShowing() const {
  if (plan_->empty()) return MakeOfFormat();
  return std::make_unique<TransformTranslator>(MakeOfFormat(), plan_, TransformTranslator::Names::kNew);
}

std::unique_ptr<Translator> Translators::MakeOfFormat() const {
  if (format_.envelope == Envelope::kNone) return MakeOfKind();
  return std::make_unique<DebeziumTranslator>(MakeOfKind(), MakeOfKind());
}

std::unique_ptr<Translator> Translators::MakeOfKind() const {
  switch (format_.kind) {
    case FormatKind::kJson: return nullptr;
    case FormatKind::kRaw: return std::make_unique<RawTranslator>();
    case FormatKind::kCsv: return std::make_unique<CsvTranslator>(format_.csv);
    case FormatKind::kAvro: return std::make_unique<AvroTranslator>(*registry_);
    case FormatKind::kProtobuf: return std::make_unique<ProtobufTranslator>(*registry_);
    case FormatKind::kJsonSchema: return std::make_unique<JsonSchemaTranslator>(registry_.get());
  }
  return nullptr;
}

absl::Status Translators::Recheck() const { return registry_ == nullptr ? absl::OkStatus() : registry_->Recheck(); }

}  // namespace aurora::ingest
