// Build-time program: openapi.yaml -> openapi.json. YAML is for people to read, JSON for the gateway to serve.
#include <yaml-cpp/yaml.h>

#include <fstream>
#include <iostream>
#include <regex>

#include "libs/base/log.h"

namespace {

using aurora::base::log::JsonQuote;

// YAML 1.2's core schema: only a plain scalar may be something else than text.
void WriteScalar(const YAML::Node& node, std::ostream& out) {
  static const std::regex kNumber(R"(-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?)");
  const std::string text = node.Scalar();
  const bool quoted = node.Tag() == "!";
  if (!quoted && (text == "true" || text == "false" || std::regex_match(text, kNumber))) {
    out << text;
  } else if (!quoted && (text.empty() || text == "null" || text == "~")) {
    out << "null";
  } else {
    out << JsonQuote(text);
  }
}

void Write(const YAML::Node& node, std::ostream& out) {
  const char* separator = "";
  switch (node.Type()) {
    case YAML::NodeType::Map:
      out << '{';
      for (const auto& member : node) {
        out << separator << JsonQuote(member.first.Scalar()) << ':';
        Write(member.second, out);
        separator = ",";
      }
      out << '}';
      break;
    case YAML::NodeType::Sequence:
      out << '[';
      for (const auto& item : node) {
        out << separator;
        Write(item, out);
        separator = ",";
      }
      out << ']';
      break;
    case YAML::NodeType::Scalar:
      WriteScalar(node, out);
      break;
    default:
      out << "null";
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: aurora-openapi-converter openapi.yaml openapi.json\n";
    return 2;
  }
  try {
    const YAML::Node document = YAML::LoadFile(argv[1]);
    std::ofstream out(argv[2], std::ios::trunc);
    Write(document, out);
    out << '\n';
    return out.flush() ? 0 : 1;
  } catch (const YAML::Exception& error) {
    std::cerr << argv[1] << ": " << error.what() << "\n";
    return 1;
  }
}
