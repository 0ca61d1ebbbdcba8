data "access_scope" "default" {
  type = "workspace"
  name = "Default workspace"
}
