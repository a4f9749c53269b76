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

TEST_CASE("a number that the rows of many tables have of their own joins none of them") {
  const auto tables = [](size_t count) {
    std::vector<std::shared_ptr<const TableFacts>> made;
    for (size_t i = 0; i < count; ++i) {
      catalog::TableProfile profile = model::MakeTable("office", "book_" + std::string(1, static_cast<char>('a' + i)), 100, {model::Column("entry_id", "UInt64"), model::Column("remark", "String")});
      profile.columns[0].distinct = 100;
      made.push_back(std::make_shared<TableFacts>(profile));
    }
    return made;
  };
  const auto few = tables(3);
  CHECK(Scope(few[0], few).size() == 3);
  const auto many = tables(20);
  CHECK(Scope(many[0], many).size() == 1);
  CHECK(Scope(many[0], many).reverse().empty());
}

}  // namespace aurora::query::language
