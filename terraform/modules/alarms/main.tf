# What is worth waking somebody for.

resource "aws_sns_topic" "this" {
  name              = "${var.name}-alarms"
  kms_master_key_id = "alias/aws/sns"
}

resource "aws_sns_topic_subscription" "email" {
  for_each  = var.emails
  topic_arn = aws_sns_topic.this.arn
  protocol  = "email"
  endpoint  = each.key
}

resource "aws_cloudwatch_metric_alarm" "gateway_errors" {
  alarm_name          = "${var.name}-gateway-errors"
  alarm_description   = "The gateways answer calls with 5xx; see log group /${var.name}/gateway."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  dimensions          = { LoadBalancer = var.balancer_arn_suffix }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 10
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_sns_topic.this.arn]
  ok_actions          = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  alarm_name          = "${var.name}-ingest-lag"
  alarm_description   = "Topics come faster than they are stored: more replicas of ingest, or look at ClickHouse."
  namespace           = "Aurora/${var.name}"
  metric_name         = "LagMessages"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 15
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.lag_messages_max
  # No figure at all: nobody stores.
  treat_missing_data = "breaching"
  alarm_actions      = [aws_sns_topic.this.arn]
  ok_actions         = [aws_sns_topic.this.arn]
}

resource "aws_cloudwatch_metric_alarm" "machine" {
  for_each            = var.instance_ids
  alarm_name          = "${var.name}-${each.key}-machine"
  alarm_description   = "The machine of ${each.key} is ill; it is started again on another host by itself."
  namespace           = "AWS/EC2"
  metric_name         = "StatusCheckFailed_System"
  dimensions          = { InstanceId = each.value }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 2
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  alarm_actions       = [aws_sns_topic.this.arn, "arn:aws:automate:${var.region}:ec2:recover"]
}

resource "aws_cloudwatch_metric_alarm" "backup" {
  count               = var.backup_hours_max == null ? 0 : 1
  alarm_name          = "${var.name}-backup-age"
  alarm_description   = "No backup has been made for ${var.backup_hours_max} hours; see streams backup-... of log group /${var.name}/clickhouse, and docs/deploy/backup.md, When no backup is made."
  namespace           = "Aurora/${var.name}"
  metric_name         = "BackupsMade"
  statistic           = "Sum"
  period              = 3600
  evaluation_periods  = var.backup_hours_max
  datapoints_to_alarm = var.backup_hours_max
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  # Hours in which none was made have no figure; one that has ends it.
  treat_missing_data = "breaching"
  alarm_actions      = [aws_sns_topic.this.arn]
  ok_actions         = [aws_sns_topic.this.arn]
}
