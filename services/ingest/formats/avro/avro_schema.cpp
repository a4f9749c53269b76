#include "services/ingest/formats/avro/avro_schema.h"

#include <boost/json.hpp>
#include <optional>

#include "libs/base/text.h"
#include "libs/table/rejection.h"

namespace aurora::ingest {
namespace {

namespace json = boost::json;
using Kind = AvroType::Kind;
using Logical = AvroType::Logical;

constexpr int kDecimalScaleMax = 1000;
constexpr int kFixedBytesMax = 1 << 20;

std::optional<Kind> PrimitiveKind(std::string_view name) {
  static const auto& kinds = *new std::map<std::string, Kind, std::less<>>{
      {"null", Kind::kNull},   {"boolean", Kind::kBoolean}, {"int", Kind::kInt},     {"long", Kind::kLong},
      {"float", Kind::kFloat}, {"double", Kind::kDouble},   {"bytes", Kind::kBytes}, {"string", Kind::kString}};
  const auto found = kinds.find(name);
  return found == kinds.end() ? std::nullopt : std::optional(found->second);
}

// What a logical type makes of a kind, and its scale. The names with a capital are those that Debezium writes instead.
struct LogicalName {
  std::string_view name;
  Kind kind;
  Logical logical;
  int scale;
};
constexpr LogicalName kLogicalNames[] = {
    {"date", Kind::kInt, Logical::kDate, 0},
    {"time-millis", Kind::kInt, Logical::kTimeOfDay, 3},
    {"time-micros", Kind::kLong, Logical::kTimeOfDay, 6},
    {"timestamp-millis", Kind::kLong, Logical::kTimestamp, 3},
    {"timestamp-micros", Kind::kLong, Logical::kTimestamp, 6},
    {"timestamp-nanos", Kind::kLong, Logical::kTimestamp, 9},
    {"local-timestamp-millis", Kind::kLong, Logical::kTimestamp, 3},
    {"local-timestamp-micros", Kind::kLong, Logical::kTimestamp, 6},
    {"local-timestamp-nanos", Kind::kLong, Logical::kTimestamp, 9},
    {"uuid", Kind::kString, Logical::kUuid, 0},
    {"uuid", Kind::kFixed, Logical::kUuid, 0},
    {"duration", Kind::kFixed, Logical::kDuration, 0},
    {"io.debezium.time.Date", Kind::kInt, Logical::kDate, 0},
    {"io.debezium.time.Time", Kind::kInt, Logical::kTimeOfDay, 3},
    {"io.debezium.time.MicroTime", Kind::kLong, Logical::kTimeOfDay, 6},
    {"io.debezium.time.NanoTime", Kind::kLong, Logical::kTimeOfDay, 9},
    {"io.debezium.time.Timestamp", Kind::kLong, Logical::kTimestamp, 3},
    {"io.debezium.time.MicroTimestamp", Kind::kLong, Logical::kTimestamp, 6},
    {"io.debezium.time.NanoTimestamp", Kind::kLong, Logical::kTimestamp, 9},
};

std::string TextOf(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}

absl::Status WrongAvro(std::string_view what) { return absl::InvalidArgumentError(base::StrCat("its Avro ", what)); }

}  // namespace

// Builds the nodes of a schema from its JSON.
class AvroSchemaReader {
 public:
  explicit AvroSchemaReader(AvroSchema& schema) : schema_(schema) {}

  absl::StatusOr<const AvroType*> Text(const std::string& text) {
    json::parse_options options;
    options.max_depth = 2 * table::kNestingMax;
    boost::system::error_code error;
    const json::value value = json::parse(text, error, {}, options);
    if (error) {
      // "string" may stand without quotes in registries of old.
      if (const std::optional<Kind> kind = PrimitiveKind(text)) return Add(*kind);
      return WrongAvro("schema is not JSON");
    }
    return Any(value, "", 0);
  }

 private:
  using Node = absl::StatusOr<const AvroType*>;

  Node Add(Kind kind) {
    absl::StatusOr<AvroType*> type = Make(kind);
    if (!type.ok()) return type.status();
    return *type;
  }
  absl::StatusOr<AvroType*> Make(Kind kind) {
    if (schema_.types_.size() >= AvroSchema::kTypesMax) {
      return WrongAvro(base::StrCat("schema has more than ", AvroSchema::kTypesMax, " types"));
    }
    AvroType& type = schema_.types_.emplace_back();
    type.kind = kind;
    return &type;
  }

  Node Any(const json::value& value, const std::string& space, int depth) {
    if (depth > table::kNestingMax) return WrongAvro("schema is nested too deep");
    if (value.is_string()) return Named(std::string(value.get_string()), space);
    if (value.is_array()) return Union(value.get_array(), space, depth);
    if (value.is_object()) return Object(value.get_object(), space, depth);
    return WrongAvro("schema holds a number or null where a type belongs");
  }

  Node Named(const std::string& name, const std::string& space) {
    if (const std::optional<Kind> kind = PrimitiveKind(name)) return Add(*kind);
    auto found = schema_.named_.find(name.find('.') == std::string::npos && !space.empty() ? space + "." + name : name);
    if (found == schema_.named_.end()) found = schema_.named_.find(name);
    if (found != schema_.named_.end()) return found->second;
    return WrongAvro(base::StrCat("schema uses type ", name.substr(0, 200), ", which neither it nor its references define"));
  }

  Node Union(const json::array& branches, const std::string& space, int depth) {
    absl::StatusOr<AvroType*> type = Make(Kind::kUnion);
    if (!type.ok()) return type.status();
    for (const json::value& branch : branches) {
      Node part = Any(branch, space, depth + 1);
      if (!part.ok()) return part.status();
      (*type)->parts.push_back(*part);
    }
    return *type;
  }

  Node Object(const json::object& object, const std::string& space, int depth) {
    const json::value* type = object.if_contains("type");
    if (type == nullptr) return WrongAvro("schema has an object without \"type\"");
    if (!type->is_string()) return Any(*type, space, depth + 1);
    const std::string name(type->get_string());
    if (name == "record" || name == "error") return Record(object, space, depth);
    if (name == "enum" || name == "fixed") return EnumOrFixed(object, name == "enum" ? Kind::kEnum : Kind::kFixed, space);
    if (name == "array" || name == "map") {
      const bool array = name == "array";
      const json::value* element = object.if_contains(array ? "items" : "values");
      if (element == nullptr) return WrongAvro(base::StrCat("schema has an ", name, " that does not say of what"));
      return Container(array ? Kind::kArray : Kind::kMap, *element, space, depth);
    }
    const std::optional<Kind> kind = PrimitiveKind(name);
    if (!kind.has_value()) return Named(name, space);
    absl::StatusOr<AvroType*> made = Make(*kind);
    if (!made.ok()) return made.status();
    SetLogical(object, **made);
    return *made;
  }

  Node Container(Kind kind, const json::value& element, const std::string& space, int depth) {
    absl::StatusOr<AvroType*> type = Make(kind);
    if (!type.ok()) return type.status();
    Node part = Any(element, space, depth + 1);
    if (!part.ok()) return part.status();
    (*type)->parts.push_back(*part);
    return *type;
  }

  // Makes the type known under its full name; *space becomes its namespace.
  absl::StatusOr<AvroType*> Define(const json::object& object, Kind kind, std::string* space) {
    const std::string name = TextOf(object, "name");
    if (name.empty()) return WrongAvro("schema has a record, enum or fixed without a name");
    if (const json::value* own = object.if_contains("namespace"); own != nullptr && own->is_string()) {
      *space = std::string(own->get_string());
    }
    const size_t dot = name.rfind('.');
    if (dot != std::string::npos) *space = name.substr(0, dot);
    const std::string full = dot != std::string::npos || space->empty() ? name : *space + "." + name;
    absl::StatusOr<AvroType*> type = Make(kind);
    if (type.ok()) schema_.named_[full] = *type;
    return type;
  }

  Node Record(const json::object& object, std::string space, int depth) {
    absl::StatusOr<AvroType*> type = Define(object, Kind::kRecord, &space);
    if (!type.ok()) return type.status();
    const json::value* fields = object.if_contains("fields");
    if (fields == nullptr || !fields->is_array()) return WrongAvro("schema has a record without fields");
    for (const json::value& field : fields->get_array()) {
      if (!field.is_object() || TextOf(field.get_object(), "name").empty()) {
        return WrongAvro("schema has a field without a name");
      }
      const json::value* kind = field.get_object().if_contains("type");
      if (kind == nullptr) return WrongAvro("schema has a field without a type");
      Node part = Any(*kind, space, depth + 1);
      if (!part.ok()) return part.status();
      (*type)->names.push_back(TextOf(field.get_object(), "name"));
      (*type)->parts.push_back(*part);
    }
    return *type;
  }

  Node EnumOrFixed(const json::object& object, Kind kind, std::string space) {
    absl::StatusOr<AvroType*> type = Define(object, kind, &space);
    if (!type.ok()) return type.status();
    if (kind == Kind::kFixed) {
      const json::value* size = object.if_contains("size");
      if (size == nullptr || !size->is_int64() || size->get_int64() < 0 || size->get_int64() > kFixedBytesMax) {
        return WrongAvro("schema has a fixed without a size, or a larger one than 1 MiB");
      }
      (*type)->size = static_cast<size_t>(size->get_int64());
      SetLogical(object, **type);
      return *type;
    }
    const json::value* symbols = object.if_contains("symbols");
    if (symbols == nullptr || !symbols->is_array()) return WrongAvro("schema has an enum without symbols");
    for (const json::value& symbol : symbols->get_array()) {
      if (!symbol.is_string()) return WrongAvro("schema has an enum whose symbols are not text");
      (*type)->names.emplace_back(symbol.get_string());
    }
    return *type;
  }

  // A logical type that is unknown or does not fit is left out: then the value is what it is without.
  static void SetLogical(const json::object& object, AvroType& type) {
    std::string name = TextOf(object, "logicalType");
    if (name.empty()) name = TextOf(object, "connect.name");
    if (name == "decimal" && (type.kind == Kind::kBytes || type.kind == Kind::kFixed)) {
      const json::value* scale = object.if_contains("scale");
      const int64_t digits = scale == nullptr ? 0 : scale->is_int64() ? scale->get_int64() : -1;
      if (digits < 0 || digits > kDecimalScaleMax) return;
      type.logical = Logical::kDecimal;
      type.scale = static_cast<int>(digits);
      return;
    }
    for (const LogicalName& known : kLogicalNames) {
      if (known.name != name || known.kind != type.kind) continue;
      if (known.logical == Logical::kUuid && type.kind == Kind::kFixed && type.size != 16) return;
      if (known.logical == Logical::kDuration && type.size != 12) return;
      type.logical = known.logical;
      type.scale = known.scale;
    }
  }

  AvroSchema& schema_;
};

absl::StatusOr<std::unique_ptr<AvroSchema>> AvroSchema::Compile(const RegisteredSchema& registered) {
  if (registered.type != "AVRO") {
    return absl::InvalidArgumentError(base::StrCat("it is of type ", registered.type.substr(0, 40),
                                                   ", and the connection's format is avro; choose the other format"));
  }
  std::unique_ptr<AvroSchema> schema(new AvroSchema());
  AvroSchemaReader reader(*schema);
  for (const RegisteredSchema::Reference& reference : registered.references) {
    if (auto type = reader.Text(reference.text); !type.ok()) return type.status();
  }
  auto root = reader.Text(registered.text);
  if (!root.ok()) return root.status();
  schema->root_ = *root;
  return schema;
}

}  // namespace aurora::ingest
