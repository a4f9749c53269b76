# Aurora on AWS: every service on machines of its own in a VPC of its own. Kafka, PostgreSQL and the certificate are yours, and
# so is the registry that holds the images of docker/build. The guide is docs/deploy/aws.md.

terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = { source = "hashicorp/aws", version = "~> 5.90" }
  }
  # State for more than one person: a bucket with versions, and locking without a table.
  #   backend "s3" { bucket = "my-terraform-state", key = "aurora", region = "eu-central-1", use_lockfile = true }
}

provider "aws" {
  region = var.region
  default_tags {
    tags = { Project = "Aurora", Deployment = var.name }
  }
}

data "aws_availability_zones" "available" {
  state = "available"
}

module "network" {
  source  = "../modules/network"
  name    = var.name
  region  = var.region
  cidr    = var.cidr
  zones   = slice(data.aws_availability_zones.available.names, 0, 2)
  one_nat = var.size == "small"
}

module "security_groups" {
  source       = "../modules/security_groups"
  name         = var.name
  vpc_id       = module.network.vpc_id
  services     = keys(local.services)
  calls        = local.calls
  people_cidrs = var.people_cidrs
  outside = concat(
    [for cidr in var.postgresql.cidrs : { from = "clickhouse", cidr = cidr, port = var.postgresql.port, what = "PostgreSQL, for backups" }],
    [for cidr in var.kafka.cidrs : { from = "ingest", cidr = cidr, port = var.kafka.port, what = "Kafka" }],
    [for pair in setproduct(["gateway", "ingest", "query-engine"], var.postgresql.cidrs) : { from = pair[0], cidr = pair[1], port = var.postgresql.port, what = "PostgreSQL" }],
  )
}

module "parameters" {
  source        = "../modules/parameters"
  name          = var.name
  configs       = local.configs
  secrets       = local.secrets
  secret_values = var.secret_values
}

module "logs" {
  source   = "../modules/logs"
  name     = var.name
  services = keys(local.services)
}

module "backups" {
  source = "../modules/backups"
  bucket = var.backup_bucket
}

module "iam" {
  source         = "../modules/iam"
  name           = var.name
  region         = var.region
  key_arn        = module.parameters.key_arn
  log_group_arns = module.logs.arns
  services = { for name, service in local.services : name => {
    config = service.program, secrets = service.secrets
    backup = name == "clickhouse" ? { config = "backup", secrets = local.backup_secrets, bucket_arn = module.backups.arn } : null
  } }
}

module "load_balancer" {
  source              = "../modules/load_balancer"
  name                = var.name
  vpc_id              = module.network.vpc_id
  subnet_ids          = module.network.public_subnet_ids
  security_group_id   = module.security_groups.ids["balancer"]
  certificate_arn     = var.certificate_arn
  deletion_protection = var.deletion_protection
}

module "internal_balancer" {
  source            = "../modules/internal_balancer"
  name              = var.name
  vpc_id            = module.network.vpc_id
  subnet_ids        = module.network.private_subnet_ids
  security_group_id = module.security_groups.ids["internal-balancer"]
  services          = merge(local.ports, { gateway = local.gateway_ports })
}

module "machine" {
  source         = "../modules/machine"
  for_each       = local.services
  name           = var.name
  region         = var.region
  service        = each.value.program
  image          = "${var.image_registry}/${each.value.program}:${var.image_tag}"
  secrets        = each.value.secrets
  log_group      = module.logs.names[each.key]
  device         = each.key == "clickhouse" ? "/dev/sdf" : ""
  publish_lag    = each.key == "ingest"
  config_version = module.parameters.config_versions[each.value.program]
  # Where ClickHouse is: what it copies goes from there.
  backup = each.key != "clickhouse" ? null : {
    image   = "${var.image_registry}/cli:${var.image_tag}", to = "s3://${var.backup_bucket}/${var.name}", schedule = var.backup.schedule, keep = var.backup.keep
    secrets = local.backup_secrets
  }
}

module "clickhouse" {
  source            = "../modules/service_instance"
  name              = "${var.name}-clickhouse"
  instance_type     = local.size.clickhouse
  subnet_id         = module.network.private_subnet_ids[0]
  private_ip        = local.clickhouse_ip
  security_group_id = module.security_groups.ids["clickhouse"]
  instance_profile  = module.iam.instance_profiles["clickhouse"]
  user_data         = module.machine["clickhouse"].user_data
  volume_gib        = var.clickhouse_gib
}

module "group" {
  source              = "../modules/service_group"
  for_each            = { for name, service in local.services : name => service if name != "clickhouse" }
  name                = "${var.name}-${each.key}"
  instance_type       = local.size.service
  subnet_ids          = module.network.private_subnet_ids
  security_group_id   = module.security_groups.ids[each.key]
  instance_profile    = module.iam.instance_profiles[each.key]
  user_data           = module.machine[each.key].user_data
  target_group_arns   = concat(each.key == "gateway" ? [module.load_balancer.target_group_arn] : [], module.internal_balancer.target_group_arns[each.key])
  size                = { min = each.value.min, max = each.value.max }
  target_cpu_percent  = each.key == "query-engine" ? 60 : null
  target_lag_messages = each.key == "ingest" ? var.lag_per_replica : null
  lag_namespace       = "Aurora/${var.name}"
}

module "alarms" {
  source              = "../modules/alarms"
  name                = var.name
  region              = var.region
  emails              = var.alarm_emails
  balancer_arn_suffix = module.load_balancer.arn_suffix
  instance_ids        = { clickhouse = module.clickhouse.instance_id }
  backup_hours_max    = var.backup.hours_max
}
