#include "services/query-engine/language/schema/scope.h"

#include <catch2/catch.hpp>

#include "services/query-engine/model/test_tables.h"

namespace aurora::query::language {

TEST_CASE("of a condition without a column, as a glossary's term has it, nothing is true") {
  const Scope scope(std::make_shared<TableFacts>(model::MakeTable("shop", "orders", 10, {model::Column("order_id", "UInt64"), model::Column("state", "String")})), {});
  const Condition defined;
  const ColumnFacts& facts = scope.Facts(defined.operand.column);
  CHECK_FALSE((facts.event || facts.status || facts.flag || facts.category || facts.id));
  CHECK(facts.words.empty());
  CHECK(scope.Facts({0, "order_id"}).id);
}

}  // namespace aurora::query::language
