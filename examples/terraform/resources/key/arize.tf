data "access_scope" "acme" {
  type = "organization"
  name = "acme"
}

data "access_scope" "space_a" {
  type      = "space"
  name      = "Space A"
  parent_id = data.access_scope.acme.id
}

resource "access_key" "pipeline" {
  name         = "Production Data Pipeline"
  rotate_after = "90d"
  overlap      = "24h"

  access = {
    organizations = [{
      org_id = data.access_scope.acme.id
      spaces = [{
        space_id = data.access_scope.space_a.id
        role     = { type = "PREDEFINED", name = "MEMBER" }
      }]
    }]
  }
}

output "pipeline_key" {
  value     = access_key.pipeline.secret
  sensitive = true
}
