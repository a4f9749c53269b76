#pragma once

#include <string>

namespace aurora::rpc {

// Certificates for tests, made afresh: an authority, a server for 127.0.0.1 and localhost, a client, and a
// client of another authority. Files in a folder of their own, removed by the destructor.
class TestCertificates {
 public:
  TestCertificates();
  ~TestCertificates();
  TestCertificates(const TestCertificates&) = delete;
  TestCertificates& operator=(const TestCertificates&) = delete;

  // "ca.pem", "server.pem", "server.key", "client.pem", "client.key", "stranger.pem", "stranger.key".
  std::string Path(const std::string& name) const { return folder_ + "/" + name; }

 private:
  std::string folder_;
};

}  // namespace aurora::rpc
