output "dns_name" {
  value = aws_lb.this.dns_name
}

output "target_group_arns" {
  description = "Service -> its target groups."
  value       = { for name in keys(var.services) : name => [aws_lb_target_group.this["${name} grpc"].arn, aws_lb_target_group.this["${name} admin"].arn] }
}
