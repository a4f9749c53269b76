#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "libs/base/text.h"
#include "libs/http/client.h"

namespace aurora::http {

// For tests: a server on loopback that gives scripted answers. It reads one request a time (its body by Content-Length or
// to the chunked end) and answers with what `answer` returns; "" closes the connection, "HANG" never answers.
class ScriptedServer {
 public:
  explicit ScriptedServer(std::function<std::string(const std::string& request)> answer)
      : answer_(std::move(answer)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0) std::abort();
    if (::listen(listener_, 16) != 0) std::abort();
    socklen_t length = sizeof(address);
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Accept(); });
  }
  ~ScriptedServer() {
    stopping_ = true;
    ::shutdown(listener_, SHUT_RDWR);
    ::close(listener_);
    thread_.join();
  }
  Options ClientOptions() const {
    Options options;
    options.base_url = base::StrCat("http://127.0.0.1:", port_);
    return options;
  }
  int connections() const { return connections_; }

 private:
  void Accept() {
    std::vector<std::thread> threads;
    std::vector<int> sockets;
    while (!stopping_) {
      const int connection = ::accept(listener_, nullptr, nullptr);
      if (connection < 0) break;
      ++connections_;
      sockets.push_back(connection);
      threads.emplace_back([this, connection] { Serve(connection); });
    }
    for (const int connection : sockets) ::shutdown(connection, SHUT_RDWR);
    for (std::thread& thread : threads) thread.join();
    for (const int connection : sockets) ::close(connection);
  }
  void Serve(int connection) const {
    std::string input;
    char buffer[65536];
    while (true) {
      const size_t end = RequestEnd(input);
      if (end == 0) {
        const ssize_t count = ::read(connection, buffer, sizeof(buffer));
        if (count <= 0) return;
        input.append(buffer, static_cast<size_t>(count));
        continue;
      }
      const std::string answer = answer_(input.substr(0, end));
      input.erase(0, end);
      if (answer == "HANG") continue;
      if (answer.empty()) {
        ::shutdown(connection, SHUT_RDWR);
        return;
      }
      if (::write(connection, answer.data(), answer.size()) < 0) return;
      if (answer.find("Connection: close") != std::string::npos) {
        ::shutdown(connection, SHUT_RDWR);
        return;
      }
    }
  }
  static size_t RequestEnd(const std::string& input) {
    const size_t head = input.find("\r\n\r\n");
    if (head == std::string::npos) return 0;
    if (input.find("Transfer-Encoding: chunked") < head) {
      const size_t end = input.find("0\r\n\r\n", head);
      return end == std::string::npos ? 0 : end + 5;
    }
    const size_t length = input.find("Content-Length: ");
    const size_t body = length < head ? std::stoul(input.substr(length + 16)) : 0;
    return input.size() >= head + 4 + body ? head + 4 + body : 0;
  }

  std::function<std::string(const std::string&)> answer_;
  int listener_;
  int port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connections_{0};
  std::thread thread_;
};

}  // namespace aurora::http
