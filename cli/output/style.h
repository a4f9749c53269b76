#pragma once

#include <string>
#include <string_view>

namespace aurora::cli {

// Colours and weights of a terminal, or nothing at all: NO_COLOR, a dumb terminal or no terminal.
class Style {
 public:
  // For a file descriptor, by the environment.
  static Style For(int descriptor);
  explicit Style(bool enabled) : enabled_(enabled) {}

  std::string Bold(std::string_view text) const { return Wrap("1", text); }
  std::string Dim(std::string_view text) const { return Wrap("2", text); }
  std::string Good(std::string_view text) const { return Wrap("32", text); }
  std::string Warning(std::string_view text) const { return Wrap("33", text); }
  std::string Bad(std::string_view text) const { return Wrap("31", text); }
  std::string Accent(std::string_view text) const { return Wrap("36", text); }
  bool enabled() const { return enabled_; }

 private:
  std::string Wrap(std::string_view code, std::string_view text) const;
  bool enabled_;
};

}  // namespace aurora::cli
