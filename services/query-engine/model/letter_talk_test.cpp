#include <catch2/catch.hpp>

#include "services/query-engine/catalog/catalog.h"
#include "services/query-engine/model/test_parser.h"

// Questions as they are put in a letter: greeted and thanked for, and with a sentence beside them that says what the number is for.

namespace aurora::query::model {
namespace {

using catalog::Snapshot;

// A rental of skis: what goes out, and the repairs of it.
std::shared_ptr<const Snapshot> Skis() {
  auto snapshot = std::make_shared<Snapshot>();
  snapshot->version = 1;
  snapshot->tables.push_back(MakeTable("ski", "rentals", 9'000,
                                       {Distinct(Column("rental_id", "UInt64"), 9'000), Sorted(Column("taken_at", "DateTime('UTC')")), Column("branch", "LowCardinality(String)", {"Davos", "Arosa", "Flims"}), Column("booked_by", "LowCardinality(String)", {"phone", "web", "counter"}),
                                        Column("status", "LowCardinality(String)", {"kept", "cancelled", "refunded"}), Column("price_eur", "Decimal(8, 2)"), Distinct(Column("guest_id", "UInt32"), 3'000), Column("pieces", "UInt8"),
                                        Column("outcome", "LowCardinality(String)", {"back", "not_home"}, "taken back by the bank")}));
  snapshot->tables.push_back(MakeTable("ski", "repairs", 2'000, {Distinct(Column("repair_id", "UInt32"), 2'000), Sorted(Column("done_at", "DateTime('UTC')")), Column("kind", "LowCardinality(String)", {"edge", "wax", "binding"}), Column("minutes", "UInt16")}));
  NameTables(*snapshot);
  return snapshot;
}

constexpr auto& CheckHas = CheckHasOver<Skis>;
constexpr auto& CheckLacks = CheckLacksOver<Skis>;

void CheckDeclined(const std::string& question) {
  static const TestParser parser(Skis());
  INFO(question);
  CHECK(SqlOf(parser.Ask(question)).find("none: ") == 0);
}

// What the second question is read as behind the first.
std::string Then(const std::string& first, const std::string& second) {
  static const TestParser parser(Skis());
  const Generated before = parser.Ask(first);
  INFO(first << " -> " << SqlOf(before));
  CHECK(before.form != nullptr);
  return SqlOf(parser.Ask(second, before.form.get()));
}

}  // namespace

TEST_CASE("a sentence behind the question that says what the number is for is no part of it") {
  for (const char* remark : {"The board meets at five.", "I have to plan who answers the telephone on such days.", "We are thinking about electric ones.", "It is for the new contract with the printer.", "He or she deserves a day off.",
                             "I need it for the size of our mailing.", "Our lawyers would like to know what is coming.", "I am seeing our bank tomorrow.", "The landlord claims that the place was shut.", "Marta is writing the letter.",
                             "The bank denies everything.", "Our accountant asks for it.", "I would like to apologise to them myself.", "I have promised the manager there a figure.", "The website was being repaired at that time."}) {
    CheckHas(std::string("How many rentals were booked by phone last month? ") + remark, "booked_by = phone");
    CheckHas(std::string("How many rentals were booked by phone last month? ") + remark, ">= 2026-10-01");
  }
}

TEST_CASE("a sentence before the question is no part of it where the tables know none of its words") {
  CheckHas("We are reviewing our opening hours: how many rentals were booked by phone last month?", "booked_by = phone");
  CheckHas("Our insurer asked for a figure. How many rentals were booked by phone last month?", "booked_by = phone");
  CheckHas("Hello, I have to brief the landlord. How many rentals were there per branch last month? Many thanks in advance!", "GROUP BY branch");
}

TEST_CASE("a sentence that says something of the rows is never dropped") {
  for (const char* said : {"The cancelled ones do not count.", "Only those of regulars.", "Snowboards do not count.", "The regulars are enough.", "The juniors should be left out.", "We only care about juniors.", "I mean the juniors.",
                           "A regular comes at least twice a week.", "I need it for Davos.", "They must be juniors.", "I am preparing a talk about Davos.", "It is for Davos.", "We opened another branch on Monday.", "I would like to see the juniors.",
                           "The heavy users have more than three.", "I need them by age."}) {
    const std::string question = std::string("How many rentals were booked by phone last month? ") + said;
    static const TestParser parser(Skis());
    const std::string sql = SqlOf(parser.Ask(question));
    INFO(question << " -> " << sql);
    const bool narrowed = sql.find("cancelled") != std::string::npos || sql.find("Davos") != std::string::npos;
    CHECK((sql.find("none: ") == 0 || narrowed));
  }
  CheckDeclined("The juniors pay late. How many rentals did they have last month?");
}

TEST_CASE("greetings, thanks and courtesies say nothing") {
  CheckHas("Dear colleague, how many rentals were booked by phone last month?", "booked_by = phone");
  CheckHas("How many rentals were booked by phone last month? Kind regards, Anna", "booked_by = phone");
  CheckHas("Great, thank you very much. How many rentals were booked by phone last month?", "booked_by = phone");
  CheckHas("How many rentals were booked by phone last month, if it is not too much trouble?", "booked_by = phone");
  CheckHas("How many rentals were booked by phone last month? Best, Tom", "booked_by = phone");
  CheckHas("If you have a minute, how many rentals were booked by phone last month?", "booked_by = phone");
}

TEST_CASE("to send somebody a number is to show it") {
  CheckHas("Please send me the number of rentals per branch last month", "GROUP BY branch");
  CheckHas("Could you send us the rentals of last month booked by phone, so that Marta can look at them first?", "booked_by = phone");
  CheckDeclined("Please send me an email when a rental is cancelled");
  CheckDeclined("Please send the cancelled guests a voucher");
  CheckDeclined("Send me the number of rentals every Monday");
}

TEST_CASE("a polite follow-up changes one thing of the question before") {
  const std::string first = "How many rentals were booked by phone last month?";
  CheckSqlHas(first, Then(first, "Could you restrict this to Davos, please?"), "branch = Davos");
  CheckSqlHas(first, Then(first, "Thank you. And in Davos, please?"), "booked_by = phone");
  CheckSqlHas(first, Then(first, "Great, thanks. How many of these were in Davos?"), "booked_by = phone");
  CheckSqlHas(first, Then(first, "Could you give me the same for web, please?"), "booked_by = web");
  CheckSqlHas(first, Then(first, "And by branch, if it is not too much trouble."), "GROUP BY branch");
  CheckSqlHas(first, Then(first, "Same number per branch, please. The board meets at five."), "booked_by = phone");
}

TEST_CASE("nobody at home is a value that says not home") {
  CheckHas("how many rentals found nobody at home last month?", "outcome = not_home");
  CheckHas("how many rentals were there last month when nobody was at home?", "outcome = not_home");
}

TEST_CASE("a rate of one state is followed by that of another") {
  const std::string sql = Then("What percentage of the rentals was cancelled last month?", "and the same for refunded?");
  CheckSqlHas("and the same for refunded?", sql, "refunded");
  CheckSqlLacks("and the same for refunded?", sql, "cancelled");
  CheckSqlLacks("and the same for refunded?", sql, "AND status");
}

TEST_CASE("the day before certain hours of a day is the same hours of it") {
  CheckSqlHas("and the day before that?", Then("how many rentals were there between 8am and 10am on Tuesday?", "and the day before that?"), "2026-11-16 08:00");
}

}  // namespace aurora::query::model
