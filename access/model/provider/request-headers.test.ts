import { describe, expect, it } from "vitest";
import { headerNameError, headerValueError, repeatedHeaderErrors } from "./request-headers.ts";

describe("the name of a header", () => {
  it.each(["X-Gateway-Key", "cookie", "CF-Access-Client-Secret", "x!#$%&'*+.^_`|~9"])("can be %s", (name) => {
    expect(headerNameError(name)).toBeUndefined();
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
  ])("fails for $name, which the client owns, with the reason", ({ name, says }) => {
    const error = headerNameError(name);
    expect(error).toMatchObject({ code: "invalid_value", path: [] });
    expect(error?.message).toContain(says);
  });

  it.each(["", "linnet key", "linnet:key", "linnét", "linnet\r\nx", "(linnet)"])(
    "fails for %j, which is no token, and does not repeat it",
    (name) => {
      const error = headerNameError(name);
      expect(error).toMatchObject({ code: "invalid_value", path: [] });
      expect(`${error?.message} ${error?.advice}`).not.toContain("linn");
    },
  );
});

describe("the value of a header", () => {
  it.each(["x", "Bearer of two words", "tab\tinside", "~!\"'{}"])("can be %j", (value) => {
    expect(headerValueError("X-Key", value)).toBeUndefined();
  });

  it.each(["", " linnet", "linnet ", "linnet\n", "lin\r\nnet: x", "linnét", "linnet\0"])(
    "fails for %j, and does not repeat it",
    (value) => {
      const error = headerValueError("X-Key", value);
      expect(error).toMatchObject({ code: "invalid_value", path: [] });
      expect(`${error?.message} ${error?.advice}`).not.toContain("linn");
    },
  );
});

it("fails for one header in two spellings", () => {
  expect(repeatedHeaderErrors(["X-Key", "X-Other"])).toEqual([]);
  expect(repeatedHeaderErrors(["X-Key", "x-key"])).toMatchObject([{ code: "invalid_value", path: [] }]);
});
