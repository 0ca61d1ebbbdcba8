resource "access_role" "runners" {
  name        = "check-runners"
  description = "Reads what a workspace holds, and runs its checks."
  base        = "VIEW"

  permissions = [
    { action = "EXECUTE", resource = "CUSTOM_RULE" },
    { action = "EXECUTE", resource = "SCAN_JOB" },
  ]

  lifecycle {
    create_before_destroy = true
  }
}
