data "access_service_account" "loader" {
  name = "warehouse-loader"
}
