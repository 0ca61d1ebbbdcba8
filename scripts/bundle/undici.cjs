// Replaces undici's index, which also loads fetch, WebSocket, caches and mocks: every start of the provider would have to
// read them.
const Agent = require("undici/lib/dispatcher/agent.js");
const buildConnector = require("undici/lib/core/connect.js");

module.exports = { Agent, buildConnector };
