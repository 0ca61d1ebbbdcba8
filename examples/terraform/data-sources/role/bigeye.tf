data "access_role" "view" {
  name = "View"
}
