resource "access_role" "folder_keeper" {
  name        = "Folder keeper"
  description = "For systems that file documents."

  permissions = [
    { action = "create", resource = "folders" },
    { action = "update", resource = "folders" },
  ]

  lifecycle {
    create_before_destroy = true
  }
}
