#include "services/demo-events/generator/assortment.h"

#include "absl/strings/str_format.h"
#include "services/demo-events/generator/random.h"

namespace aurora::demo {
namespace {

// Seeds the places of all customers; changing it moves everybody.
constexpr uint64_t kPlacesSeed = 71;

struct State {
  const char* code;
  // Million people, which weighs how many customers live there.
  double people;
  const char* cities[3];
  // First three digits of its postal codes.
  int zip_prefix;
};

const std::vector<State>& States() {
  static const auto* states = new std::vector<State>{
      {"CA", 39.0, {"Los Angeles", "San Francisco", "San Diego"}, 900},
      {"TX", 30.5, {"Houston", "Austin", "Dallas"}, 770},
      {"FL", 22.6, {"Miami", "Orlando", "Tampa"}, 331},
      {"NY", 19.6, {"New York", "Buffalo", "Rochester"}, 100},
      {"PA", 13.0, {"Philadelphia", "Pittsburgh", "Allentown"}, 191},
      {"IL", 12.5, {"Chicago", "Aurora", "Springfield"}, 606},
      {"OH", 11.8, {"Columbus", "Cleveland", "Cincinnati"}, 432},
      {"GA", 11.0, {"Atlanta", "Savannah", "Augusta"}, 303},
      {"NC", 10.8, {"Charlotte", "Raleigh", "Durham"}, 282},
      {"MI", 10.0, {"Detroit", "Grand Rapids", "Ann Arbor"}, 482},
      {"NJ", 9.3, {"Newark", "Jersey City", "Trenton"}, 71},
      {"VA", 8.7, {"Richmond", "Norfolk", "Arlington"}, 232},
      {"WA", 7.8, {"Seattle", "Spokane", "Tacoma"}, 981},
      {"AZ", 7.4, {"Phoenix", "Tucson", "Mesa"}, 850},
      {"TN", 7.1, {"Nashville", "Memphis", "Knoxville"}, 372},
      {"MA", 7.0, {"Boston", "Worcester", "Cambridge"}, 21},
      {"IN", 6.9, {"Indianapolis", "Fort Wayne", "Evansville"}, 462},
      {"MO", 6.2, {"Kansas City", "St. Louis", "Springfield"}, 631},
      {"CO", 5.9, {"Denver", "Boulder", "Colorado Springs"}, 802},
      {"WI", 5.9, {"Milwaukee", "Madison", "Green Bay"}, 532},
      {"MN", 5.7, {"Minneapolis", "Saint Paul", "Duluth"}, 554},
      {"OR", 4.2, {"Portland", "Eugene", "Salem"}, 972},
      {"UT", 3.4, {"Salt Lake City", "Provo", "Ogden"}, 841},
      {"NV", 3.2, {"Las Vegas", "Reno", "Henderson"}, 891},
      {"HI", 1.4, {"Honolulu", "Hilo", "Kailua"}, 968},
      {"VT", 0.6, {"Burlington", "Montpelier", "Stowe"}, 54},
  };
  return *states;
}

struct Abroad {
  const char* country;
  const char* city;
};
const std::vector<Abroad>& AbroadPlaces() {
  static const auto* places =
      new std::vector<Abroad>{{"GB", "London"},  {"GB", "Manchester"}, {"DE", "Berlin"},
                              {"DE", "Hamburg"}, {"FR", "Paris"},      {"MX", "Monterrey"}};
  return *places;
}

}  // namespace

const std::vector<Product>& Products() {
  static const auto* products = new std::vector<Product>{
      {"Trail Runner Shoes", "Footwear", 8995},
      {"Merino Socks", "Apparel", 1450},
      {"Insulated Bottle", "Outdoor", 2990},
      {"Wireless Earbuds", "Electronics", 7900},
      {"Yoga Mat", "Fitness", 3499},
      {"Daypack 22L", "Outdoor", 6450},
      {"Rain Jacket", "Apparel", 11900},
      {"Phone Case", "Electronics", 1999},
      {"Coffee Grinder", "Kitchen", 5900},
      {"French Press", "Kitchen", 3295},
      {"Desk Lamp", "Home", 4599},
      {"Throw Blanket", "Home", 3999},
      {"Mechanical Keyboard", "Electronics", 12900},
      {"Smart Watch", "Electronics", 19900},
      {"Running Shorts", "Apparel", 3400},
      {"Fleece Pullover", "Apparel", 7400},
      {"Camping Stove", "Outdoor", 5495},
      {"Two-Person Tent", "Outdoor", 18900},
      {"Headlamp", "Outdoor", 3950},
      {"Foam Roller", "Fitness", 2499},
      {"Resistance Bands", "Fitness", 1899},
      {"Kettlebell 12kg", "Fitness", 4990},
      {"Chef Knife", "Kitchen", 8900},
      {"Cast Iron Pan", "Kitchen", 4290},
      {"Espresso Cups", "Kitchen", 2690},
      {"Bath Towels", "Home", 3590},
      {"Scented Candle", "Home", 1690},
      {"Leather Boots", "Footwear", 15900},
      {"Canvas Sneakers", "Footwear", 5490},
      {"Hiking Sandals", "Footwear", 6990},
      {"Noise Cancelling Headphones", "Electronics", 24900},
      {"Portable Charger", "Electronics", 3999},
      {"Bluetooth Speaker", "Electronics", 5990},
      {"Baseball Cap", "Apparel", 2200},
      {"Down Vest", "Apparel", 12900},
      {"Bike Helmet", "Outdoor", 6900},
      {"Jump Rope", "Fitness", 1290},
      {"Picture Frame", "Home", 1990},
      {"Winter Gloves", "Apparel", 2790},
      {"Slippers", "Footwear", 2990},
  };
  return *products;
}

Customer CustomerOf(uint64_t number) {
  Random random(kPlacesSeed, number);
  Customer customer{
      .id = static_cast<int64_t>(100'000 + number), .country = "US", .state = "", .city = "", .zip = ""};
  if (random.Chance(0.08)) {
    const Abroad& place = random.One(AbroadPlaces());
    customer.country = place.country;
    customer.city = place.city;
    customer.zip = absl::StrFormat("%05d", random.Below(100'000));
    return customer;
  }
  static const auto* weights = [] {
    auto* made = new std::vector<double>;
    for (const State& state : States()) made->push_back(state.people);
    return made;
  }();
  const State& state = States()[random.Pick(*weights)];
  customer.state = state.code;
  customer.city = state.cities[random.Below(3)];
  customer.zip = absl::StrFormat("%03d%02d", state.zip_prefix, random.Below(100));
  return customer;
}

}  // namespace aurora::demo
