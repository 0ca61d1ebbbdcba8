data "access_group" "viewers" {
  name = "Default View"
}

resource "access_service_account" "loads" {
  name      = "nightly-loads"
  group_ids = [data.access_group.viewers.id]
}
