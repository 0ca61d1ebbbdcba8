resource "access_service_account" "readers" {
  name = "dashboard-readers"
}

resource "access_role" "own_keys" {
  name        = "own-keys"
  description = "Adds keys to the readers' account, and to no other."

  permissions = [
    { action = "create", resource = "factor-api-key" },
    { action = "list", resource = "factor-api-key" },
    { action = "attach", resource = "serviceaccount", selectors = [access_service_account.readers.id] },
    { action = "read", resource = "serviceaccount", selectors = [access_service_account.readers.id] },
  ]

  lifecycle {
    create_before_destroy = true
  }
}
