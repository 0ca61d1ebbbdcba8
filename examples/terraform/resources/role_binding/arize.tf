data "access_role" "viewer" {
  name = "Project Viewer"
}

data "access_member" "dana" {
  email = "dana@acme.example"
}

data "access_scope" "chatbot" {
  type = "project"
  name = "chatbot"
}

resource "access_role_binding" "dana" {
  role_id   = data.access_role.viewer.id
  member_id = data.access_member.dana.id
  scope     = { type = "project", id = data.access_scope.chatbot.id }
  reason    = "reviews the chatbot"
}
