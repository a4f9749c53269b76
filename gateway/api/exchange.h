#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gateway/api/answer.h"
#include "gateway/api/audit.h"
#include "gateway/api/router.h"

// The way that most calls go: the role is checked, the input is read from path, query and body, a service is asked,
// the output is shown, the audit log says what was done. A route names what is its own, in this order:
//
//   AddExchange(router, "POST", "/api/v1/connections/{id}:pause", Access::kEditor, ById<PauseConnectionRequest>,
//               call(&IngestClient::Pause, kChangeTime), ShowConnection, Audited(audit_, "connection.pause"));
namespace aurora::gateway::api {

template <typename T>
absl::StatusOr<T> AsResult(T value) {
  return value;
}
template <typename T>
absl::StatusOr<T> AsResult(absl::StatusOr<T> result) {
  return result;
}

inline http::Response AsResponse(http::Response response) { return response; }
inline http::Response AsResponse(const json::value& body) { return JsonResponse(body); }

// Reading: from the request to the input or an error. Nothing and ById make messages of services.
template <typename Message>
Message Nothing(const http::Request&) {
  return {};
}
template <typename Message>
Message ById(const http::Request& request) {
  Message message;
  message.set_id(std::string(request.PathParameter("id")));
  return message;
}
template <typename Parse>
auto Body(Parse parse) {
  return [parse](const http::Request& request) { return parse(request.body); };
}
template <typename Parse>
auto BodyById(Parse parse) {
  return [parse](const http::Request& request) {
    auto message = parse(request.body);
    if (message.ok()) message->set_id(std::string(request.PathParameter("id")));
    return message;
  };
}

// Asking a service: call(&IngestClient::Get, kReadTime).
template <typename Client>
class ServiceCalls {
 public:
  explicit ServiceCalls(Client& client) : client_(client) {}
  template <typename Message, typename Answer>
  auto operator()(backends::Reply<Answer> (Client::*method)(Message, backends::CallOptions),
                  absl::Duration timeout) const {
    return [&client = client_, method, timeout](const Message& message, const http::Request& request) {
      return (client.*method)(message, CallFor(request, timeout));
    };
  }

 private:
  Client& client_;
};

// Showing: a status of 204.
inline constexpr auto kShowNothing = [](const auto&) { return EmptyResponse(); };

// Auditing: `tell` makes the deed, or none, of the input and the output, which is null when the call failed.
template <typename Tell>
  requires(!std::convertible_to<Tell, std::string>)
auto Audited(const Audit& audit, Tell tell) {
  return [&audit, tell](const http::Request& request, int status, const auto& input, const auto* output) {
    const std::optional<Deed> deed = tell(input, output);
    if (deed.has_value()) audit.Write(request, deed->action, deed->object, status, deed->text);
  };
}
// Done to what the path names by its {id}, whether it succeeded or not.
inline auto Audited(const Audit& audit, std::string action) {
  return [&audit, action](const http::Request& request, int status, const auto&, const auto*) {
    audit.Write(request, action, request.PathParameter("id"), status);
  };
}
inline constexpr auto kUnaudited = [](const http::Request&, int, const auto&, const auto*) {};

template <typename Read, typename Ask, typename Show, typename Tell>
struct Exchange {
  Read read;
  Ask ask;
  Show show;
  Tell tell;
};

template <typename Read, typename Ask, typename Show, typename Tell>
boost::asio::awaitable<http::Response> Carry(const Exchange<Read, Ask, Show, Tell>& exchange, http::Request& request) {
  const auto input = AsResult(exchange.read(request));
  if (!input.ok()) co_return ErrorResponse(input.status(), request);
  const auto output = co_await exchange.ask(*input, request);
  http::Response response =
      output.ok() ? AsResponse(exchange.show(*output)) : ErrorResponse(output.status(), request);
  exchange.tell(request, response.status, *input, output.ok() ? &*output : nullptr);
  co_return response;
}

template <typename Read, typename Ask, typename Show, typename Tell = decltype(kUnaudited)>
void AddExchange(Router& router, std::string method, std::string pattern, Access access, Read read, Ask ask, Show show,
                 Tell tell = kUnaudited) {
  const Exchange<Read, Ask, Show, Tell> exchange{std::move(read), std::move(ask), std::move(show), std::move(tell)};
  router.AddSimple(std::move(method), std::move(pattern), access,
                   [exchange](http::Request& request) { return Carry(exchange, request); });
}

}  // namespace aurora::gateway::api
