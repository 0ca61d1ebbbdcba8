resource "access_role" "watcher" {
  name        = "table-watcher"
  permissions = [{ action = "READ", resource = "TABLE" }]

  lifecycle {
    postcondition {
      condition     = !provider::access::permission_allows("bigeye", self.permissions, "PREVIEW", "TABLE", "*")
      error_message = "The watcher sees no values of data."
    }
  }
}
