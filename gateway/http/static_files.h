#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/http/message.h"

namespace aurora::gateway::http {

// The web app: files below one folder, as a static export lays them out (`/query` is query.html), with the
// precompressed copies that its build made (.br, .gz). Thread-safe; reads files when they are asked for, so that
// a new build needs no restart. Owner: main.
class StaticFiles {
 public:
  explicit StaticFiles(std::string root) : root_(std::move(root)) {}

  // Answers a GET or HEAD: 200, 304 or 404 (an HTML page when the app has one).
  Response Serve(const Request& request);

  // "/query" -> "query.html", "query/index.html", ...: the files to look for, best first.
  static std::vector<std::string> Candidates(const Request& request);
  // By the name's ending.
  static std::string_view ContentType(std::string_view name);
  // Whether an If-None-Match header names the tag.
  static bool Matches(std::string_view if_none_match, std::string_view etag);
  // Whether an Accept-Encoding header takes `coding` (quality 0 refuses it).
  static bool Accepts(std::string_view accept_encoding, std::string_view coding);

  static constexpr size_t kFileBytesMax = 32 << 20;

 private:
  // "script-src" hashes of a page, from csp.json of the build; empty when it has none.
  std::string ScriptHashes(std::string_view page);

  const std::string root_;
  std::mutex mutex_;
  // csp.json as it was read last: its version and page -> "'sha256-..' 'sha256-..'".
  std::string hashes_tag_;
  std::map<std::string, std::string, std::less<>> hashes_;
};

}  // namespace aurora::gateway::http
