mock_provider "aws" {
  mock_data "aws_default_tags" {
    defaults = { tags = { Deployment = "shop" } }
  }
  mock_data "aws_ssm_parameter" {
    defaults = { value = "ami-0123456789abcdef0" }
  }
  mock_resource "aws_launch_template" {
    defaults = { id = "lt-0123456789abcdef0", latest_version = 7 }
  }
}

variables {
  name              = "shop-ingest"
  instance_type     = "t3.medium"
  subnet_ids        = ["subnet-1", "subnet-2"]
  security_group_id = "sg-1"
  instance_profile  = "shop-ingest"
  user_data         = "#!/bin/bash"
  target_group_arns = []
  size              = { min = 1, max = 4 }
}

run "machines_are_renewed_one_by_one" {
  command = apply
  assert {
    condition     = aws_autoscaling_group.this.instance_refresh[0].preferences[0].min_healthy_percentage == 100
    error_message = "never fewer than now"
  }
  assert {
    condition     = aws_launch_template.this.metadata_options[0].http_tokens == "required"
    error_message = "no metadata without a token"
  }
  assert {
    condition     = length(aws_autoscaling_policy.lag) == 0 && length(aws_autoscaling_policy.cpu) == 0
    error_message = "no scaling unless asked for"
  }
  assert {
    condition     = tomap({ for tag in aws_autoscaling_group.this.tag : tag.key => tag.value if tag.propagate_at_launch }) == tomap({ Deployment = "shop", Name = "shop-ingest" })
    error_message = "machines have the tags of everything else"
  }
  assert {
    condition     = aws_launch_template.this.tag_specifications[0].tags == tomap({ Deployment = "shop", Name = "shop-ingest" })
    error_message = "their disks too"
  }
}

run "scaled_by_what_is_still_to_store" {
  command = apply
  variables {
    target_lag_messages = 50000
    lag_namespace       = "Aurora/shop"
  }
  assert {
    condition     = aws_autoscaling_policy.lag[0].target_tracking_configuration[0].customized_metric_specification[0].metric_name == "LagMessages"
    error_message = "by the metric that the machines publish"
  }
}

run "a_size_upside_down_is_refused" {
  command = plan
  variables {
    size = { min = 3, max = 2 }
  }
  expect_failures = [var.size]
}
