resource "access_service_account" "catalog" {
  name = "catalog-sync"
}

resource "access_key" "catalog" {
  service_account_id = access_service_account.catalog.id
  name               = "catalog-sync-prod"
  description        = "The catalog reads table metrics every hour."
  rotate_after       = "90d"
  overlap            = "2d"
}

output "catalog_key" {
  value     = access_key.catalog.secret
  sensitive = true
}
