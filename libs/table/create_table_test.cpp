#include "libs/table/create_table.h"

#include <catch2/catch.hpp>

namespace aurora::table {
namespace {

TableSchema Orders() {
  TableSchema schema;
  schema.database = "shop";
  schema.table = "orders";
  schema.fields = {{"state", Type::LowCardinalityString(), {"state"}, "US state, e.g. 'CA'"},
                   {"at", Type::DateTime64(3), {"at"}}};
  schema.time_column = "at";
  schema.partition_by = "toYYYYMM(at)";
  schema.order_by = {"state", "at"};
  schema.comment = "orders";
  AddOwnFields(schema);
  return schema;
}

TEST_CASE("a schema becomes a MergeTree") {
  const auto sql = CreateTableSql(Orders());
  REQUIRE(sql.ok());
  CHECK(*sql == R"(CREATE TABLE IF NOT EXISTS `shop`.`orders`
(
    `state` LowCardinality(String) COMMENT 'US state, e.g. \'CA\'',
    `at` DateTime64(3, 'UTC'),
    `_topic` LowCardinality(String) COMMENT 'Kafka topic of the message',
    `_partition` Int32 COMMENT 'Kafka partition of the message',
    `_offset` Int64 COMMENT 'Kafka offset of the message',
    `_timestamp` DateTime64(3, 'UTC') COMMENT 'Kafka timestamp of the message',
    `_overflow` String COMMENT 'fields of the message that have no column, as JSON',
    INDEX `_offset_range` `_offset` TYPE minmax GRANULARITY 1
)
ENGINE = MergeTree
PARTITION BY toYYYYMM(`at`)
ORDER BY (`state`, `at`)
SETTINGS non_replicated_deduplication_window = 1000
COMMENT 'orders')");
}

TEST_CASE("without keys and with syncing") {
  TableSchema schema = Orders();
  schema.partition_by.clear();
  schema.order_by.clear();
  schema.comment.clear();
  const auto sql = CreateTableSql(schema, {.if_not_exists = false, .fsync = true});
  REQUIRE(sql.ok());
  CHECK_THAT(*sql, Catch::StartsWith("CREATE TABLE `shop`"));
  CHECK_THAT(*sql, Catch::EndsWith("ENGINE = MergeTree\nORDER BY tuple()\nSETTINGS "
                                   "non_replicated_deduplication_window = 1000, fsync_after_insert = 1, "
                                   "fsync_part_directory = 1"));
}

TEST_CASE("a schema that is not valid becomes no SQL") {
  TableSchema schema = Orders();
  schema.order_by = {"at); DROP TABLE x; --"};
  CHECK_FALSE(CreateTableSql(schema).ok());
}

TEST_CASE("text cannot leave its quotes") {
  CHECK(QuoteLiteral("a'b\\c\n") == "'a\\'b\\\\c\\n'");
  CHECK(QuoteIdentifier("a`b\\") == "`a\\`b\\\\`");
}

TEST_CASE("columns are added and widened") {
  const Field field{"coupon", *ParseType("Nullable(String)"), {"coupon"}, "why"};
  CHECK(AddColumnSql(Orders(), field, "at") ==
        "ALTER TABLE `shop`.`orders` ADD COLUMN IF NOT EXISTS `coupon` Nullable(String) COMMENT 'why' AFTER "
        "`at`");
  CHECK(ModifyColumnsSql(Orders(), {field}) ==
        "ALTER TABLE `shop`.`orders` MODIFY COLUMN `coupon` Nullable(String) COMMENT 'why'");
}

}  // namespace
}  // namespace aurora::table
