#include "cli/deploy/aws.h"

#include <unistd.h>

#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <iterator>

#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/commands/json_text.h"
#include "cli/deploy/aws_account.h"
#include "cli/deploy/aws_settings.h"
#include "cli/deploy/terraform.h"
#include "cli/output/figures.h"
#include "cli/size/price_table.h"
#include "libs/base/text.h"

namespace aurora::cli {
namespace {

namespace json = boost::json;

constexpr char kSettings[] = "settings.json";
constexpr size_t kChangesShownMax = 40;

std::string ReadAll(const std::string& path) {
  std::ifstream file(path);
  return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}

std::string Dollars(double usd) { return base::StrCat("$", Grouped(absl::StrFormat("%.0f", usd))); }

class AwsRun {
 public:
  AwsRun(Deployment& deployment, const AwsWish& wish)
      : deployment_(deployment), wish_(wish), terraform_(deployment), code_(deployment.context.layout.home + "/terraform/example") {}

  absl::Status Go() {
    if (absl::Status status = ReadSettings(); !status.ok()) return status;
    if (absl::Status status = terraform_.CheckProgram(); !status.ok()) return status;
    AwsAccount account(deployment_.programs, deployment_.report, Setting("region"));
    if (absl::Status status = account.CheckCredentials(); !status.ok()) return status;
    if (!settings_.state.empty()) {
      if (absl::Status status = account.CheckBucket(Text(settings_.state, "bucket")); !status.ok()) return status;
    }
    if (wish_.deploy.destroy) return Destroy();
    if (absl::Status status = account.CheckCertificate(Setting("certificate_arn")); !status.ok()) return status;
    if (absl::Status status = Prepare(); !status.ok()) return status;
    deployment_.report.Note("planning");
    const absl::StatusOr<TerraformPlan> plan = terraform_.Plan(AwsPrices());
    if (!plan.ok()) return plan.status();
    ShowPlan(*plan);
    if (absl::Status status = account.CheckQuota(plan->vcpus_max); !status.ok()) return status;
    if (wish_.deploy.plan) return absl::OkStatus();
    if (plan->changes.empty()) {
      deployment_.report.Step("nothing differs: everything stays as it is");
    } else {
      if (absl::Status status = deployment_.Confirm("Apply this?"); !status.ok()) return status;
      if (absl::Status status = terraform_.Apply(); !status.ok()) return status;
    }
    return Finish();
  }

 private:
  // The file of --config, else what the last run was given; the options over it.
  absl::Status ReadSettings() {
    const std::string text = ReadAll(code_ + "/variables.tf");
    if (deployment_.context.layout.home.empty() || text.empty()) {
      return absl::FailedPreconditionError(
          "the Terraform files are not here: they are in terraform/ of a checkout of Aurora; run ./aurora there, or set AURORA_HOME to it");
    }
    const std::vector<TerraformVariable> variables = ReadTerraformVariables(text);
    if (!wish_.config.empty()) {
      if (absl::Status status = ReadAwsSettings(wish_.config, variables, &settings_); !status.ok()) return status;
    } else {
      ReadLast();
    }
    if (!wish_.region.empty()) settings_.variables["region"] = wish_.region;
    if (!wish_.size.empty()) settings_.variables["size"] = wish_.size;
    if (!wish_.brokers.empty()) {
      settings_.brokers = wish_.brokers;
      settings_.variables.erase("kafka");
    }
    const std::string name = Setting("name");
    if (!name.empty() && name != wish_.deploy.name) {
      return absl::InvalidArgumentError(base::StrCat("the file of --config is of the deployment ", name, " and not of ", wish_.deploy.name, "; give --name ", name));
    }
    settings_.variables["name"] = wish_.deploy.name;
    if (absl::Status status = AddBrokers(&settings_); !status.ok()) return status;
    if (absl::Status status = CheckComplete(settings_, variables); !status.ok()) return status;
    if (wish_.deploy.destroy || access(settings_.postgres_password_file.c_str(), R_OK) == 0) return absl::OkStatus();
    return absl::InvalidArgumentError(
        base::StrCat("postgres_password_file ", settings_.postgres_password_file, " cannot be read; give the file whose first line is PostgreSQL's password"));
  }

  std::string Setting(const char* name) const { return Text(settings_.variables, name); }

  void ReadLast() {
    boost::system::error_code error;
    const json::value last = json::parse(ReadAll(deployment_.File(kSettings)), error);
    if (error || !Member(last, "variables").is_object() || !Member(last, "state").is_object()) return;
    settings_.variables = Member(last, "variables").as_object();
    settings_.state = Member(last, "state").as_object();
    settings_.postgres_password_file = Text(last, "postgres_password_file");
  }

  absl::Status Prepare() {
    const json::object kept{{"variables", settings_.variables}, {"state", settings_.state}, {"postgres_password_file", settings_.postgres_password_file}};
    if (absl::Status status = WritePrivateFile(deployment_.File(kSettings), json::serialize(kept) + "\n"); !status.ok()) return status;
    if (absl::Status status = terraform_.Prepare(settings_.variables, settings_.state, wish_.deploy.destroy ? "" : settings_.postgres_password_file);
        !status.ok()) {
      return status;
    }
    deployment_.report.Step(base::StrCat("Terraform is ready; its state is in ", StatePlace()));
    return absl::OkStatus();
  }

  std::string StatePlace() const {
    if (settings_.state.empty()) return base::StrCat(deployment_.File("terraform.tfstate"), ": keep a copy of it");
    return base::StrCat("s3://", Text(settings_.state, "bucket"), "/", Text(settings_.state, "key"));
  }

  void ShowPlan(const TerraformPlan& plan) {
    std::string text = "\n";
    for (size_t i = 0; i < plan.changes.size() && i < kChangesShownMax; ++i) base::StrAppend(&text, "  ", plan.changes[i], "\n");
    if (plan.changes.size() > kChangesShownMax) base::StrAppend(&text, "  and ", plan.changes.size() - kChangesShownMax, " more\n");
    const PriceTable& prices = AwsPrices();
    base::StrAppend(&text, plan.changes.size(), " resources differ. All of it costs about ", Dollars(plan.usd_per_month_min), " a month, and ",
                    Dollars(plan.usd_per_month_max), " while every group has its most machines:\nlist prices of ", prices.as_of, " in ", prices.region,
                    " for machines, disks, balancers, NAT and endpoints; traffic, logs, Kafka and PostgreSQL are not counted.\n");
    if (!plan.unpriced.empty()) base::StrAppend(&text, "Not in the price table and not counted: ", absl::StrJoin(plan.unpriced, ", "), "\n");
    deployment_.report.Plain(text);
  }

  absl::Status Finish() {
    const absl::StatusOr<std::string> url = terraform_.Output("url");
    if (!url.ok()) return url.status();
    const absl::StatusOr<std::string> balancer = terraform_.Output("balancer_dns_name");
    if (!balancer.ok()) return balancer.status();
    const absl::StatusOr<std::string> how = terraform_.Output("how_to_sign_in");
    if (!how.ok()) return how.status();
    deployment_.report.Note(base::StrCat("waiting for the gateway at ", *url, "; its host has to lead to ", *balancer, " (CNAME or alias)"));
    if (const absl::Status healthy = AwaitGateway(*url, wish_.deploy.timeout, nullptr); !healthy.ok()) {
      return absl::DeadlineExceededError(base::StrCat(
          base::Message(healthy), "; everything is applied: let the URL's host lead to ", *balancer,
          ", look at the machines' logs (/var/log/cloud-init-output.log), and run the same command again, which waits anew (--timeout)"));
    }
    deployment_.report.Step("the gateway is healthy");
    if (deployment_.context.json) {
      PrintJson(json::object{{"target", "aws"}, {"name", wish_.deploy.name}, {"url", *url}, {"how_to_sign_in", *how}, {"state", StatePlace()}});
      return absl::OkStatus();
    }
    deployment_.report.Plain(base::StrCat("\n", deployment_.report.style().Bold(base::StrCat("Aurora is ready at ", *url)), "\n\n", *how));
    return absl::OkStatus();
  }

  absl::Status Destroy() {
    if (absl::Status status = Prepare(); !status.ok()) return status;
    const absl::StatusOr<std::vector<std::string>> resources = terraform_.Resources();
    if (!resources.ok()) return resources.status();
    if (resources->empty()) {
      deployment_.report.Step(base::StrCat("nothing of ", wish_.deploy.name, " is in ", StatePlace()));
      return absl::OkStatus();
    }
    const std::string loss = base::StrCat(
        "\nDeployment ", wish_.deploy.name, " in ", Setting("region"), ": ", resources->size(),
        " resources will be destroyed, and for good\n  ClickHouse's volume with every table, the secrets (with the key of the connections' passwords), logs and alarms.\n"
        "A last snapshot of the volume stays, and is paid for, until you delete it. PostgreSQL and Kafka are yours and stay.\nBucket ",
        Setting("backup_bucket"), " goes only when you have emptied it.\n");
    if (wish_.deploy.plan) {
      deployment_.report.Plain(loss);
      return absl::OkStatus();
    }
    if (absl::Status status = deployment_.ConfirmLoss(loss); !status.ok()) return status;
    // AWS refuses to remove a balancer that is protected.
    const bool has_balancer = std::find(resources->begin(), resources->end(), "module.load_balancer.aws_lb.this") != resources->end();
    if (has_balancer) {
      if (absl::Status status = terraform_.ApplyModule("load_balancer", "deletion_protection=false"); !status.ok()) return status;
    }
    if (absl::Status status = terraform_.Destroy(); !status.ok()) return status;
    deployment_.report.Step(base::StrCat("it is gone; settings and logs stay in ", deployment_.folder));
    return absl::OkStatus();
  }

  Deployment& deployment_;
  const AwsWish& wish_;
  Terraform terraform_;
  std::string code_;
  AwsSettings settings_;
};

}  // namespace

absl::Status DeployAws(const Context& context, const AwsWish& wish) {
  const absl::StatusOr<std::unique_ptr<Deployment>> deployment = Deployment::Open(context, "aws", wish.deploy);
  if (!deployment.ok()) return deployment.status();
  return AwsRun(**deployment, wish).Go();
}

}  // namespace aurora::cli
