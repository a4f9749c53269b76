#include "services/demo-events/generator/visit.h"

#include <algorithm>

#include "libs/base/text.h"
#include "services/demo-events/generator/assortment.h"
#include "services/demo-events/generator/json_line.h"
#include "services/demo-events/generator/random.h"

namespace aurora::demo {
namespace {

constexpr double kMalformedShare = 1.0 / 2000;
constexpr double kLateShare = 0.01;
constexpr absl::Duration kStepLongest = absl::Seconds(60);
constexpr int kStepsMax = 12;

std::string Iso(absl::Time time) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", time, absl::UTCTimeZone());
}

struct Device {
  const char* kind;
  std::vector<std::string> systems;
  // Share of sessions that get as far as buying.
  double buys;
};

const std::vector<Device>& Devices() {
  static const auto* devices = new std::vector<Device>{{"mobile", {"iOS", "Android"}, 0.07},
                                                       {"desktop", {"Windows", "macOS", "Linux"}, 0.15},
                                                       {"tablet", {"iPadOS", "Android"}, 0.10}};
  return *devices;
}

// Makes the events of one visit; lives for one MakeVisit.
class Visit {
 public:
  Visit(uint64_t seed, uint64_t number, absl::Time start, double pace)
      : random_(seed, number), now_(start), pace_(pace), customer_(CustomerOf(random_.Skewed(kCustomers))) {}

  std::vector<Event> Make() {
    device_ = &Devices()[random_.Pick({0.58, 0.34, 0.08})];
    system_ = random_.One(device_->systems);
    const bool buys = Browse();
    if (buys) Buy(device_->kind == std::string("desktop") || random_.Chance(0.4) ? "web" : "mobile_app");
    if (random_.Chance(0.45)) Buy(random_.One(kOtherChannels));
    const uint64_t lines = 1 + random_.Below(4);
    for (uint64_t i = 0; i < lines; ++i) Log();
    return std::move(events_);
  }

 private:
  inline static const std::vector<std::string> kOtherChannels = {"store", "marketplace", "marketplace",
                                                                 "phone"};

  // Time goes on by a human's pause.
  void Pause() { now_ += std::min(absl::Seconds(random_.LogNormal(14, 0.9)), kStepLongest) * (1 / pace_); }

  // The time that an event carries, mostly that of its sending.
  absl::Time HappenedAt() {
    if (!random_.Chance(kLateShare)) return now_;
    return now_ - absl::Seconds(30 + random_.Exponential() * 600);
  }

  void Send(Topic topic, std::string key, std::string value) {
    if (random_.Chance(kMalformedShare)) value = Malformed(value);
    events_.push_back({topic, std::move(key), std::move(value), now_});
  }

  // As things go wrong in practice: cut off, an error page instead of an event, bytes that are no text.
  std::string Malformed(const std::string& value) {
    switch (random_.Below(3)) {
      case 0:
        return value.substr(0, value.size() / 2);
      case 1:
        return "<html><body>502 Bad Gateway</body></html>";
      default:
        return value.substr(0, value.size() - 2) + "\xC3\x28\"}";
    }
  }

  void Click(const std::string& action, const std::string& page) {
    const int64_t duration_ms = static_cast<int64_t>(random_.LogNormal(2400, 1.0));
    Send(Topic::kClicks, session_,
         JsonLine()
             .Text("event_id", random_.Uuid())
             .Integer("at", absl::ToUnixMillis(HappenedAt()))
             .Text("session_id", session_)
             .IntegerOrNull("user_id", anonymous_, customer_.id)
             .Text("action", action)
             .Text("page", page)
             .Text("device", device_->kind)
             .Text("os", system_)
             .TextOrNull("referrer", referrer_)
             .Text("country", customer_.country)
             .Integer("duration_ms", duration_ms)
             .Finish());
    Pause();
  }

  std::string ProductPage() { return base::StrCat("/products/", random_.Skewed(Products().size()) + 1); }

  // The session up to its end; true when it ended in a purchase.
  bool Browse() {
    static const std::vector<std::string> kReferrers = {"google", "google", "newsletter", "instagram",
                                                        "",       "",       "partner"};
    session_ = base::StrCat("s-", random_.Hex(16));
    referrer_ = random_.One(kReferrers);
    anonymous_ = random_.Chance(0.35);
    const bool buys = random_.Chance(device_->buys);
    Click("view", "/");
    if (random_.Chance(0.25)) {
      anonymous_ = false;
      Click("login", "/account");
    }
    const uint64_t looks = 1 + random_.Below(kStepsMax / 3);
    for (uint64_t i = 0; i < looks; ++i) {
      if (random_.Chance(0.45)) Click("search", "/search");
      Click("view", ProductPage());
      if (random_.Chance(0.04)) Click("share", ProductPage());
    }
    if (!buys && !random_.Chance(0.18)) return false;
    Click("add_to_cart", ProductPage());
    if (random_.Chance(0.12)) Click("remove_from_cart", "/cart");
    if (!buys && random_.Chance(0.5)) return false;
    Click("checkout", "/checkout");
    if (!buys) return false;
    Click("purchase", "/checkout/done");
    return true;
  }

  void Buy(const std::string& channel) {
    const Product& product = Products()[random_.Skewed(Products().size())];
    const int64_t quantity = 1 + static_cast<int64_t>(random_.Skewed(5));
    const bool has_coupon = random_.Chance(0.18);
    const int64_t full = product.price_cents * quantity;
    const int64_t total = has_coupon ? full - full / 10 : full;
    const size_t status = random_.Pick({0.91, 0.05, 0.04});
    static const std::vector<std::string> kStatuses = {"completed", "refunded", "cancelled"};
    static const std::vector<std::string> kMethods = {"standard", "standard", "standard", "express",
                                                      "pickup"};
    static const std::vector<std::string> kCoupons = {"WELCOME10", "AUTUMN10", "VIP10"};
    static const std::vector<std::string> kTags = {"gift", "first_order", "subscription", "bulk", "repeat"};
    std::vector<std::string> tags;
    for (const std::string& tag : kTags) {
      if (random_.Chance(0.15)) tags.push_back(tag);
    }
    const std::string order = random_.Uuid();
    JsonLine line;
    line.Text("order_id", order)
        .Text("ordered_at", Iso(HappenedAt()))
        .Integer("customer_id", customer_.id)
        .TextOrNull("state", customer_.state)
        .Text("country", customer_.country)
        .Text("product", product.name)
        .Text("category", product.category)
        .Integer("quantity", quantity)
        .Cents("unit_price", product.price_cents)
        .Cents("total", total)
        .Text("currency", "USD")
        .Text("channel", channel)
        .Text("device", device_->kind)
        .Text("status", kStatuses[status]);
    if (has_coupon) line.Text("coupon", random_.One(kCoupons));
    line.Begin("shipping")
        .Text("city", customer_.city)
        .Text("zip", customer_.zip)
        .Text("method", random_.One(kMethods))
        .End()
        .List("tags", tags);
    Send(Topic::kOrders, base::StrCat(customer_.id), line.Finish());
    now_ += absl::Milliseconds(200 + random_.Below(1500));
    if (random_.Chance(0.04)) Pay(order, total, "declined");
    Pay(order, total, "approved");
    if (status == 1) Pay(order, total, "refunded");
  }

  void Pay(const std::string& order, int64_t cents, const std::string& status) {
    static const std::vector<std::string> kBrands = {"Visa",       "Visa", "Mastercard",
                                                     "Mastercard", "Amex", "Discover"};
    static const std::vector<std::string> kMethods = {"card",   "card",      "card",
                                                      "paypal", "apple_pay", "bank_transfer"};
    const std::string method = random_.One(kMethods);
    JsonLine line;
    line.Text("payment_id", random_.Uuid())
        .Text("order_id", order)
        .Text("paid_at", Iso(HappenedAt()))
        .Cents("amount", cents)
        .Text("currency", "USD")
        .Text("method", method)
        .Text("status", status);
    if (method == "card") {
      line.Begin("card").Text("brand", random_.One(kBrands)).Text("last4", Digits(4)).End();
    }
    line.Cents("fee", status == "approved" ? cents * 29 / 1000 + 30 : 0)
        .Number("risk_score", std::min(0.999, random_.LogNormal(0.08, 1.0)));
    Send(Topic::kPayments, order, line.Finish());
    now_ += absl::Milliseconds(100 + random_.Below(900));
  }

  std::string Digits(int count) {
    std::string digits;
    for (int i = 0; i < count; ++i) digits += static_cast<char>('0' + random_.Below(10));
    return digits;
  }

  void Log() {
    struct Service {
      const char* name;
      const char* message;
      double latency_ms;
    };
    static const std::vector<Service> kServices = {
        {"storefront", "GET /products", 35}, {"search", "query answered", 60},
        {"checkout", "checkout step", 120},  {"payments", "charge requested", 240},
        {"catalog", "product loaded", 18},   {"auth", "session checked", 8}};
    const Service& service = random_.One(kServices);
    const size_t outcome = random_.Pick({0.92, 0.055, 0.025});
    static const std::vector<std::string> kLevels = {"INFO", "WARN", "ERROR"};
    static const std::vector<int64_t> kStatusOk = {200, 200, 200, 201, 204, 304};
    static const std::vector<int64_t> kStatusWarn = {404, 401, 429, 400};
    static const std::vector<int64_t> kStatusError = {500, 502, 503, 504};
    static const std::vector<std::string> kTrouble = {"", "slow upstream", "upstream timed out"};
    const std::vector<int64_t>& statuses = outcome == 0   ? kStatusOk
                                           : outcome == 1 ? kStatusWarn
                                                          : kStatusError;
    const std::string host = base::StrCat(service.name, "-", random_.Below(3) + 1);
    Send(Topic::kLogs, host,
         JsonLine()
             .Text("ts", Iso(HappenedAt()))
             .Text("level", kLevels[outcome])
             .Text("service", service.name)
             .Text("host", host)
             .Text("message", outcome == 0 ? std::string(service.message)
                                           : base::StrCat(service.message, ": ", kTrouble[outcome]))
             .Integer("http_status", random_.One(statuses))
             .Number("latency_ms", random_.LogNormal(service.latency_ms, 0.6) * (outcome == 2 ? 8 : 1))
             .Text("trace_id", random_.Hex(32))
             .Finish());
    now_ += absl::Milliseconds(random_.Below(400));
  }

  Random random_;
  absl::Time now_;
  double pace_;
  Customer customer_;
  const Device* device_ = nullptr;
  std::string system_;
  std::string session_;
  std::string referrer_;
  bool anonymous_ = false;
  std::vector<Event> events_;
};

}  // namespace

const char* TopicName(Topic topic) {
  switch (topic) {
    case Topic::kOrders:
      return "orders";
    case Topic::kClicks:
      return "clicks";
    case Topic::kPayments:
      return "payments";
    case Topic::kLogs:
      return "logs";
  }
  return "";
}

std::vector<Event> MakeVisit(uint64_t seed, uint64_t number, absl::Time start, double pace) {
  return Visit(seed, number, start, pace).Make();
}

}  // namespace aurora::demo
