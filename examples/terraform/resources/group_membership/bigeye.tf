resource "access_group" "reports" {
  name = "Reports"
}

resource "access_service_account" "reports" {
  name = "weekly-reports"
}

resource "access_group_membership" "reports" {
  group_id           = access_group.reports.id
  service_account_id = access_service_account.reports.id
  reason             = "The weekly report reads what the group may read."
}
