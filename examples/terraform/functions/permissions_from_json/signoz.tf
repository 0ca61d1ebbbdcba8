resource "access_role" "key_makers" {
  name = "key-makers"

  permissions = provider::access::permissions_from_json("signoz", <<-JSON
    [
      {
        "relation": "create",
        "objectGroup": { "resource": { "kind": "factor-api-key", "type": "metaresource" }, "selectors": ["*"] }
      }
    ]
  JSON
  )
}
