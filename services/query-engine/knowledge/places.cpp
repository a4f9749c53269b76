#include "services/query-engine/knowledge/places.h"

#include "absl/strings/ascii.h"

namespace aurora::query::knowledge {
namespace {

std::string NameOf(const std::vector<Place>& places, std::string_view code) {
  for (const Place& place : places) {
    if (place.code != code) continue;
    std::string name(place.name);
    bool start = true;
    for (char& c : name) {
      if (start) c = absl::ascii_toupper(static_cast<unsigned char>(c));
      start = c == ' ';
    }
    return name;
  }
  return "";
}

}  // namespace

const std::vector<Place>& States() {
  static const auto& places = *new std::vector<Place>{
      {"AL", "alabama"}, {"AK", "alaska"}, {"AZ", "arizona"}, {"AR", "arkansas"}, {"CA", "california"},
      {"CO", "colorado"}, {"CT", "connecticut"}, {"DE", "delaware"}, {"DC", "district of columbia"},
      {"DC", "washington dc"}, {"FL", "florida"}, {"GA", "georgia"}, {"HI", "hawaii"}, {"ID", "idaho"},
      {"IL", "illinois"}, {"IN", "indiana"}, {"IA", "iowa"}, {"KS", "kansas"}, {"KY", "kentucky"},
      {"LA", "louisiana"}, {"ME", "maine"}, {"MD", "maryland"}, {"MA", "massachusetts"},
      {"MI", "michigan"}, {"MN", "minnesota"}, {"MS", "mississippi"}, {"MO", "missouri"},
      {"MT", "montana"}, {"NE", "nebraska"}, {"NV", "nevada"}, {"NH", "new hampshire"},
      {"NJ", "new jersey"}, {"NM", "new mexico"}, {"NY", "new york"}, {"NC", "north carolina"},
      {"ND", "north dakota"}, {"OH", "ohio"}, {"OK", "oklahoma"}, {"OR", "oregon"}, {"PA", "pennsylvania"},
      {"RI", "rhode island"}, {"SC", "south carolina"}, {"SD", "south dakota"}, {"TN", "tennessee"},
      {"TX", "texas"}, {"UT", "utah"}, {"VT", "vermont"}, {"VA", "virginia"}, {"WA", "washington"},
      {"WV", "west virginia"}, {"WI", "wisconsin"}, {"WY", "wyoming"},
  };
  return places;
}

const std::vector<Place>& Countries() {
  static const auto& places = *new std::vector<Place>{
      {"AF", "afghanistan"}, {"AL", "albania"}, {"DZ", "algeria"}, {"AR", "argentina"}, {"AM", "armenia"},
      {"AU", "australia"}, {"AT", "austria"}, {"AZ", "azerbaijan"}, {"BD", "bangladesh"},
      {"BY", "belarus"}, {"BE", "belgium"}, {"BO", "bolivia"}, {"BA", "bosnia and herzegovina"},
      {"BW", "botswana"}, {"BR", "brazil"}, {"BG", "bulgaria"}, {"KH", "cambodia"}, {"CM", "cameroon"},
      {"CA", "canada"}, {"CL", "chile"}, {"CN", "china"}, {"CO", "colombia"}, {"CR", "costa rica"},
      {"HR", "croatia"}, {"CU", "cuba"}, {"CY", "cyprus"}, {"CZ", "czechia"}, {"CZ", "czech republic"},
      {"DK", "denmark"}, {"DO", "dominican republic"}, {"EC", "ecuador"}, {"EG", "egypt"},
      {"SV", "el salvador"}, {"EE", "estonia"}, {"ET", "ethiopia"}, {"FI", "finland"}, {"FR", "france"},
      {"GE", "georgia"}, {"DE", "germany"}, {"GH", "ghana"}, {"GR", "greece"}, {"GT", "guatemala"},
      {"HN", "honduras"}, {"HK", "hong kong"}, {"HU", "hungary"}, {"IS", "iceland"}, {"IN", "india"},
      {"ID", "indonesia"}, {"IR", "iran"}, {"IQ", "iraq"}, {"IE", "ireland"}, {"IL", "israel"},
      {"IT", "italy"}, {"CI", "ivory coast"}, {"JM", "jamaica"}, {"JP", "japan"}, {"JO", "jordan"},
      {"KZ", "kazakhstan"}, {"KE", "kenya"}, {"KW", "kuwait"}, {"LV", "latvia"}, {"LB", "lebanon"},
      {"LT", "lithuania"}, {"LU", "luxembourg"}, {"MY", "malaysia"}, {"MT", "malta"}, {"MX", "mexico"},
      {"MD", "moldova"}, {"MA", "morocco"}, {"MZ", "mozambique"}, {"NA", "namibia"}, {"NP", "nepal"},
      {"NL", "netherlands"}, {"NL", "holland"}, {"NZ", "new zealand"}, {"NG", "nigeria"}, {"NO", "norway"},
      {"OM", "oman"}, {"PK", "pakistan"}, {"PA", "panama"}, {"PY", "paraguay"}, {"PE", "peru"},
      {"PH", "philippines"}, {"PL", "poland"}, {"PT", "portugal"}, {"QA", "qatar"}, {"RO", "romania"},
      {"RU", "russia"}, {"RW", "rwanda"}, {"SA", "saudi arabia"}, {"SN", "senegal"}, {"RS", "serbia"},
      {"SG", "singapore"}, {"SK", "slovakia"}, {"SI", "slovenia"}, {"ZA", "south africa"},
      {"KR", "south korea"}, {"KR", "korea"}, {"ES", "spain"}, {"LK", "sri lanka"}, {"SE", "sweden"},
      {"CH", "switzerland"}, {"TW", "taiwan"}, {"TZ", "tanzania"}, {"TH", "thailand"}, {"TN", "tunisia"},
      {"TR", "turkey"}, {"TR", "turkiye"}, {"UG", "uganda"}, {"UA", "ukraine"},
      {"AE", "united arab emirates"}, {"AE", "uae"}, {"GB", "united kingdom"}, {"GB", "uk"},
      {"GB", "britain"}, {"GB", "great britain"}, {"GB", "england"}, {"US", "united states"},
      {"US", "usa"}, {"US", "america"}, {"US", "united states of america"}, {"UY", "uruguay"},
      {"UZ", "uzbekistan"}, {"VE", "venezuela"}, {"VN", "vietnam"}, {"ZM", "zambia"}, {"ZW", "zimbabwe"},
  };
  return places;
}

const std::vector<Place>& Demonyms() {
  static const auto& people = *new std::vector<Place>{
      {"DE", "german"},     {"FR", "french"},    {"ES", "spanish"},   {"IT", "italian"},    {"PT", "portuguese"}, {"NL", "dutch"},
      {"PL", "polish"},     {"SE", "swedish"},   {"GB", "british"},   {"US", "american"},   {"CA", "canadian"},   {"JP", "japanese"},
      {"IE", "irish"},      {"DK", "danish"},    {"NO", "norwegian"}, {"FI", "finnish"},    {"AT", "austrian"},   {"CH", "swiss"},
      {"BE", "belgian"},    {"CZ", "czech"},     {"TR", "turkish"},   {"BR", "brazilian"},  {"MX", "mexican"},    {"IN", "indian"},
      {"CN", "chinese"},    {"AU", "australian"}, {"KE", "kenyan"},   {"GR", "greek"},      {"HU", "hungarian"},  {"RO", "romanian"},
      {"KR", "korean"},     {"ZA", "south african"}, {"NG", "nigerian"}, {"EG", "egyptian"}, {"AR", "argentinian"}, {"CO", "colombian"},
      {"VN", "vietnamese"}, {"TH", "thai"},      {"ID", "indonesian"}, {"UA", "ukrainian"}};
  return people;
}

std::string StateName(std::string_view code) { return NameOf(States(), code); }
std::string CountryName(std::string_view code) { return NameOf(Countries(), code); }

}  // namespace aurora::query::knowledge
