data "access_service_account" "loader" {
  name = "warehouse-loader"
}

# Bigeye keys never expire: only the end of the run ends this one.
ephemeral "access_key" "loader" {
  service_account_id = data.access_service_account.loader.id
}

resource "terraform_data" "smoke_test" {
  provisioner "local-exec" {
    command     = "./run-checks.sh"
    environment = { BIGEYE_API_KEY = ephemeral.access_key.loader.secret }
  }
}
