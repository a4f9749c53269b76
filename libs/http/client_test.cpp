#include "libs/http/client.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "libs/base/text.h"
#include "libs/http/cancellation.h"
#include "libs/http/scripted_names.h"
#include "libs/http/scripted_server.h"

namespace aurora::http {
namespace {

using base::StrCat;

std::string Ok(std::string_view body) {
  return StrCat("HTTP/1.1 200 OK\r\nX-Thing:  a b \r\nContent-Length: ", body.size(), "\r\n\r\n", body);
}

absl::Time Soon() { return absl::Now() + absl::Seconds(10); }

TEST_CASE("a call carries method, query, headers and body, and connections are kept") {
  std::string seen;
  ScriptedServer server([&](const std::string& request) {
    seen = request;
    return Ok("hello");
  });
  auto client = Client::Create(server.ClientOptions());
  REQUIRE(client.ok());
  const std::string two = "two";
  Request request;
  request.method = "POST";
  request.path = "/a";
  request.query = {{"q", "a&b c/%"}};
  request.headers = {{"X-One", "1"}, {"X-Empty", ""}};
  request.body_pieces = {"one ", two};
  for (int i = 0; i < 3; ++i) {
    auto response = (*client)->Send(request, Soon());
    REQUIRE(response.ok());
    CHECK(response->status == 200);
    CHECK(response->body == "hello");
    CHECK(response->Header("x-thing") == "a b");
  }
  CHECK(seen.find("POST /a?q=a%26b%20c%2F%25 HTTP/1.1\r\n") == 0);
  CHECK(seen.find("X-One: 1\r\n") != std::string::npos);
  CHECK(seen.find("X-Empty:\r\n") != std::string::npos);
  CHECK(seen.find("Expect") == std::string::npos);
  CHECK(seen.ends_with("\r\n\r\none two"));
  CHECK(server.connections() == 1);
}

TEST_CASE("a pulled body is sent in chunks, and its error ends the call") {
  std::string seen;
  ScriptedServer server([&](const std::string& request) {
    seen = request;
    return Ok("");
  });
  auto client = Client::Create(server.ClientOptions());
  int pulls = 0;
  Request request;
  request.method = "POST";
  request.body_pull = [&](char* buffer, size_t) -> absl::StatusOr<size_t> {
    if (++pulls > 2) return 0;
    buffer[0] = 'x';
    return 1;
  };
  REQUIRE((*client)->Send(request, Soon()).ok());
  CHECK(seen.ends_with("1\r\nx\r\n1\r\nx\r\n0\r\n\r\n"));
  request.body_pull = [](char*, size_t) -> absl::StatusOr<size_t> { return absl::DataLossError("gone"); };
  CHECK((*client)->Send(request, Soon()).status() == absl::DataLossError("gone"));
}

TEST_CASE("a body streams, an error's body does not") {
  int status = 200;
  ScriptedServer server([&](const std::string&) {
    return StrCat("HTTP/1.1 ", status, " X\r\nContent-Length: 4\r\n\r\nbody");
  });
  auto client = Client::Create(server.ClientOptions());
  std::string streamed;
  int heads = 0;
  Request request;
  request.on_head = [&](const Response& head) {
    heads += head.status;
    return absl::OkStatus();
  };
  request.on_body = [&](std::string_view piece) {
    streamed.append(piece);
    return absl::OkStatus();
  };
  auto response = (*client)->Send(request, Soon());
  REQUIRE(response.ok());
  CHECK(streamed == "body");
  CHECK(response->body.empty());
  CHECK(heads == 200);
  status = 500;
  streamed.clear();
  response = (*client)->Send(request, Soon());
  REQUIRE(response.ok());
  CHECK(streamed.empty());
  CHECK(response->body == "body");
  status = 200;
  request.on_body = [](std::string_view) { return absl::AbortedError("enough"); };
  CHECK((*client)->Send(request, Soon()).status() == absl::AbortedError("enough"));
}

TEST_CASE("an answer beyond its bound is refused") {
  ScriptedServer server([](const std::string&) { return Ok(std::string(1000, 'x')); });
  auto client = Client::Create(server.ClientOptions());
  Request request;
  request.response_bytes_max = 999;
  CHECK((*client)->Send(request, Soon()).status().code() == absl::StatusCode::kResourceExhausted);
  request.response_bytes_max = 1000;
  CHECK((*client)->Send(request, Soon()).ok());
}

TEST_CASE("a deadline and a cancellation end a call at once") {
  ScriptedServer server([](const std::string&) { return "HANG"; });
  auto client = Client::Create(server.ClientOptions());
  Request request;
  absl::Time start = absl::Now();
  CHECK((*client)->Send(request, start + absl::Milliseconds(50)).status().code() ==
        absl::StatusCode::kDeadlineExceeded);
  CHECK(absl::Now() - start < absl::Seconds(1));

  request.cancellation = std::make_shared<Cancellation>();
  start = absl::Now();
  std::thread canceller([&] {
    absl::SleepFor(absl::Milliseconds(50));
    request.cancellation->Cancel();
  });
  CHECK((*client)->Send(request, Soon()).status().code() == absl::StatusCode::kCancelled);
  CHECK(absl::Now() - start < absl::Milliseconds(600));
  canceller.join();
  CHECK((*client)->Send(request, Soon()).status().code() == absl::StatusCode::kCancelled);
}

TEST_CASE("what fails on the way is named by its layer") {
  Options options;
  // Port 1 of loopback: nobody listens.
  options.base_url = "http://127.0.0.1:1";
  auto client = Client::Create(options);
  absl::Status status = (*client)->Send({}, Soon()).status();
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK(base::Message(status).find("connect: 127.0.0.1:1") == 0);

  options.base_url = "http://no-such-host.invalid:80";
  client = Client::Create(options);
  status = (*client)->Send({}, Soon()).status();
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK(base::Message(status).find("DNS") == 0);

  ScriptedServer plain([](const std::string&) { return Ok(""); });
  options.base_url = StrCat("https", plain.ClientOptions().base_url.substr(4));
  client = Client::Create(options);
  status = (*client)->Send({}, absl::Now() + absl::Seconds(1)).status();
  INFO(base::Message(status));
  CHECK(base::Message(status).find("TLS") == 0);
}

TEST_CASE("a lost connection is not repeated unless the call may be") {
  std::atomic<int> requests{0};
  ScriptedServer server([&](const std::string&) { return ++requests == 2 ? "" : Ok("x"); });
  auto client = Client::Create(server.ClientOptions());
  Request request;
  request.method = "POST";
  request.body = "data";
  REQUIRE((*client)->Send(request, Soon()).ok());
  CHECK((*client)->Send(request, Soon()).status().code() == absl::StatusCode::kUnavailable);
  CHECK(requests == 2);
  CHECK((*client)->Send(request, Soon()).ok());

  requests = 0;
  request.replayable = true;
  REQUIRE((*client)->Send(request, Soon()).ok());
  CHECK((*client)->Send(request, Soon()).ok());
}

TEST_CASE("a body leaves only when it may, also the second time") {
  std::atomic<int> requests{0};
  ScriptedServer server([&](const std::string&) { return ++requests == 2 ? "" : Ok("x"); });
  auto client = Client::Create(server.ClientOptions());
  int asked = 0;
  int allowed = 2;
  Request request;
  request.method = "POST";
  request.body = "data";
  request.replayable = true;
  request.may_send = [&] { return ++asked <= allowed ? absl::OkStatus() : absl::AbortedError("too late"); };
  REQUIRE((*client)->Send(request, Soon()).ok());
  CHECK(asked == 1);
  // The kept connection is lost; by the time of the second attempt it may not be sent any more.
  CHECK(absl::IsAborted((*client)->Send(request, Soon()).status()));
  CHECK(asked == 3);
  CHECK(requests == 2);
  allowed = 4;
  CHECK((*client)->Send(request, Soon()).ok());
}

// Of a server by a name that ScriptedNames tells; nobody listens at 127.0.0.2.
Options ByName(const ScriptedServer& server) {
  Options options = server.ClientOptions();
  const size_t port = options.base_url.rfind(':');
  options.base_url = StrCat("http://server.scripted", options.base_url.substr(port));
  return options;
}

TEST_CASE("a server that has another address now is found at the next call") {
  ScriptedServer server([](const std::string&) { return StrCat("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx"); });
  const ScriptedNames names({"127.0.0.1", "127.0.0.2", "127.0.0.1"});
  auto client = Client::Create(ByName(server));
  CHECK((*client)->Send({}, Soon()).ok());
  const absl::Status away = (*client)->Send({}, Soon()).status();
  CHECK(absl::IsUnavailable(away));
  CHECK(base::Message(away).find("connect: server.scripted:") == 0);
  CHECK((*client)->Send({}, Soon()).ok());
  CHECK(names.asked() == 3);
}

TEST_CASE("a kept connection asks for no address") {
  ScriptedServer server([](const std::string&) { return Ok("x"); });
  const ScriptedNames names({"127.0.0.1"});
  auto client = Client::Create(ByName(server));
  for (int i = 0; i < 3; ++i) CHECK((*client)->Send({}, Soon()).ok());
  CHECK(names.asked() == 1);
}

TEST_CASE("name servers that do not answer hold nobody up for longer than a connection may take") {
  ScriptedServer server([](const std::string&) { return Ok("x"); });
  const ScriptedNames names({"SLOW", "SLOW", "SLOW", "127.0.0.1"});
  Options options = ByName(server);
  options.connect_timeout = absl::Milliseconds(200);
  auto client = Client::Create(options);
  absl::Time start = absl::Now();
  const absl::Status unanswered = (*client)->Send({}, Soon()).status();
  CHECK(absl::IsUnavailable(unanswered));
  CHECK(base::Message(unanswered).find("DNS: nothing told the address of server.scripted:") == 0);
  CHECK(absl::IsDeadlineExceeded((*client)->Send({}, absl::Now() + absl::Milliseconds(100)).status()));
  options.connect_patience = absl::Seconds(5);
  client = Client::Create(options);
  CHECK((*client)->Send({}, Soon()).ok());
  CHECK(absl::Now() - start < absl::Milliseconds(1500));
}

TEST_CASE("a call without a connection is tried again for as long as there is patience") {
  std::atomic<int> requests{0};
  ScriptedServer server([&](const std::string&) { return ++requests == 1 ? Ok("x") : ""; });
  Options options = ByName(server);
  options.connect_patience = absl::Seconds(5);
  Request request;
  request.method = "POST";
  request.body = "data";
  {
    // A name without an address, an address where nobody is, and then the server.
    const ScriptedNames names({"", "127.0.0.2", "127.0.0.2", "127.0.0.1"});
    auto client = Client::Create(options);
    CHECK((*client)->Send(request, Soon()).ok());
    CHECK(names.asked() == 4);
    // What was sent is not sent again.
    CHECK(absl::IsUnavailable((*client)->Send(request, Soon()).status()));
    CHECK(requests == 2);
  }
  const ScriptedNames names({"127.0.0.2"});
  options.connect_patience = absl::Milliseconds(500);
  auto client = Client::Create(options);
  absl::Time start = absl::Now();
  absl::Status status = (*client)->Send(request, Soon()).status();
  CHECK(base::Message(status).find("connect: server.scripted:") == 0);
  CHECK(absl::Now() - start > absl::Milliseconds(250));
  CHECK(absl::Now() - start < absl::Seconds(2));
  CHECK(names.asked() == 3);

  options.connect_patience = absl::Seconds(30);
  client = Client::Create(options);
  // The call's own end comes first, and what is told is why it came so far.
  start = absl::Now();
  status = (*client)->Send(request, start + absl::Milliseconds(500)).status();
  CHECK(absl::IsUnavailable(status));
  CHECK(base::Message(status).find("connect: server.scripted:") == 0);
  CHECK(absl::Now() - start < absl::Seconds(2));

  request.cancellation = std::make_shared<Cancellation>();
  start = absl::Now();
  std::thread canceller([&] {
    absl::SleepFor(absl::Milliseconds(350));
    request.cancellation->Cancel();
  });
  CHECK(absl::IsCancelled((*client)->Send(request, Soon()).status()));
  CHECK(absl::Now() - start < absl::Milliseconds(900));
  canceller.join();
}

TEST_CASE("an address that is none is refused") {
  for (const char* url : {"", "127.0.0.1:8123:9", "ftp://x/", "http://", "http://user:pw@host/"}) {
    Options options;
    options.base_url = url;
    INFO(url);
    CHECK(Client::Create(options).status().code() == absl::StatusCode::kInvalidArgument);
  }
  Options options;
  options.base_url = "https://host/";
  options.ca_file = "/no/such/file";
  CHECK(Client::Create(options).status().code() == absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace aurora::http
