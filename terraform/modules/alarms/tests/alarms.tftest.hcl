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
  backup_hours_max    = 50
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
    condition     = alltrue([for a in concat([aws_cloudwatch_metric_alarm.lag, aws_cloudwatch_metric_alarm.gateway_errors, aws_cloudwatch_metric_alarm.backup[0]], values(aws_cloudwatch_metric_alarm.machine)) : length(a.alarm_description) > 20])
    error_message = "each says what is wrong"
  }
}

run "a_backup_that_is_too_old_is_told" {
  command = apply
  assert {
    condition     = contains(aws_cloudwatch_metric_alarm.backup[0].alarm_actions, aws_sns_topic.this.arn) && aws_cloudwatch_metric_alarm.backup[0].treat_missing_data == "breaching"
    error_message = "an hour without a backup has no figure"
  }
  assert {
    condition = (aws_cloudwatch_metric_alarm.backup[0].period * aws_cloudwatch_metric_alarm.backup[0].evaluation_periods == 50 * 3600 &&
    aws_cloudwatch_metric_alarm.backup[0].datapoints_to_alarm == aws_cloudwatch_metric_alarm.backup[0].evaluation_periods)
    error_message = "each hour of the time has to be without one"
  }
}

run "where_no_backups_are_made_none_is_missed" {
  command = plan
  variables {
    backup_hours_max = null
  }
  assert {
    condition     = length(aws_cloudwatch_metric_alarm.backup) == 0
    error_message = "an alarm that nobody could end"
  }
}

run "more_than_cloudwatch_looks_back_is_refused" {
  command = plan
  variables {
    backup_hours_max = 200
  }
  expect_failures = [var.backup_hours_max]
}

run "what_is_no_address_is_refused" {
  command = plan
  variables {
    emails = ["oncall"]
  }
  expect_failures = [var.emails]
}
