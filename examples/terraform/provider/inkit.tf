provider "access" {
  vendor = "inkit"

  # Inkit documents no API for roles and keys, so that its address has to be said: that of a server with the routes
  # which Latchkey takes by analogy, such as its mock server.
  endpoint = "http://127.0.0.1:4010/inkit"
  # The token comes from INKIT_API_TOKEN or ACCESS_TOKEN.
}
