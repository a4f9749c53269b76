#include "gateway/api/exchange.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <vector>

#include "libs/base/text.h"

namespace aurora::gateway::api {
namespace {

using boost::asio::awaitable;

// Doubles the number of a body; writes down what its parts were asked in `steps`.
struct Doubling {
  std::vector<std::string> steps;
  absl::Status failure;

  http::Response Run(const std::string& body) {
    const auto read = [this](const http::Request& request) -> absl::StatusOr<int> {
      steps.push_back("read");
      if (request.body.empty()) return absl::InvalidArgumentError("a number is missing");
      return static_cast<int>(request.body.size());
    };
    const auto ask = [this](int number, const http::Request&) -> awaitable<absl::StatusOr<int>> {
      steps.push_back("ask");
      if (!failure.ok()) co_return failure;
      co_return number * 2;
    };
    const auto show = [this](int number) {
      steps.push_back("show");
      return json::object{{"number", number}};
    };
    const auto tell = [this](const http::Request&, int status, int input, const int* output) {
      steps.push_back(base::StrCat("tell ", status, " ", input, " ", output == nullptr ? 0 : *output));
    };
    const Exchange<decltype(read), decltype(ask), decltype(show), decltype(tell)> exchange{read, ask, show, tell};
    http::Request request;
    request.body = body;
    http::Response response;
    boost::asio::io_context context;
    boost::asio::co_spawn(
        context, [&]() -> awaitable<void> { response = co_await Carry(exchange, request); }, boost::asio::detached);
    context.run();
    return response;
  }
};

TEST_CASE("an exchange reads, asks, shows and tells") {
  Doubling doubling;
  const http::Response response = doubling.Run("three");
  CHECK(response.status == 200);
  CHECK(response.body == "{\"number\":10}");
  CHECK(doubling.steps == std::vector<std::string>{"read", "ask", "show", "tell 200 5 10"});
}

TEST_CASE("what cannot be read is asked nobody and told nowhere") {
  Doubling doubling;
  const http::Response response = doubling.Run("");
  CHECK(response.status == 400);
  CHECK(response.content_type == "application/problem+json");
  CHECK(doubling.steps == std::vector<std::string>{"read"});
}

TEST_CASE("what fails is told, and not shown") {
  Doubling doubling;
  doubling.failure = absl::NotFoundError("there is none");
  CHECK(doubling.Run("three").status == 404);
  CHECK(doubling.steps == std::vector<std::string>{"read", "ask", "tell 404 5 0"});
}

}  // namespace
}  // namespace aurora::gateway::api
