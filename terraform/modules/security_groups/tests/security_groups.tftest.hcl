mock_provider "aws" {}

variables {
  name     = "shop"
  vpc_id   = "vpc-1"
  services = ["gateway", "ingest", "clickhouse"]
  calls = [
    { from = "balancer", to = "gateway", port = 7171 },
    { from = "ingest", to = "clickhouse", port = 8123 },
  ]
  people_cidrs = ["203.0.113.0/24"]
  outside      = [{ from = "ingest", cidr = "192.0.2.0/24", port = 9092, what = "Kafka" }]
}

run "a_rule_for_each_call_and_no_other" {
  command = apply
  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.call) == 2 && length(aws_vpc_security_group_egress_rule.call) == 2
    error_message = "one in and one out for each call"
  }
  assert {
    condition     = aws_vpc_security_group_ingress_rule.call["ingest 8123 clickhouse"].referenced_security_group_id == output.ids["ingest"]
    error_message = "ClickHouse is open to the group of ingest, not to a network"
  }
  assert {
    condition     = alltrue([for rule in aws_vpc_security_group_ingress_rule.call : rule.cidr_ipv4 == null])
    error_message = "no service is open to a network"
  }
  assert {
    condition     = toset([for rule in aws_vpc_security_group_ingress_rule.people : rule.from_port]) == toset([80, 443])
    error_message = "people come by HTTP and HTTPS only: there is no SSH"
  }
  assert {
    condition     = [for rule in aws_vpc_security_group_egress_rule.outside : rule.from_port] == [9092]
    error_message = "only ingest goes to Kafka"
  }
}

run "nobody_is_refused" {
  command = plan
  variables {
    people_cidrs = []
  }
  expect_failures = [var.people_cidrs]
}

run "a_port_that_is_none_is_refused" {
  command = plan
  variables {
    calls = [{ from = "balancer", to = "gateway", port = 0 }]
  }
  expect_failures = [var.calls]
}
