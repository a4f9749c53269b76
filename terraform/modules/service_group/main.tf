# Machines of one service that keep nothing: replaced when ill, renewed one by one when their script changes, as many as needed.

data "aws_ssm_parameter" "image" {
  name = var.image_parameter
}

# What a group launches does not get them by itself.
data "aws_default_tags" "provider" {}

resource "aws_launch_template" "this" {
  name_prefix            = "${var.name}-"
  image_id               = nonsensitive(data.aws_ssm_parameter.image.value)
  instance_type          = var.instance_type
  vpc_security_group_ids = [var.security_group_id]
  user_data              = base64encode(var.user_data)
  update_default_version = true
  ebs_optimized          = true

  iam_instance_profile {
    name = var.instance_profile
  }
  metadata_options {
    http_endpoint               = "enabled"
    http_tokens                 = "required"
    http_put_response_hop_limit = 1
  }
  block_device_mappings {
    device_name = "/dev/xvda"
    ebs {
      volume_type           = "gp3"
      volume_size           = 20
      encrypted             = true
      delete_on_termination = true
    }
  }
  tag_specifications {
    resource_type = "volume"
    tags          = merge(data.aws_default_tags.provider.tags, { Name = var.name })
  }
}

resource "aws_autoscaling_group" "this" {
  name                      = var.name
  min_size                  = var.size.min
  max_size                  = var.size.max
  vpc_zone_identifier       = var.subnet_ids
  target_group_arns         = var.target_group_arns
  health_check_type         = "ELB"
  health_check_grace_period = 300
  # Launched anew when the template changes; never fewer than now.
  launch_template {
    id      = aws_launch_template.this.id
    version = aws_launch_template.this.latest_version
  }
  instance_refresh {
    strategy = "Rolling"
    preferences {
      min_healthy_percentage = 100
      max_healthy_percentage = 200
      auto_rollback          = true
    }
  }
  dynamic "tag" {
    for_each = merge(data.aws_default_tags.provider.tags, { Name = var.name })
    content {
      key                 = tag.key
      value               = tag.value
      propagate_at_launch = true
    }
  }
}

resource "aws_autoscaling_policy" "cpu" {
  count                  = var.target_cpu_percent == null ? 0 : 1
  name                   = "cpu"
  autoscaling_group_name = aws_autoscaling_group.this.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    target_value = var.target_cpu_percent
    predefined_metric_specification {
      predefined_metric_type = "ASGAverageCPUUtilization"
    }
  }
}

# Each replica publishes what it has still to store: the average of them is what each must work off.
resource "aws_autoscaling_policy" "lag" {
  count                  = var.target_lag_messages == null ? 0 : 1
  name                   = "lag"
  autoscaling_group_name = aws_autoscaling_group.this.name
  policy_type            = "TargetTrackingScaling"
  target_tracking_configuration {
    target_value = var.target_lag_messages
    customized_metric_specification {
      namespace   = var.lag_namespace
      metric_name = "LagMessages"
      statistic   = "Average"
      unit        = "Count"
    }
  }
}
