mock_provider "aws" {
  mock_resource "aws_lb" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/shop/1" }
  }
  mock_resource "aws_lb_target_group" {
    defaults = { arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/shop/1" }
  }
}

variables {
  name              = "a-rather-long-name-of-20"
  vpc_id            = "vpc-1"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
  services          = { ingest = { grpc = 7181, admin = 7191 }, query-engine = { grpc = 7183, admin = 7193 } }
}

run "each_service_has_two_ports" {
  command = apply
  assert {
    condition     = toset([for l in aws_lb_listener.this : l.port]) == toset([7181, 7191, 7183, 7193])
    error_message = "one for calls, one for health"
  }
  assert {
    condition     = length(output.target_group_arns["ingest"]) == 2
    error_message = "machines are registered for both"
  }
  assert {
    condition     = aws_lb.this.internal && alltrue([for g in aws_lb_target_group.this : length(g.name) <= 32 && g.health_check[0].path == "/readyz"])
    error_message = "only inside; only machines that can work"
  }
}

run "the_gateway_listens_elsewhere" {
  command = apply
  variables {
    services = { ingest = { grpc = 7181, admin = 7191 }, gateway = { grpc = 7186, admin = 7196, target = 7171 } }
  }
  assert {
    condition     = toset([for g in aws_lb_target_group.this : g.port]) == toset([7180, 7171, 7190])
    error_message = "its calls are HTTP"
  }
}

run "a_port_twice_is_refused" {
  command = plan
  variables {
    services = { ingest = { grpc = 7181, admin = 7191 }, query-engine = { grpc = 7181, admin = 7193 } }
  }
  expect_failures = [var.services]
}
