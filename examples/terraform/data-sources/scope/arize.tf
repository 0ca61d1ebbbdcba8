data "access_scope" "acme" {
  type = "organization"
  name = "acme"
}

data "access_scope" "space_a" {
  type      = "space"
  name      = "Space A"
  parent_id = data.access_scope.acme.id
}
