#include "libs/table/column_name.h"

#include <catch2/catch.hpp>

#include "libs/table/schema.h"

namespace aurora::table {
namespace {

TEST_CASE("columns are named after paths") {
  ColumnNamer namer;
  CHECK(namer.Name({"customer", "address", "city"}) == "customer_address_city");
  CHECK(namer.Name({"customerId"}) == "customerId");
  CHECK(namer.Name({"price in $"}) == "price_in_");
  CHECK(namer.Name({"2nd"}) == "_2nd");
  CHECK(namer.Name({"größe"}) == "gr_e");
  CHECK(namer.Name({""}) == "_");
}

TEST_CASE("a name that is taken gets a number") {
  ColumnNamer namer;
  namer.Reserve("id");
  CHECK(namer.Name({"ID"}) == "ID_2");
  CHECK(namer.Name({"a", "b"}) == "a_b");
  CHECK(namer.Name({"a_b"}) == "a_b_2");
  CHECK(namer.Name({"a.b"}) == "a_b_3");
  CHECK(namer.Name({"_offset"}) == "_offset_2");
}

TEST_CASE("every name is valid, also of long and strange paths") {
  ColumnNamer namer;
  for (const std::string& step : {std::string(500, 'x'), std::string(500, 'x'), std::string("\xFF\xFE"),
                                  std::string("\0a", 2), std::string("`; DROP TABLE t")}) {
    CHECK(IsName(namer.Name({step})));
  }
}

TEST_CASE("a topic names its table") {
  CHECK(TableNameFor("shop.orders-v2") == "shop_orders_v2");
  CHECK(TableNameFor("...") == "topic");
}

}  // namespace
}  // namespace aurora::table
