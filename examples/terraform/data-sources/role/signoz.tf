data "access_role" "viewer" {
  name = "signoz-viewer"
}
