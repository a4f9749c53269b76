mock_provider "aws" {
  mock_data "aws_availability_zones" {
    defaults = { names = ["eu-central-1a", "eu-central-1b", "eu-central-1c"] }
  }
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
  mock_data "aws_ssm_parameter" {
    defaults = { value = "ami-0123456789abcdef0" }
  }
  mock_resource "aws_lb" {
    defaults = {
      arn      = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/shop/1"
      dns_name = "shop-internal.elb.eu-central-1.amazonaws.com"
    }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1" }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 1 }
  }
  mock_resource "aws_kms_key" {
    defaults = { arn = "arn:aws:kms:eu-central-1:123456789012:key/00000000-0000-0000-0000-000000000000" }
  }
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:shop-alarms" }
  }
  mock_resource "aws_s3_bucket" {
    defaults = { arn = "arn:aws:s3:::shop-backups" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:eu-central-1:123456789012:log-group:shop" }
  }
}

variables {
  name            = "shop"
  region          = "eu-central-1"
  public_url      = "https://aurora.example.com"
  certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/1"
  people_cidrs    = ["0.0.0.0/0"]
  image_registry  = "123456789012.dkr.ecr.eu-central-1.amazonaws.com/aurora"
  kafka           = { cidrs = ["10.0.0.0/16"] }
  postgresql      = { host = "pg.example.com", cidrs = ["10.0.0.0/16"] }
  backup_bucket   = "shop-aurora-backups"
  secret_values = {
    admin-token      = "012345678", rpc-token = "012345678", ingest-key = "012345678", postgres = "012345678"
    clickhouse-admin = "012345678", clickhouse-ingest = "012345678", clickhouse-query = "012345678", clickhouse-catalog = "012345678"
  }
}

run "the_whole" {
  command = apply
  assert {
    condition     = length(module.group) == 6 && length(module.machine) == 7
    error_message = "every service on machines of its own"
  }
  assert {
    condition     = module.clickhouse.private_ip == local.clickhouse_ip && strcontains(output.configurations["ingest"], local.clickhouse_ip)
    error_message = "ClickHouse is found where it is"
  }
  assert {
    condition     = strcontains(output.configurations["gateway"], "shop-internal.elb.eu-central-1.amazonaws.com:7181")
    error_message = "services are found by the internal balancer"
  }
  assert {
    condition     = alltrue([for machine in module.machine : length(base64encode(machine.user_data)) < 16384])
    error_message = "user data has a limit of 16 KiB"
  }
}

run "medium" {
  command = plan
  variables {
    size = "medium"
  }
}

run "a_size_that_is_none_is_refused" {
  command = plan
  variables {
    size = "huge"
  }
  expect_failures = [var.size]
}

run "a_url_without_tls_is_refused" {
  command = plan
  variables {
    public_url = "http://aurora.example.com"
  }
  expect_failures = [var.public_url]
}

run "one_database_for_two_is_refused" {
  command = plan
  variables {
    postgresql = { host = "pg", cidrs = [], databases = { gateway = "aurora", ingest = "aurora" } }
  }
  expect_failures = [var.postgresql]
}

run "a_secret_that_is_missing_is_refused" {
  command = plan
  variables {
    secret_values = { admin-token = "012345678" }
  }
  expect_failures = [var.secret_values]
}
