#include "libs/table/schema.h"

#include <catch2/catch.hpp>
#include <functional>

#include "libs/base/text.h"

namespace aurora::table {
namespace {

TableSchema Orders() {
  TableSchema schema;
  schema.database = "shop";
  schema.table = "orders";
  schema.fields = {{"state", Type::LowCardinalityString(), {"state"}},
                   {"at", Type::DateTime64(3), {"at"}},
                   {"coupon", *ParseType("Nullable(String)"), {"coupon"}}};
  schema.time_column = "at";
  schema.partition_by = "toYYYYMM(at)";
  schema.order_by = {"state", "at"};
  AddOwnFields(schema);
  return schema;
}

TEST_CASE("a whole schema is accepted") {
  CHECK(ValidateSchema(Orders()).ok());
  CHECK(Orders().fields.size() == 8);
}

TEST_CASE("a schema that cannot become a table is refused with the object named") {
  struct Case {
    const char* what;
    std::function<void(TableSchema&)> break_it;
    const char* named;
  };
  const Case cases[] = {
      {"reserved database", [](auto& s) { s.database = "System"; }, "System"},
      {"database name", [](auto& s) { s.database = "a-b"; }, "a-b"},
      {"table name", [](auto& s) { s.table = ""; }, "table name"},
      {"column name", [](auto& s) { s.fields[0].name = "1st`"; }, "1st`"},
      {"twice", [](auto& s) { s.fields[0].name = "at"; }, "at"},
      {"same path", [](auto& s) { s.fields[0].path = {"at"}; }, "at"},
      {"no path", [](auto& s) { s.fields[0].path.clear(); }, "state"},
      {"own column from a message", [](auto& s) { s.fields[0].name = "_offset"; }, "_offset"},
      {"own column missing", [](auto& s) { s.fields.pop_back(); }, "_overflow"},
      {"own column of another type", [](auto& s) { s.fields[5].type = Type::Of(Kind::kUInt64); }, "Int64"},
      {"column after own ones", [](auto& s) { std::swap(s.fields[0], s.fields.back()); }, "own"},
      {"time column", [](auto& s) { s.time_column = "state"; }, "state"},
      {"key of an unknown column", [](auto& s) { s.order_by = {"city"}; }, "city"},
      {"key that is Nullable", [](auto& s) { s.order_by = {"coupon"}; }, "coupon"},
      {"function of text", [](auto& s) { s.partition_by = "toYYYYMM(state)"; }, "state"},
      {"unknown function", [](auto& s) { s.partition_by = "sleep(at)"; }, "sleep(at)"},
      {"SQL in a key", [](auto& s) { s.order_by = {"at) SETTINGS x=1 --"}; }, "SETTINGS"},
      {"epoch of text", [](auto& s) { s.fields[0].epoch_unit = EpochUnit::kSeconds; }, "state"},
  };
  for (const Case& c : cases) {
    INFO(c.what);
    TableSchema schema = Orders();
    c.break_it(schema);
    const absl::Status status = ValidateSchema(schema);
    CHECK(status.code() == absl::StatusCode::kInvalidArgument);
    CHECK_THAT(std::string(base::Message(status)), Catch::Contains(c.named));
  }
}

}  // namespace
}  // namespace aurora::table
