#include "gateway/http/static_files.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace aurora::gateway::http {
namespace {

Request Get(const std::string& target) {
  Request request;
  request.method = "GET";
  REQUIRE(ParseTarget(target, &request));
  return request;
}

struct Site {
  Site() {
    char name[] = "/tmp/aurora-web-XXXXXX";
    root = ::mkdtemp(name);
    Write("index.html", "home");
    Write("query.html", "query");
    Write("board/index.html", "board");
    Write("404.html", "lost");
    Write("_next/static/a.js", "script");
    Write("_next/static/a.js.br", "BR");
    Write("_next/static/a.js.gz", "GZ");
    Write(".secret", "no");
    Write("csp.json", R"({"/query.html": ["sha256-abc=", "'sha256-def='"]})");
  }
  ~Site() { std::filesystem::remove_all(root); }
  void Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = root + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  std::string root;
};

TEST_CASE("pages are found as a static export lays them out") {
  const Site site;
  StaticFiles files(site.root);
  CHECK(files.Serve(Get("/")).body == "home");
  CHECK(files.Serve(Get("/query")).body == "query");
  CHECK(files.Serve(Get("/query?x=1")).body == "query");
  CHECK(files.Serve(Get("/board/")).body == "board");
  CHECK(files.Serve(Get("/query")).content_type == "text/html; charset=utf-8");
  const Response missing = files.Serve(Get("/nothing"));
  CHECK(missing.status == 404);
  CHECK(missing.body == "lost");
}

TEST_CASE("a missing chunk is a plain 404 and never a page") {
  const Site site;
  StaticFiles files(site.root);
  const Response response = files.Serve(Get("/_next/static/gone.js"));
  CHECK(response.status == 404);
  CHECK(response.content_type == "application/problem+json");
}

TEST_CASE("nothing outside the folder, hidden or meant for the gateway is served") {
  const Site site;
  StaticFiles files(site.root);
  for (const char* target : {"/.secret", "/csp.json"}) {
    INFO(target);
    CHECK(files.Serve(Get(target)).status == 404);
  }
  for (const char* target : {"/../etc/passwd", "/a/%2e%2e/%2e%2e/etc/passwd", "/..%2fetc/passwd", "/a%00b",
                             "/..%5cetc", "http://other/", "*"}) {
    INFO(target);
    Request request;
    CHECK_FALSE(ParseTarget(target, &request));
  }
}

TEST_CASE("hashed files may be kept for ever, pages are asked for again") {
  const Site site;
  StaticFiles files(site.root);
  CHECK(files.Serve(Get("/_next/static/a.js")).headers.Find("Cache-Control") ==
        "public, max-age=31536000, immutable");
  CHECK(files.Serve(Get("/query")).headers.Find("Cache-Control") == "no-cache");
}

TEST_CASE("a known copy is answered with 304, each coding by its own tag") {
  const Site site;
  StaticFiles files(site.root);
  Request request = Get("/_next/static/a.js");
  const std::string plain(files.Serve(request).headers.Find("ETag"));
  request.headers.Add("Accept-Encoding", "gzip, br;q=0.5");
  const Response compressed = files.Serve(request);
  CHECK(compressed.body == "BR");
  CHECK(compressed.headers.Find("Content-Encoding") == "br");
  CHECK(compressed.headers.Find("ETag") != plain);
  request.headers.Add("If-None-Match", "\"x\", W/" + std::string(compressed.headers.Find("ETag")));
  const Response again = files.Serve(request);
  CHECK(again.status == 304);
  CHECK(again.body.empty());
}

TEST_CASE("a coding with quality 0 is refused") {
  CHECK(StaticFiles::Accepts("gzip, deflate, br", "br"));
  CHECK_FALSE(StaticFiles::Accepts("gzip, br;q=0", "br"));
  CHECK_FALSE(StaticFiles::Accepts("", "br"));
  CHECK_FALSE(StaticFiles::Accepts("brotli", "br"));
}

TEST_CASE("a page may run its own inline scripts and no others") {
  const Site site;
  StaticFiles files(site.root);
  const std::string policy(files.Serve(Get("/query")).headers.Find("Content-Security-Policy"));
  CHECK(policy.find("script-src 'self' 'sha256-abc=' 'sha256-def=';") != std::string::npos);
  const std::string other(files.Serve(Get("/")).headers.Find("Content-Security-Policy"));
  CHECK(other.find("script-src 'self';") != std::string::npos);
}

}  // namespace
}  // namespace aurora::gateway::http
