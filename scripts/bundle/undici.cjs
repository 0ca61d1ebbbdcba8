// What the provider uses of undici, in place of its index: that one brings fetch, WebSocket, caches and mocks along, and
// each start of the provider would pay for reading them. The parts are those that undici's own index puts together.
const Agent = require("undici/lib/dispatcher/agent.js");
const Dispatcher = require("undici/lib/dispatcher/dispatcher.js");
const buildConnector = require("undici/lib/core/connect.js");

Dispatcher.prototype.request = require("undici/lib/api/api-request.js");

module.exports = { Agent, buildConnector };
