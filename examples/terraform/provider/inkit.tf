provider "access" {
  vendor = "inkit"

  # Inkit documents no API for roles and keys. Set the address of a server that has the routes Latchkey uses, such as its
  # mock server.
  endpoint = "http://127.0.0.1:4010/inkit"
  # The token comes from INKIT_API_TOKEN or ACCESS_TOKEN.
}
