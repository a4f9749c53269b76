output "url" {
  value = var.public_url
}

output "balancer_dns_name" {
  description = "Let the host of the URL lead here (CNAME or alias)."
  value       = module.load_balancer.dns_name
}

output "how_to_sign_in" {
  value = <<-END
    The administrator's token: aws ssm get-parameter --region ${var.region} --with-decryption --name ${module.parameters.secret_names["admin-token"]} --query Parameter.Value --output text
    A sign-in link: curl -X POST ${var.public_url}/api/v1/sign-in-links -H "Authorization: Bearer TOKEN" -H 'Content-Type: application/json' -d '{}'
  END
}

output "configurations" {
  description = "Service -> its configuration file, as it is in Parameter Store."
  value       = local.configs
}
