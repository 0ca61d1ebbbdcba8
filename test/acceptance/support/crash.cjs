// Loaded into a provider before its own code (NODE_OPTIONS). When a new key is to be given its expiry, its secret and the
// token are in memory: then the process dies in the way that CRASH names, with both as near to its report as can be.
"use strict";
const { writeFileSync } = require("node:fs");
const { Socket } = require("node:net");

const token = process.env.ACCESS_TOKEN;
const received = [];

function laden() {
  const cause = Object.assign(new Error("the cause"), { token, received });
  return Object.assign(new Error("kaboom", { cause }), { token, received });
}

function overflow(held) {
  return overflow(`${held}.`) + held;
}

const ways = {
  "an error that nobody catches": () =>
    setImmediate(() => {
      throw laden();
    }),
  "a text that nobody catches": () =>
    setImmediate(() => {
      throw token;
    }),
  "an error that quotes the token": () =>
    setImmediate(() => {
      throw new Error(`kaboom: ${token}`);
    }),
  "an error that is rejected": () => void Promise.reject(laden()),
  "an object that is rejected": () => void Promise.reject({ token, received }),
  "a stack that overflows": () => setImmediate(() => overflow(token)),
  "an assertion that fails": () => setImmediate(() => require("node:assert").ok(token === "")),
  SIGABRT: () => process.abort(),
  SIGKILL: () => process.kill(process.pid, "SIGKILL"),
  "an exit": () => process.exit(3),
  "a full heap": () => {
    const hoard = [];
    for (;;)
      hoard.push(
        Buffer.from(token + String(hoard.length))
          .toString("base64")
          .split(""),
      );
  },
  "a line on stderr": () => void process.stderr.write(`the token is ${token}\n`),
};

const { write, emit } = Socket.prototype;

Socket.prototype.emit = function (event, ...values) {
  if (event === "data") received.push(String(values[0]));
  return emit.call(this, event, ...values);
};

Socket.prototype.write = function (chunk, ...rest) {
  if (/^PUT \S+\/keys\//.test(String(chunk))) {
    writeFileSync("crashed", String(received.some((text) => text.includes("secret") || text.includes("key"))));
    ways[process.env.CRASH]();
  }
  return write.call(this, chunk, ...rest);
};
