output "instance_profiles" {
  value = { for name, profile in aws_iam_instance_profile.this : name => profile.name }
}
