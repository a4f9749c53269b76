#include <catch2/catch.hpp>

#include "services/query-engine/model/test_tables.h"
#include "services/query-engine/retrieval/meaning_search.h"

namespace aurora::query::retrieval {
namespace {

MeaningHit Hit(std::string table, std::string column, std::string value, double cosine) { return {{"lifts", std::move(table), std::move(column), cosine}, std::move(value)}; }

std::string Chosen(std::vector<MeaningHit> hits) {
  std::string text;
  for (const MeaningHit& hit : ChooseMeaning(std::move(hits))) text += hit.column.table + "." + hit.column.column + "=" + hit.value + " ";
  return text;
}

}  // namespace

TEST_CASE("words mean the one thing that is near, and nothing where two are") {
  CHECK(Chosen({Hit("rides", "state", "stuck", 0.7), Hit("rides", "cabin", "", 0.5)}) == "rides.state=stuck ");
  CHECK(Chosen({Hit("rides", "cabin", "", 0.6), Hit("rides", "state", "stuck", 0.7)}) == "");
  CHECK(Chosen({Hit("rides", "state", "stuck", 0.7), Hit("rides", "state", "held", 0.65)}) == "");
  CHECK(Chosen({Hit("rides", "state", "stuck", 0.5)}) == "");
}

TEST_CASE("a column is no rival of its value, nor of a column of the same name elsewhere") {
  CHECK(Chosen({Hit("rides", "state", "stuck", 0.7), Hit("rides", "state", "", 0.69)}) == "rides.state=stuck ");
  CHECK(Chosen({Hit("rides", "cabin", "", 0.7), Hit("faults", "cabin", "", 0.66), Hit("rides", "cabin", "", 0.65)}) == "rides.cabin= faults.cabin= ");
}

TEST_CASE("of a table, columns are embedded by name and comment, and values that are no names") {
  const catalog::TableProfile rides = model::MakeTable("lifts", "rides", 100,
                                                       {model::Column("end_state", "String", {"ok", "stuck_between"}, "ok = arrived, stuck_between = halted"), model::Column("building", "String", {"Elm House", "Oak House"})});
  std::vector<std::string> texts;
  for (const MeaningText& one : DescribeMeanings(rides)) texts.push_back(one.column + "|" + one.value + "|" + one.text);
  const std::vector<std::string> wanted = {"end_state||end state", "end_state||end state: ok = arrived, stuck_between = halted", "end_state|ok|ok, arrived", "end_state|ok|end state ok: arrived",
                                           "end_state|stuck_between|stuck between, halted", "end_state|stuck_between|end state stuck between: halted", "building||building"};
  CHECK(texts == wanted);
}

}  // namespace aurora::query::retrieval
