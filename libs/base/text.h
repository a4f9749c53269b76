#pragma once

#include <string>
#include <string_view>
#include <type_traits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

// Debian builds Abseil with a string_view of its own, so that absl::string_view and std::string_view do not
// convert. Our interfaces use std::string_view; these few functions are the whole border.
namespace aurora::base {

inline std::string_view Std(absl::string_view text) { return {text.data(), text.size()}; }
inline absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

namespace text_internal {

template <typename T>
decltype(auto) Piece(const T& piece) {
  if constexpr (std::is_same_v<T, std::string_view>) {
    return Absl(piece);
  } else {
    return (piece);
  }
}

}  // namespace text_internal

// absl::StrCat that also takes std::string_view.
template <typename... Pieces>
std::string StrCat(const Pieces&... pieces) {
  return absl::StrCat(text_internal::Piece(pieces)...);
}

template <typename... Pieces>
void StrAppend(std::string* destination, const Pieces&... pieces) {
  absl::StrAppend(destination, text_internal::Piece(pieces)...);
}

// The message of an error as std::string_view.
inline std::string_view Message(const absl::Status& status) { return Std(status.message()); }

}  // namespace aurora::base
