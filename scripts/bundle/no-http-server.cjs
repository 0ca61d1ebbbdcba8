// undici asks Node's own HTTP for a default that vendors/shared/http/transport.ts sets, and whether a body is a request that a server got.
module.exports = { maxHeaderSize: 16_384, IncomingMessage: Symbol("no request") };
