resource "access_group" "stewards" {
  name       = "Data stewards"
  idp_groups = ["okta-data-stewards"]
}
