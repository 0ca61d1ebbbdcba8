data "access_role" "viewer" {
  name = "Document Viewer"
}

resource "access_service_account" "archive" {
  name        = "Contract archive"
  description = "Files the contracts that the sales team signs."
  role_ids    = [data.access_role.viewer.id]
}
