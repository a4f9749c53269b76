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

TEST_CASE("a phrase that is nothing but the key of a joined table is not found") {
  auto orders = model::MakeTable("shop", "orders", 1000, {model::Column("order_no", "UInt64"), model::Column("customer_id", "UInt64")});
  auto customers = model::MakeTable("shop", "customers", 10, {model::Column("id", "UInt64"), model::Column("city", "String")});
  customers.columns[0].distinct = 10;
  const auto joined = std::make_shared<TableFacts>(customers);
  const Scope scope(std::make_shared<TableFacts>(orders), {joined});
  REQUIRE(scope.size() == 2);
  for (const std::string question : {"id", "ids", "city"}) {
    size_t length = 0;
    const std::vector<Meaning> found = scope.Find(Normalise(question), 0, &length);
    CHECK(found.empty() == (length == 0));
  }
}

TEST_CASE("a column leads to the table whose key it has in some part") {
  const auto depots = [](const std::string& key) {
    auto table = model::MakeTable("hire", "depots", 12, {model::Column(key, "UInt16"), model::Column("region", "String")});
    table.columns[0].distinct = 12;
    return std::make_shared<TableFacts>(table);
  };
  const auto rentals = [](const std::vector<std::string>& columns, uint64_t distinct = 12) {
    auto table = model::MakeTable("hire", "rentals", 9000, {model::Column("rental_no", "String")});
    for (const std::string& name : columns) {
      table.columns.push_back(model::Column(name, "UInt16"));
      table.columns.back().distinct = distinct;
    }
    return TableFacts(table);
  };
  const auto join = FindJoin(rentals({"return_depot", "pickup_depot"}), *depots("depot_id"));
  REQUIRE(join.has_value());
  CHECK(join->left.name == "return_depot");
  CHECK(join->right == "depot_id");
  CHECK(join->other_parts == std::vector<std::string>{"pickup_depot"});
  CHECK(FindJoin(rentals({"depot"}), *depots("depot_id")).has_value());
  CHECK(FindJoin(rentals({"depot_from"}), *depots("depot_id")).has_value());
  CHECK(FindJoin(rentals({"home_depot_id"}), *depots("id")).has_value());
  // Of something else of a depot, and of more than there are.
  CHECK_FALSE(FindJoin(rentals({"depot_distance"}), *depots("depot_id")).has_value());
  CHECK_FALSE(FindJoin(rentals({"pickup_depot"}, 40), *depots("depot_id")).has_value());
}

TEST_CASE("a column whose comment says of whom it is the number is joined to them") {
  catalog::TableProfile members = model::MakeTable("club", "members", 300, {model::Column("member_id", "UInt32"), model::Column("town", "String")});
  members.columns[0].distinct = 300;
  const TableFacts to(members);
  const auto loans = [](const std::string& name, const std::string& comment) {
    catalog::TableProfile table = model::MakeTable("club", "loans", 9000, {model::Column("loan_no", "String"), model::Column(name, "UInt32", {}, comment)});
    table.columns[1].distinct = 200;
    return TableFacts(table);
  };
  for (const char* comment : {"member who borrows", "the member that lends", "members.member_id", "member", "id of the member"}) {
    INFO(comment);
    const auto join = FindJoin(loans("lender_id", comment), to);
    REQUIRE(join.has_value());
    CHECK(join->left.name == "lender_id");
    CHECK(join->right == "member_id");
  }
  for (const char* comment : {"", "member discount code", "what members see", "of the catalogue"}) {
    INFO(comment);
    CHECK_FALSE(FindJoin(loans("lender_id", comment), to).has_value());
  }
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
