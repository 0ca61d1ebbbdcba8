resource "access_role" "keeper" {
  name        = "dashboard-keeper"
  permissions = [{ action = "update", resource = "dashboard" }]

  lifecycle {
    postcondition {
      condition     = !provider::access::permission_allows("signoz", self.permissions, "delete", "user", "*")
      error_message = "The keeper may not delete users."
    }
  }
}
