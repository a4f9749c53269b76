output "ids" {
  description = "Service -> security group."
  value       = { for name, group in aws_security_group.this : name => group.id }
}
