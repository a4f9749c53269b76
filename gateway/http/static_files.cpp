#include "gateway/http/static_files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json/parse.hpp>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "gateway/http/problem.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {
namespace {

struct File {
  std::string bytes;
  std::string tag;
};

// False when there is no such regular file.
bool ReadFile(const std::string& path, bool with_bytes, File* file) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  const absl::Cleanup close = [descriptor] { ::close(descriptor); };
  struct stat information {};
  if (::fstat(descriptor, &information) != 0 || !S_ISREG(information.st_mode)) return false;
  if (static_cast<size_t>(information.st_size) > StaticFiles::kFileBytesMax) return false;
  file->tag = absl::StrCat("\"", absl::Hex(information.st_size), "-", absl::Hex(information.st_mtim.tv_sec), "-",
                           absl::Hex(information.st_mtim.tv_nsec), "\"");
  if (!with_bytes) return true;
  file->bytes.resize(static_cast<size_t>(information.st_size));
  size_t done = 0;
  while (done < file->bytes.size()) {
    const ssize_t got = ::read(descriptor, file->bytes.data() + done, file->bytes.size() - done);
    if (got <= 0) return false;
    done += static_cast<size_t>(got);
  }
  return true;
}

struct Coding {
  const char* name;
  const char* ending;
};
constexpr Coding kCodings[] = {{"br", ".br"}, {"gzip", ".gz"}};

constexpr std::string_view kImmutablePrefix = "/_next/static/";

}  // namespace

std::vector<std::string> StaticFiles::Candidates(const Request& request) {
  std::string name;
  for (const std::string& segment : request.segments) {
    if (segment.empty()) continue;
    // Hidden files and what the build left for the gateway are not for the world.
    if (segment.front() == '.') return {};
    absl::StrAppend(&name, name.empty() ? "" : "/", segment);
  }
  if (name.empty()) return {"index.html"};
  if (name == "csp.json") return {};
  if (absl::StartsWith(request.path, base::Absl(kImmutablePrefix))) return {name};
  return {name, absl::StrCat(name, ".html"), absl::StrCat(name, "/index.html")};
}

std::string_view StaticFiles::ContentType(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
      {".html", "text/html; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".json", "application/json"},
      {".svg", "image/svg+xml"},
      {".png", "image/png"},
      {".ico", "image/x-icon"},
      {".webp", "image/webp"},
      {".woff2", "font/woff2"},
      {".txt", "text/plain; charset=utf-8"},
      {".webmanifest", "application/manifest+json"},
      {".map", "application/json"},
      {".wasm", "application/wasm"},
  };
  for (const auto& [ending, type] : kTypes) {
    if (name.ends_with(ending)) return type;
  }
  return "application/octet-stream";
}

bool StaticFiles::Matches(std::string_view if_none_match, std::string_view etag) {
  for (absl::string_view tag : absl::StrSplit(base::Absl(if_none_match), ',')) {
    tag = absl::StripAsciiWhitespace(tag);
    absl::ConsumePrefix(&tag, "W/");
    if (tag == "*" || tag == base::Absl(etag)) return true;
  }
  return false;
}

bool StaticFiles::Accepts(std::string_view accept_encoding, std::string_view coding) {
  for (const absl::string_view item : absl::StrSplit(base::Absl(accept_encoding), ',')) {
    const std::vector<absl::string_view> parts = absl::StrSplit(item, ';');
    if (!absl::EqualsIgnoreCase(absl::StripAsciiWhitespace(parts[0]), base::Absl(coding))) continue;
    if (parts.size() < 2) return true;
    absl::string_view quality = absl::StripAsciiWhitespace(parts[1]);
    double value = 1;
    return !absl::ConsumePrefix(&quality, "q=") || (absl::SimpleAtod(quality, &value) && value > 0);
  }
  return false;
}

std::string StaticFiles::ScriptHashes(std::string_view page) {
  const std::string path = absl::StrCat(root_, "/csp.json");
  File file;
  if (!ReadFile(path, false, &file)) return {};
  const std::lock_guard lock(mutex_);
  if (file.tag != hashes_tag_ && ReadFile(path, true, &file)) {
    hashes_.clear();
    boost::system::error_code error;
    const boost::json::value parsed = boost::json::parse(file.bytes, error);
    if (!error && parsed.is_object()) {
      for (const auto& [key, value] : parsed.get_object()) {
        if (!value.is_array()) continue;
        std::string& hashes = hashes_[std::string(key.data(), key.size())];
        for (const auto& hash : value.get_array()) {
          if (!hash.is_string()) continue;
          const std::string_view text(hash.get_string().data(), hash.get_string().size());
          // With or without the quotation marks that the header wants.
          base::StrAppend(&hashes, hashes.empty() ? "" : " ", text.starts_with('\'') ? "" : "'", text,
                          text.ends_with('\'') ? "" : "'");
        }
      }
    }
    hashes_tag_ = file.tag;
  }
  const auto found = hashes_.find(page);
  return found == hashes_.end() ? std::string() : found->second;
}

Response StaticFiles::Serve(const Request& request) {
  const std::string_view accepted = request.headers.Find("Accept-Encoding");
  std::vector<std::string> candidates = Candidates(request);
  const bool immutable = absl::StartsWith(request.path, base::Absl(kImmutablePrefix));
  // A missing chunk must not be answered with a page, which a browser would run as a script.
  if (!immutable) candidates.emplace_back("404.html");
  for (const std::string& name : candidates) {
    const std::string path = absl::StrCat(root_, "/", name);
    File file;
    if (!ReadFile(path, false, &file)) continue;
    const bool missing = name == "404.html";
    Response response;
    response.status = missing ? 404 : 200;
    response.content_type = ContentType(name);
    const bool html = name.ends_with(".html");
    response.headers.Add("Cache-Control", immutable ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers.Add("Vary", "Accept-Encoding");
    if (html) {
      std::string page = absl::StrCat("/", name);
      std::string hashes = ScriptHashes(page);
      // The build may name pages as a browser does.
      if (hashes.empty()) hashes = ScriptHashes(name);
      if (hashes.empty()) hashes = ScriptHashes(name == "index.html" ? "/" : page.substr(0, page.size() - 5));
      response.headers.Add(
          "Content-Security-Policy",
          absl::StrCat("default-src 'self'; script-src 'self'", hashes.empty() ? "" : " ", hashes,
                       "; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self'; "
                       "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; "
                       "form-action 'self'; frame-ancestors 'none'"));
    }
    const char* coding = nullptr;
    File chosen;
    for (const Coding& one : kCodings) {
      if (Accepts(accepted, one.name) && ReadFile(absl::StrCat(path, one.ending), false, &chosen)) {
        coding = one.name;
        break;
      }
    }
    if (coding != nullptr) {
      file.tag = absl::StrCat(chosen.tag.substr(0, chosen.tag.size() - 1), "-", coding, "\"");
      response.headers.Add("Content-Encoding", coding);
    }
    response.headers.Add("ETag", file.tag);
    if (!missing && Matches(request.headers.Find("If-None-Match"), file.tag)) {
      response.status = 304;
      return response;
    }
    const std::string source =
        coding == nullptr ? path : absl::StrCat(path, std::string_view(coding) == "br" ? ".br" : ".gz");
    if (!ReadFile(source, true, &chosen)) continue;
    response.body = std::move(chosen.bytes);
    return response;
  }
  return NotFound(base::StrCat("there is no page ", request.path)).ToResponse(request.request_id);
}

}  // namespace aurora::gateway::http
