mock_provider "aws" {
  mock_data "aws_ssm_parameter" {
    defaults = { value = "ami-0123456789abcdef0" }
  }
}

variables {
  name              = "shop-clickhouse"
  instance_type     = "m7i.large"
  subnet_id         = "subnet-1"
  private_ip        = "10.71.143.248"
  security_group_id = "sg-1"
  instance_profile  = "shop-clickhouse"
  user_data         = "#!/bin/bash"
  volume_gib        = 100
}

run "a_machine_whose_data_outlives_it" {
  command = apply
  assert {
    condition     = aws_instance.this.metadata_options[0].http_tokens == "required"
    error_message = "no metadata without a token"
  }
  assert {
    condition     = aws_instance.this.root_block_device[0].encrypted && aws_ebs_volume.data.encrypted
    error_message = "both disks are encrypted"
  }
  assert {
    condition     = aws_ebs_volume.data.type == "gp3" && aws_ebs_volume.data.final_snapshot
    error_message = "the volume is not lost without a snapshot"
  }
  assert {
    condition     = aws_instance.this.user_data_replace_on_change
    error_message = "another script is another machine"
  }
}

run "a_volume_of_no_size_is_refused" {
  command = plan
  variables {
    volume_gib = 1
  }
  expect_failures = [var.volume_gib]
}

run "what_gp3_cannot_do_is_refused" {
  command = plan
  variables {
    volume_iops      = 100
    volume_mib_per_s = 2000
  }
  expect_failures = [var.volume_iops, var.volume_mib_per_s]
}
