data "access_role" "developer" {
  name = "Developer"
}
