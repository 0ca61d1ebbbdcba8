import { describe, expect, it } from "vitest";
import { findHeaderNameError, findHeaderValueError, findRepeatedHeaders } from "./request-headers.ts";

describe("the name of a header", () => {
  it.each(["X-Gateway-Key", "cookie", "CF-Access-Client-Secret", "x!#$%&'*+.^_`|~9"])("can be %s", (name) => {
    expect(findHeaderNameError(name)).toBeUndefined();
  });

  it.each([
    { name: "Host", says: "`endpoint`" },
    { name: "authorization", says: "instead of the token" },
    { name: "Content-Length", says: "to describe the body" },
    { name: "content-type", says: "to describe the body" },
    { name: "CONNECTION", says: "the connection" },
    { name: "Transfer-Encoding", says: "the connection" },
    { name: "Proxy-Authorization", says: "HTTPS_PROXY" },
    { name: "Accept-Encoding", says: "could not read the response" },
    { name: "If-None-Match", says: "could not read the response" },
  ])("fails for $name with the reason, since the client sets it", ({ name, says }) => {
    const error = findHeaderNameError(name);
    expect(error).toMatchObject({ code: "invalid_value", path: [] });
    expect(error?.message).toContain(says);
  });

  it.each(["", "linnet key", "linnet:key", "linnét", "linnet\r\nx", "(linnet)"])(
    "fails for the invalid name %j, and does not repeat it",
    (name) => {
      const error = findHeaderNameError(name);
      expect(error).toMatchObject({ code: "invalid_value", path: [] });
      expect(`${error?.message} ${error?.advice}`).not.toContain("linn");
    },
  );
});

describe("the value of a header", () => {
  it.each(["x", "Bearer of two words", "tab\tinside", "~!\"'{}"])("can be %j", (value) => {
    expect(findHeaderValueError("X-Key", value)).toBeUndefined();
  });

  it.each(["", " linnet", "linnet ", "linnet\n", "lin\r\nnet: x", "linnét", "linnet\0"])(
    "fails for %j, and does not repeat it",
    (value) => {
      const error = findHeaderValueError("X-Key", value);
      expect(error).toMatchObject({ code: "invalid_value", path: [] });
      expect(`${error?.message} ${error?.advice}`).not.toContain("linn");
    },
  );
});

it("fails for the same header in two spellings", () => {
  expect(findRepeatedHeaders(["X-Key", "X-Other"])).toEqual([]);
  expect(findRepeatedHeaders(["X-Key", "x-key"])).toMatchObject([{ code: "invalid_value", path: [] }]);
});
