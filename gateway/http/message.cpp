#include "gateway/http/message.h"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "absl/strings/match.h"
#include "libs/base/text.h"

namespace aurora::gateway::http {

void Headers::Add(std::string name, std::string value) {
  headers_.emplace_back(std::move(name), std::move(value));
}

std::string_view Headers::Find(std::string_view name) const {
  for (const auto& [key, value] : headers_) {
    if (absl::EqualsIgnoreCase(key, base::Absl(name))) return value;
  }
  return {};
}

bool Headers::Has(std::string_view name) const {
  for (const auto& [key, value] : headers_) {
    if (absl::EqualsIgnoreCase(key, base::Absl(name))) return true;
  }
  return false;
}

std::string_view Request::PathParameter(std::string_view name) const {
  for (const auto& [key, value] : path_parameters) {
    if (key == name) return value;
  }
  return {};
}

std::optional<std::string_view> Request::QueryParameter(std::string_view name) const {
  for (const auto& [key, value] : query) {
    if (key == name) return value;
  }
  return std::nullopt;
}

bool ParseTarget(std::string_view target, Request* request) {
  const auto parsed = boost::urls::parse_origin_form(boost::core::string_view(target.data(), target.size()));
  if (parsed.has_error()) return false;
  request->target.assign(target.data(), target.size());
  const auto path = parsed->encoded_path();
  request->path.assign(path.data(), path.size());
  for (const auto segment : parsed->segments()) {
    if (segment == "." || segment == ".." || segment.find('\0') != std::string::npos ||
        segment.find('/') != std::string::npos || segment.find('\\') != std::string::npos) {
      return false;
    }
    request->segments.push_back(segment);
  }
  for (const auto parameter : parsed->params()) {
    request->query.emplace_back(parameter.key, parameter.value);
  }
  return true;
}

}  // namespace aurora::gateway::http
