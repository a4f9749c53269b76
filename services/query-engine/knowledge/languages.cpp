#include "services/query-engine/knowledge/languages.h"

namespace aurora::query::knowledge {

const std::vector<Language>& Languages() {
  static const auto& languages = *new std::vector<Language>{
      {"ar", "arabic"},    {"bg", "bulgarian"}, {"bn", "bengali"},   {"ca", "catalan"},    {"cs", "czech"},      {"da", "danish"},  {"de", "german"},    {"el", "greek"},     {"en", "english"},    {"es", "spanish"},
      {"et", "estonian"},  {"fa", "persian"},   {"fi", "finnish"},   {"fr", "french"},     {"ga", "irish"},      {"he", "hebrew"},  {"hi", "hindi"},     {"hr", "croatian"},  {"hu", "hungarian"},  {"id", "indonesian"},
      {"is", "icelandic"}, {"it", "italian"},   {"ja", "japanese"},  {"ko", "korean"},     {"lt", "lithuanian"}, {"lv", "latvian"}, {"ms", "malay"},     {"nl", "dutch"},     {"no", "norwegian"},  {"pl", "polish"},
      {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},   {"sk", "slovak"},     {"sl", "slovenian"},  {"sr", "serbian"}, {"sv", "swedish"},   {"th", "thai"},      {"tr", "turkish"},    {"uk", "ukrainian"},
      {"ur", "urdu"},      {"vi", "vietnamese"}, {"zh", "chinese"}};
  return languages;
}

}  // namespace aurora::query::knowledge
