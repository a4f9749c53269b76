#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "absl/status/statusor.h"

namespace aurora::cli {

// How to reach secured brokers, from a YAML file, as the API takes it. Files that it names are read; relative
// ones are looked for beside it. NotFound, InvalidArgument (unknown key: the nearest known one).
//
//   protocol: sasl_ssl
//   sasl_mechanism: SCRAM-SHA-512
//   username: shop
//   password_file: shop.password
//   ca_file: ca.pem
//   certificate_file: client.pem
//   key_file: client.key
//   token_url: https://id.example/token   (OAUTHBEARER; username and password are the client's id and secret)
//   scope: kafka
absl::StatusOr<boost::json::value> ReadSecurityFile(const std::string& path);
// What names a schema registry: its URL, or a YAML file with url, username, password_file, ca_file.
absl::StatusOr<boost::json::value> ReadRegistry(const std::string& url_or_path);

}  // namespace aurora::cli
