// Replaces undici's index, which also loads fetch, WebSocket, caches and mocks: every start of the provider would have to
// read them. undici's own index combines these parts in the same way.
const Agent = require("undici/lib/dispatcher/agent.js");
const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
const buildConnector = require("undici/lib/core/connect.js");

Dispatcher.prototype.request = require("undici/lib/api/api-request.js");

module.exports = { Agent, buildConnector };
