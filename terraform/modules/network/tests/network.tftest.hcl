mock_provider "aws" {}

variables {
  name   = "shop"
  region = "eu-central-1"
  zones  = ["eu-central-1a", "eu-central-1b"]
}

run "two_zones" {
  command = apply
  assert {
    condition     = length(output.public_subnet_ids) == 2 && length(output.private_subnet_ids) == 2
    error_message = "each zone has a public and a private subnet"
  }
  assert {
    condition     = length(distinct(concat([for s in aws_subnet.public : s.cidr_block], [for s in aws_subnet.private : s.cidr_block]))) == 4
    error_message = "no two subnets overlap"
  }
  assert {
    condition     = alltrue([for s in aws_subnet.public : s.map_public_ip_on_launch != true])
    error_message = "no machine gets a public address by itself"
  }
  assert {
    condition     = length(aws_nat_gateway.this) == 2 && length(distinct([for r in aws_route.private : r.nat_gateway_id])) == 2
    error_message = "a zone that fails takes no other zone's way out with it"
  }
  assert {
    condition     = contains(keys(aws_vpc_endpoint.interface), "ssmmessages")
    error_message = "Session Manager is reached from inside"
  }
}

run "one_nat_for_a_small_one" {
  command = apply
  variables {
    one_nat = true
  }
  assert {
    condition     = length(aws_nat_gateway.this) == 1 && length(aws_route.private) == 2
    error_message = "both zones go out by the one"
  }
}

run "one_zone_is_refused" {
  command = plan
  variables {
    zones = ["eu-central-1a"]
  }
  expect_failures = [var.zones]
}

run "a_network_that_is_too_small_is_refused" {
  command = plan
  variables {
    cidr = "10.0.0.0/24"
  }
  expect_failures = [var.cidr]
}
