mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }
  mock_data "aws_caller_identity" {
    defaults = { account_id = "123456789012" }
  }
}

variables {
  name    = "shop"
  region  = "eu-central-1"
  key_arn = "arn:aws:kms:eu-central-1:123456789012:key/1"
  services = {
    gateway    = { config = "gateway", secrets = ["admin-token"] }
    clickhouse = { config = "embedded-clickhouse", secrets = ["clickhouse-admin"], backup = { config = "backup", secrets = ["clickhouse-admin", "postgres"], bucket_arn = "arn:aws:s3:::backups" } }
  }
  log_group_arns = { gateway = "arn:aws:logs:x:1:log-group:g", clickhouse = "arn:aws:logs:x:1:log-group:c" }
}

run "each_reads_its_own" {
  command = apply
  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.own["gateway"].policy).Statement : s.Resource if s.Sid == "Parameters"][0] == [
      "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/config/gateway",
      "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/secrets/admin-token",
    ]
    error_message = "the gateway reads its configuration and its secrets, by name"
  }
  assert {
    condition     = strcontains(aws_iam_role_policy.own["clickhouse"].policy, "parameter/shop/config/embedded-clickhouse")
    error_message = "a configuration has the program's name, which need not be the machine's"
  }
  assert {
    condition = alltrue([for p in aws_iam_role_policy.own : [for s in jsondecode(p.policy).Statement : s.NotResource if s.Effect == "Deny"][0] ==
    [for s in jsondecode(p.policy).Statement : s.Resource if s.Sid == "Parameters"][0]])
    error_message = "what the policy of Session Manager allows beside is denied: everybody else's parameters"
  }
  assert {
    condition     = !strcontains(aws_iam_role_policy.own["gateway"].policy, "clickhouse-admin") && !strcontains(aws_iam_role_policy.own["gateway"].policy, "s3:")
    error_message = "the gateway reads nobody else's secrets and no backups"
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.own["clickhouse"].policy).Statement : s.Resource if contains(s.Action, "s3:DeleteObject")] == [["arn:aws:s3:::backups/shop/*"]]
    error_message = "ClickHouse's machine writes and removes backups below its prefix alone, and no versions of them"
  }
  assert {
    condition = [for s in jsondecode(aws_iam_role_policy.own["clickhouse"].policy).Statement : s.Resource if s.Sid == "Parameters"][0] == [for name in
    ["config/embedded-clickhouse", "secrets/clickhouse-admin", "config/backup", "secrets/postgres"] : "arn:aws:ssm:eu-central-1:123456789012:parameter/shop/${name}"]
    error_message = "it reads what backups need beside its own, each once"
  }
  assert {
    condition     = alltrue([for a in aws_iam_role_policy_attachment.session_manager : endswith(a.policy_arn, "AmazonSSMManagedInstanceCore")])
    error_message = "every machine is reached by Session Manager"
  }
  assert {
    condition = alltrue(flatten([for p in aws_iam_role_policy.own : [for s in jsondecode(p.policy).Statement :
    s.Effect == "Deny" ? true : contains(["Metrics", "Images"], s.Sid) || !contains(s.Resource, "*")]]))
    error_message = "no statement but those that AWS cannot narrow names everything"
  }
}
