mock_provider "aws" {
  mock_resource "aws_sns_topic" {
    defaults = { arn = "arn:aws:sns:eu-central-1:123456789012:shop-alarms" }
  }
}

variables {
  name                = "shop"
  region              = "eu-central-1"
  emails              = ["oncall@example.com"]
  balancer_arn_suffix = "app/shop/1"
  instance_ids        = { clickhouse = "i-1" }
}

run "somebody_is_told" {
  command = apply
  assert {
    condition     = contains(aws_cloudwatch_metric_alarm.lag.alarm_actions, aws_sns_topic.this.arn) && aws_cloudwatch_metric_alarm.lag.treat_missing_data == "breaching"
    error_message = "also when no figure comes at all"
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.machine["clickhouse"].alarm_actions) == 2
    error_message = "an ill machine is started elsewhere, too"
  }
  assert {
    condition     = alltrue([for a in concat([aws_cloudwatch_metric_alarm.lag, aws_cloudwatch_metric_alarm.gateway_errors], values(aws_cloudwatch_metric_alarm.machine)) : length(a.alarm_description) > 20])
    error_message = "each says what is wrong"
  }
}

run "what_is_no_address_is_refused" {
  command = plan
  variables {
    emails = ["oncall"]
  }
  expect_failures = [var.emails]
}
