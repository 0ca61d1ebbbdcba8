data "access_role" "viewer" {
  name = "signoz-viewer"
}

resource "access_service_account" "reports" {
  name = "weekly-reports"
}

resource "access_role_binding" "reports_view" {
  service_account_id = access_service_account.reports.id
  role_id            = data.access_role.viewer.id
  reason             = "The weekly report reads dashboards."
}

data "access_member" "noor" {
  email = "noor@teams.example.com"
}

resource "access_role_binding" "noor_views" {
  member_id = data.access_member.noor.id
  role_id   = data.access_role.viewer.id
}
