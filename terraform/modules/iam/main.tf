# A role for each service: its own parameters, its own log group, Session Manager, and nothing else.

data "aws_partition" "current" {}
data "aws_caller_identity" "current" {}

locals {
  parameters = "arn:${data.aws_partition.current.partition}:ssm:${var.region}:${data.aws_caller_identity.current.account_id}:parameter"
  own = { for service, reads in var.services : service =>
    [for name in distinct(concat(
      ["config/${reads.config}"], [for secret in reads.secrets : "secrets/${secret}"],
      reads.backup == null ? [] : concat(["config/${reads.backup.config}"], [for secret in reads.backup.secrets : "secrets/${secret}"]),
    )) : "${local.parameters}/${var.name}/${name}"]
  }
}

resource "aws_iam_role" "this" {
  for_each = var.services
  name     = "${var.name}-${each.key}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}

# Instead of SSH: no key, no open port, and each session is in the audit trail.
resource "aws_iam_role_policy_attachment" "session_manager" {
  for_each   = var.services
  role       = aws_iam_role.this[each.key].name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonSSMManagedInstanceCore"
}

resource "aws_iam_role_policy" "own" {
  for_each = var.services
  name     = "own"
  role     = aws_iam_role.this[each.key].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = concat([
      {
        Sid      = "Parameters"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter"]
        Resource = local.own[each.key]
      },
      {
        # AmazonSSMManagedInstanceCore allows to read every parameter of the account.
        Sid         = "NobodyElsesParameters"
        Effect      = "Deny"
        Action      = ["ssm:GetParameter*"]
        NotResource = local.own[each.key]
      },
      {
        Sid       = "Decrypt"
        Effect    = "Allow"
        Action    = ["kms:Decrypt"]
        Resource  = [var.key_arn]
        Condition = { StringEquals = { "kms:ViaService" = "ssm.${var.region}.amazonaws.com" } }
      },
      {
        Sid      = "Logs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${var.log_group_arns[each.key]}:*"]
      },
      {
        Sid       = "Metrics"
        Effect    = "Allow"
        Action    = ["cloudwatch:PutMetricData"]
        Resource  = ["*"]
        Condition = { StringEquals = { "cloudwatch:namespace" = "Aurora/${var.name}" } }
      },
      {
        Sid      = "Images"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = ["*"]
      }
      ], each.value.backup == null ? [] : [
      {
        Sid      = "Backups"
        Effect   = "Allow"
        Action   = ["s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = [each.value.backup.bucket_arn]
      },
      {
        # Also removes what is superfluous, which stays as a version for a while.
        Sid      = "OwnBackups"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]
        Resource = ["${each.value.backup.bucket_arn}/${var.name}/*"]
      }
    ])
  })
}

resource "aws_iam_instance_profile" "this" {
  for_each = var.services
  name     = "${var.name}-${each.key}"
  role     = aws_iam_role.this[each.key].name
}
