data "access_scope" "acme" {
  type = "organization"
  name = "acme"
}

data "access_scope" "space_a" {
  type      = "space"
  name      = "Space A"
  parent_id = data.access_scope.acme.id
}

# The key comes with its own account, a bot, which has this access.
ephemeral "access_key" "reader" {
  max_lifetime = "15m"

  access = {
    organizations = [{
      org_id = data.access_scope.acme.id
      spaces = [{
        space_id = data.access_scope.space_a.id
        role     = { type = "PREDEFINED", name = "READ_ONLY" }
      }]
    }]
  }
}

# What uses this block has the key's access alone.
provider "access" {
  alias  = "reader"
  vendor = "arize"
  token  = ephemeral.access_key.reader.secret
}

data "access_scope" "seen" {
  provider = access.reader
  type     = "organization"
  name     = "acme"
}
