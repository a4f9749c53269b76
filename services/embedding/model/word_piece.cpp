#include "services/embedding/model/word_piece.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/text.h"

namespace aurora::embedding {
namespace {

constexpr int32_t kWordCharactersMax = 100;

bool IsCjk(UChar32 c) {
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x2CEAF) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

// ASCII that is neither letter nor digit counts, also where Unicode calls it a symbol ("$", "+").
bool IsPunctuation(UChar32 c) {
  if (c < 128) return c > 32 && c < 127 && !u_isalnum(c);
  return u_ispunct(c);
}

bool IsDropped(UChar32 c) {
  if (c == 0 || c == 0xFFFD) return true;
  const int8_t type = u_charType(c);
  return (type == U_CONTROL_CHAR || type == U_FORMAT_CHAR || type == U_NON_SPACING_MARK) && c != '\t' &&
         c != '\n' && c != '\r';
}

std::vector<std::string> Words(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(error);
  icu::UnicodeString plain = icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
  plain.toLower(icu::Locale::getRoot());
  const icu::UnicodeString decomposed = U_SUCCESS(error) ? nfd->normalize(plain, error) : plain;

  std::vector<std::string> words;
  icu::UnicodeString word;
  const auto end_word = [&] {
    if (word.isEmpty()) return;
    std::string utf8;
    word.toUTF8String(utf8);
    words.push_back(std::move(utf8));
    word.remove();
  };
  for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    if (u_isUWhiteSpace(c)) {
      end_word();
    } else if (IsDropped(c)) {
      continue;
    } else if (IsPunctuation(c) || IsCjk(c)) {
      end_word();
      word.append(c);
      end_word();
    } else {
      word.append(c);
    }
  }
  end_word();
  return words;
}

bool IsContinuation(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

absl::StatusOr<WordPiece> WordPiece::Parse(std::string_view vocabulary) {
  WordPiece result;
  int64_t number = 0;
  for (absl::string_view line : absl::StrSplit(base::Absl(vocabulary), '\n')) {
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) result.pieces_.emplace(std::string(line), number);
    ++number;
  }
  for (const auto& [piece, place] :
       {std::pair{"[CLS]", &result.cls_}, {"[SEP]", &result.sep_}, {"[UNK]", &result.unknown_}}) {
    const auto found = result.pieces_.find(piece);
    if (found == result.pieces_.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("the vocabulary has no ", piece, "; fetch the model again"));
    }
    *place = found->second;
  }
  return result;
}

void WordPiece::AppendWord(const std::string& word, std::vector<int64_t>* tokens) const {
  int32_t characters = 0;
  for (const char byte : word) characters += IsContinuation(byte) ? 0 : 1;
  if (characters > kWordCharactersMax) {
    tokens->push_back(unknown_);
    return;
  }
  const size_t before = tokens->size();
  for (size_t begin = 0; begin < word.size();) {
    size_t end = word.size();
    for (; end > begin; --end) {
      if (end < word.size() && IsContinuation(word[end])) continue;
      const auto found = pieces_.find(absl::StrCat(begin > 0 ? "##" : "", word.substr(begin, end - begin)));
      if (found == pieces_.end()) continue;
      tokens->push_back(found->second);
      break;
    }
    if (end == begin) {  // a word with an unknown piece is unknown as a whole
      tokens->resize(before);
      tokens->push_back(unknown_);
      return;
    }
    begin = end;
  }
}

std::vector<int64_t> WordPiece::Encode(std::string_view text, size_t tokens_max) const {
  std::vector<int64_t> tokens{cls_};
  for (const std::string& word : Words(text)) {
    AppendWord(word, &tokens);
    if (tokens.size() + 1 >= tokens_max) break;
  }
  if (tokens.size() + 1 > tokens_max) tokens.resize(tokens_max - 1);
  tokens.push_back(sep_);
  return tokens;
}

}  // namespace aurora::embedding
