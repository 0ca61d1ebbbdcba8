resource "access_role" "span_reader" {
  name        = "span reader"
  description = "Reads the spans of a project"
  permissions = [
    { action = "READ", resource = "PROJECT" },
    { action = "READ", resource = "PROJECT_SPAN" },
  ]
}
