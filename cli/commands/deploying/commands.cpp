#include "cli/commands/deploying/commands.h"

#include <CLI/CLI.hpp>
#include <string>

#include "cli/commands/deploying/deploy_command.h"

namespace aurora::cli {
namespace {

constexpr char kExamples[] =
    "  aurora deploy compose --preset embedded --observability\n"
    "  aurora deploy compose --plan\n"
    "  aurora deploy compose --preset embedded --destroy\n"
    "  aurora deploy kubernetes --namespace data --registry registry.example.com/aurora --plan\n"
    "  aurora deploy kubernetes --namespace data --values values.yaml --yes\n"
    "  aurora deploy aws --config aws.yaml --plan\n"
    "  aurora deploy aws --config aws.yaml --region eu-central-1 --size medium --brokers kafka-1.example.com:9092\n"
    "\nA run that broke off is gone on with by the same command; one that finds nothing to change changes nothing.";

// What every target takes.
void AddShared(CLI::App& command, DeployWish& wish, const std::string& name) {
  command.add_option("--name", wish.name, name);
  command.add_flag("--plan", wish.plan, "Only check, and show what would be done");
  command.add_flag("--destroy", wish.destroy, "Take it down; asks for its name and says what will be lost");
  command.add_flag("-y,--yes", wish.yes, "Ask nothing");
  command
      .add_option_function<int>(
          "--timeout", [&wish](int seconds) { wish.timeout = absl::Seconds(seconds); }, "Seconds until everything has to be healthy")
      ->type_name("SECONDS")
      ->check(CLI::Range(1, 86'400));
}

void AddCompose(CommandSet& commands, CLI::App& deploy) {
  const Context& context = commands.SharedContext();
  ComposeWish& wish = commands.Keep<ComposeWish>();
  CLI::App* compose = commands.AddBelow(deploy, "compose", "In containers on this machine: docker compose, podman-compose or podman compose",
                                        [&context, &wish] { return RunDeployCompose(context, wish); });
  AddShared(*compose, wish.deploy, "The Compose project (default: aurora, or aurora-all-in-one)");
  compose->add_option("--preset", wish.preset, "all-in-one: one container with a Kafka and live events; embedded: a container a service; standard: "
                                               "with a ClickHouse server and a PostgreSQL")
      ->check(CLI::IsMember({"all-in-one", "embedded", "standard"}))
      ->capture_default_str();
  compose->add_flag("--observability", wish.observability, "Prometheus and Grafana too (embedded, standard)");
  compose->add_option("--registry", wish.registry, "Where the images are (default: AURORA_REGISTRY, or localhost/aurora)");
  compose->add_option("--tag", wish.tag, "Their tag (default: AURORA_VERSION, or this version's)");
  compose->add_option("--listen", wish.listen, "Address that the gateway is published on (default: AURORA_LISTEN, or 127.0.0.1)");
  compose->add_option("--port", wish.port, "Its port (default: AURORA_PORT, or 7171)");
  compose->add_flag("--keep-data", wish.deploy.keep_data, "With --destroy: the volumes stay")->needs("--destroy");
}

void AddKubernetes(CommandSet& commands, CLI::App& deploy) {
  const Context& context = commands.SharedContext();
  KubernetesWish& wish = commands.Keep<KubernetesWish>();
  CLI::App* kubernetes = commands.AddBelow(deploy, "kubernetes", "On a cluster, by the Helm chart", [&context, &wish] {
    return RunDeployKubernetes(context, wish);
  });
  AddShared(*kubernetes, wish.deploy, "The release (default: aurora)");
  kubernetes->add_option("--namespace", wish.name_space, "Made when it is missing")->capture_default_str();
  kubernetes->add_option("--context", wish.context, "Cluster of kubectl's configuration (default: the current one)");
  kubernetes->add_option("--values", wish.values, "Values file of the chart; the options below are laid over it")->type_name("FILE");
  kubernetes->add_option("--registry", wish.registry, "Where the images are");
  kubernetes->add_option("--tag", wish.tag, "Their tag");
  kubernetes->add_option("--public-url", wish.public_url, "The URL that people use");
  kubernetes->add_option("--ingress-class", wish.ingress_class, "Opens that URL by an Ingress of this class");
  kubernetes->add_option("--clickhouse-storage", wish.clickhouse_storage, "Size of ClickHouse's volume, such as 200Gi");
  kubernetes->add_flag("--keep-data", wish.deploy.keep_data, "With --destroy: volumes and Secret stay")->needs("--destroy");
}

void AddAws(CommandSet& commands, CLI::App& deploy) {
  const Context& context = commands.SharedContext();
  AwsWish& wish = commands.Keep<AwsWish>();
  // Machines are made, and fetch their images.
  wish.deploy.timeout = absl::Minutes(20);
  CLI::App* aws = commands.AddBelow(deploy, "aws", "On machines of AWS, by Terraform", [&context, &wish] { return RunDeployAws(context, wish); });
  AddShared(*aws, wish.deploy, "Begins the name of everything (default: aurora)");
  aws->add_option("--region", wish.region, "Region of AWS, such as eu-central-1");
  aws->add_option("--size", wish.size, "small (a try), medium or large; aurora size says what a workload needs")
      ->check(CLI::IsMember({"small", "medium", "large"}));
  aws->add_option("--brokers", wish.brokers, "Your Kafka, HOST:PORT,...: the firewall is opened for it");
  aws->add_option("--config", wish.config, "YAML file of settings, see docs/deploy/aws.md (default: those of the last run)")->type_name("FILE");
}

}  // namespace

void AddDeploying(CommandSet& commands) {
  CLI::App* deploy = commands.Add("deploy", "Put Aurora into containers, on Kubernetes or on AWS", kExamples, nullptr);
  deploy->require_subcommand(1);
  AddCompose(commands, *deploy);
  AddKubernetes(commands, *deploy);
  AddAws(commands, *deploy);
}

}  // namespace aurora::cli
