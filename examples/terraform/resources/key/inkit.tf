data "access_role" "viewer" {
  name = "Document Viewer"
}

resource "access_service_account" "archive" {
  name     = "Contract archive"
  role_ids = [data.access_role.viewer.id]
}

resource "access_key" "archive" {
  service_account_id = access_service_account.archive.id
  rotate_after       = "90d"
  reason             = "The archive's nightly import."
}

output "archive_key" {
  value     = access_key.archive.secret
  sensitive = true
}
