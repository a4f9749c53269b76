#include "cli/deploy/terraform_plan.h"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "cli/commands/json_text.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

// Those of terraform/example: a plan does not know yet which subnets there will be.
constexpr double kZonesMin = 2;

struct Group {
  double min = 0;
  double max = 0;
};

// Sums what the resources cost. Machines of a group are described beside it, in its own module.
class Bill {
 public:
  Bill(const PriceTable& prices, TerraformPlan* plan) : prices_(prices), plan_(plan) {}

  void AddModule(const json::value& module) {
    Group group{1, 1};
    for (const json::value& resource : List(module, "resources")) {
      if (Text(resource, "type") != "aws_autoscaling_group") continue;
      const json::value& values = Member(resource, "values");
      group = {Number(values, "min_size"), Number(values, "max_size")};
    }
    for (const json::value& resource : List(module, "resources")) Add(Text(resource, "type"), Member(resource, "values"), group);
    for (const json::value& below : List(module, "child_modules")) AddModule(below);
  }

 private:
  void Add(const std::string& type, const json::value& values, const Group& group) {
    const Group one{1, 1};
    if (type == "aws_instance") {
      AddMachine(Text(values, "instance_type"), one);
      for (const json::value& disk : List(values, "root_block_device")) AddDisk(Number(disk, "volume_size"), one);
    } else if (type == "aws_launch_template") {
      AddMachine(Text(values, "instance_type"), group);
      for (const json::value& device : List(values, "block_device_mappings")) {
        for (const json::value& disk : List(device, "ebs")) AddDisk(Number(disk, "volume_size"), group);
      }
    } else if (type == "aws_ebs_volume") {
      AddDisk(Number(values, "size"), one);
    } else if (type == "aws_nat_gateway") {
      AddHours(prices_.nat_gateway_usd_per_hour, one);
    } else if (type == "aws_lb") {
      AddHours(prices_.load_balancer_usd_per_hour, one);
    } else if (type == "aws_vpc_endpoint" && Text(values, "vpc_endpoint_type") == "Interface") {
      const double zones = std::max<double>(static_cast<double>(List(values, "subnet_ids").size()), kZonesMin);
      AddHours(prices_.endpoint_usd_per_hour, {zones, zones});
    }
  }
  void AddMachine(const std::string& type, const Group& group) {
    for (const Machine& machine : prices_.machines) {
      if (machine.name != type) continue;
      AddHours(machine.usd_per_hour, group);
      plan_->vcpus_max += machine.vcpus * static_cast<int>(group.max);
      return;
    }
    if (std::find(plan_->unpriced.begin(), plan_->unpriced.end(), type) == plan_->unpriced.end()) plan_->unpriced.push_back(type);
  }
  void AddDisk(double gib, const Group& group) {
    plan_->usd_per_month_min += gib * prices_.disk_usd_per_gib_month * group.min;
    plan_->usd_per_month_max += gib * prices_.disk_usd_per_gib_month * group.max;
  }
  void AddHours(double usd_per_hour, const Group& group) {
    plan_->usd_per_month_min += usd_per_hour * kHoursPerMonth * group.min;
    plan_->usd_per_month_max += usd_per_hour * kHoursPerMonth * group.max;
  }

  const PriceTable& prices_;
  TerraformPlan* plan_;
};

// "" for nothing to do.
std::string Mark(const json::value& change) {
  bool makes = false;
  bool removes = false;
  for (const json::value& action : List(change, "actions")) {
    const std::string word = CellText(action);
    if (word == "update") return "~";
    makes = makes || word == "create";
    removes = removes || word == "delete";
  }
  return base::StrCat(makes ? "+" : "", removes ? "-" : "");
}

}  // namespace

absl::StatusOr<TerraformPlan> ReadTerraformPlan(const std::string& text, const PriceTable& prices) {
  boost::system::error_code error;
  const json::value root = json::parse(text, error);
  if (error || !root.is_object()) return absl::InvalidArgumentError("what Terraform showed of its plan is no JSON");
  TerraformPlan plan;
  for (const json::value& resource : List(root, "resource_changes")) {
    if (Text(resource, "mode") == "data") continue;
    const std::string mark = Mark(Member(resource, "change"));
    if (!mark.empty()) plan.changes.push_back(base::StrCat(mark, " ", Text(resource, "address")));
  }
  Bill(prices, &plan).AddModule(Member(Member(root, "planned_values"), "root_module"));
  return plan;
}

}  // namespace aurora::cli
