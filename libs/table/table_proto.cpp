#include "libs/table/table_proto.h"

#include "aurora/schema/v1/table.pb.h"

namespace aurora::table {
namespace {

namespace wire = schema::v1;

wire::EpochUnit ToProto(EpochUnit unit) {
  switch (unit) {
    case EpochUnit::kNone:
      return wire::EPOCH_UNIT_UNSPECIFIED;
    case EpochUnit::kSeconds:
      return wire::EPOCH_UNIT_SECONDS;
    case EpochUnit::kMilliseconds:
      return wire::EPOCH_UNIT_MILLISECONDS;
    case EpochUnit::kMicroseconds:
      return wire::EPOCH_UNIT_MICROSECONDS;
  }
  return wire::EPOCH_UNIT_UNSPECIFIED;
}

absl::StatusOr<EpochUnit> FromProto(wire::EpochUnit unit) {
  switch (unit) {
    case wire::EPOCH_UNIT_UNSPECIFIED:
      return EpochUnit::kNone;
    case wire::EPOCH_UNIT_SECONDS:
      return EpochUnit::kSeconds;
    case wire::EPOCH_UNIT_MILLISECONDS:
      return EpochUnit::kMilliseconds;
    case wire::EPOCH_UNIT_MICROSECONDS:
      return EpochUnit::kMicroseconds;
    default:
      return absl::InvalidArgumentError("epoch_unit is unknown; use seconds, milliseconds or microseconds");
  }
}

}  // namespace

void ToProto(const Field& field, wire::Field* out) {
  out->set_name(field.name);
  out->set_type(field.type.Name());
  out->clear_path();
  for (const std::string& step : field.path) out->add_path(step);
  out->set_comment(field.comment);
  out->set_epoch_unit(ToProto(field.epoch_unit));
}

void ToProto(const TableSchema& schema, wire::TableSchema* out) {
  out->set_database(schema.database);
  out->set_table(schema.table);
  out->clear_fields();
  for (const Field& field : schema.fields) ToProto(field, out->add_fields());
  out->set_time_column(schema.time_column);
  out->set_partition_by(schema.partition_by);
  out->clear_order_by();
  for (const std::string& expression : schema.order_by) out->add_order_by(expression);
  out->set_comment(schema.comment);
  out->set_version(schema.version);
  out->set_version_column(schema.version_column);
  out->set_deleted_column(schema.deleted_column);
}

absl::StatusOr<Field> FromProto(const wire::Field& field) {
  Field result;
  result.name = field.name();
  absl::StatusOr<Type> type = ParseType(field.type());
  if (!type.ok()) {
    return absl::InvalidArgumentError("column " + field.name().substr(0, kNameBytesMax) + ": " +
                                      std::string(type.status().message()));
  }
  result.type = *type;
  result.path.assign(field.path().begin(), field.path().end());
  result.comment = field.comment();
  absl::StatusOr<EpochUnit> unit = FromProto(field.epoch_unit());
  if (!unit.ok()) return unit.status();
  result.epoch_unit = *unit;
  return result;
}

absl::StatusOr<TableSchema> FromProto(const wire::TableSchema& schema) {
  TableSchema result;
  result.database = schema.database();
  result.table = schema.table();
  result.fields.reserve(static_cast<size_t>(schema.fields_size()));
  for (const wire::Field& field : schema.fields()) {
    absl::StatusOr<Field> converted = FromProto(field);
    if (!converted.ok()) return converted.status();
    result.fields.push_back(*std::move(converted));
  }
  result.time_column = schema.time_column();
  result.partition_by = schema.partition_by();
  result.order_by.assign(schema.order_by().begin(), schema.order_by().end());
  result.comment = schema.comment();
  result.version = schema.version();
  result.version_column = schema.version_column();
  result.deleted_column = schema.deleted_column();
  return result;
}

}  // namespace aurora::table
