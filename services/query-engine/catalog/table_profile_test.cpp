#include "services/query-engine/catalog/table_profile.h"

#include <catch2/catch.hpp>

namespace aurora::query::catalog {
namespace {

ColumnProfile Column(std::string name, std::string type) {
  ColumnProfile column;
  column.name = std::move(name);
  column.type = std::move(type);
  ClassifyColumn(column);
  return column;
}

}  // namespace

TEST_CASE("types are classified through their wrappers") {
  CHECK(Column("a", "LowCardinality(Nullable(String))").column_class == ColumnClass::kText);
  CHECK(Column("a", "LowCardinality(Nullable(String))").nullable);
  CHECK(Column("a", "Nullable(Decimal(18, 2))").column_class == ColumnClass::kNumber);
  CHECK(Column("a", "DateTime64(3, 'UTC')").column_class == ColumnClass::kTime);
  CHECK(Column("a", "Date32").column_class == ColumnClass::kDate);
  CHECK(Column("a", "Bool").column_class == ColumnClass::kBool);
  CHECK(Column("a", "Array(String)").array);
  CHECK(Column("a", "Map(String, String)").column_class == ColumnClass::kOther);
}

TEST_CASE("the time column is the one that the table is kept by, else the first") {
  std::vector<ColumnProfile> columns = {Column("requested_at", "DateTime"), Column("done_at", "DateTime64(3)"),
                                        Column("_timestamp", "DateTime64(3)")};
  CHECK(ChooseTimeColumn(columns) == "requested_at");
  columns[1].in_partition_key = true;
  CHECK(ChooseTimeColumn(columns) == "done_at");
  CHECK(ChooseTimeColumn({Column("id", "String"), Column("_timestamp", "DateTime64(3)")}) == "_timestamp");
  CHECK(ChooseTimeColumn({Column("day", "Date"), Column("at", "DateTime")}) == "at");
  CHECK(ChooseTimeColumn({Column("id", "String")}).empty());
}

}  // namespace aurora::query::catalog
