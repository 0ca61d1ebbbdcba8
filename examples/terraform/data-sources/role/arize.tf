data "access_role" "viewer" {
  name = "Project Viewer"
}
