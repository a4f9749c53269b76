#include "services/ingest/pipeline/fields/absence.h"

#include <catch2/catch.hpp>

namespace aurora::ingest {
namespace {

table::TableSchema Schema() {
  table::TableSchema schema;
  for (const char* name : {"id", "state", "at", "total"}) {
    schema.fields.push_back({name, table::Type::Of(table::Kind::kString), {name}, "", {}});
  }
  schema.fields.push_back({"coupon", *table::ParseType("Nullable(String)"), {"coupon"}, "", {}});
  table::AddOwnFields(schema);
  schema.order_by = {"state", "toDate(at)"};
  return schema;
}

using Names = std::vector<std::string>;

TEST_CASE("columns that a message lacks become Nullable when it is an event of the table") {
  CHECK(ColumnsToWiden(Schema(), {"total"}, {}) == Names{"total"});
  CHECK(ColumnsToWiden(Schema(), {"id", "total"}, {}) == Names{"id", "total"});
}

TEST_CASE("a message without a column of the key, or of one that cannot be changed, is a dead letter") {
  CHECK(ColumnsToWiden(Schema(), {"at"}, {}).empty());
  CHECK(ColumnsToWiden(Schema(), {"total", "state"}, {}).empty());
  CHECK(ColumnsToWiden(Schema(), {"id", "total"}, {"total"}).empty());
}

TEST_CASE("a message that shares no column with the table changes nothing") {
  table::TableSchema schema = Schema();
  schema.order_by = {"_timestamp"};
  CHECK(ColumnsToWiden(schema, {"id", "state", "at", "total"}, {}).empty());
  CHECK(ColumnsToWiden(schema, {"id", "state", "at"}, {}) == Names{"id", "state", "at"});
}

TEST_CASE("the columns travel with the status, and only with it") {
  const absl::Status status = AbsentColumnsError("topic t, partition 0, offset 5", {"id", "total"});
  CHECK(AbsentColumnsOf(status) == Names{"id", "total"});
  CHECK(status.message() == "topic t, partition 0, offset 5: no value for id, total, which every message before had");
  CHECK(AbsentColumnsOf(absl::FailedPreconditionError(status.message())).empty());
  CHECK(AbsentColumnsOf(absl::OkStatus()).empty());
}

}  // namespace
}  // namespace aurora::ingest
