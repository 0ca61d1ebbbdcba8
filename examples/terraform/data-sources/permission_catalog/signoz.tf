data "access_permission_catalog" "attachable" {
  action = "attach"
}

output "attachable" {
  value = data.access_permission_catalog.attachable.permissions[*].resource
}
