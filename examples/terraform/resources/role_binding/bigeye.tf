data "access_role" "edit" {
  name = "Edit"
}

data "access_scope" "default" {
  type = "workspace"
  name = "Default workspace"
}

resource "access_group" "pipelines" {
  name = "Pipelines"
}

resource "access_role_binding" "pipelines_edit" {
  group_id = access_group.pipelines.id
  role_id  = data.access_role.edit.id
  scope    = { type = "workspace", id = data.access_scope.default.id }
  reason   = "Pipelines set up the checks of what they load."
}
