resource "access_role" "span_keeper" {
  name        = "span keeper"
  permissions = [{ action = "ANNOTATE", resource = "PROJECT_SPAN" }]

  lifecycle {
    postcondition {
      condition     = !provider::access::permission_allows("arize", self.permissions, "DELETE", "PROJECT", "*")
      error_message = "The keeper may not delete projects."
    }
  }
}
