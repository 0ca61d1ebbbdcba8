import { describe, expect, it } from "vitest";
import { DescriptorSource } from "./descriptor-source.ts";
import { parseProto } from "./proto-parser.ts";
import { ProtoTypes } from "./proto-types.ts";

const head = 'syntax = "proto3";\npackage shop.v1;\n';

const shop = `${head}
// A comment.
service Till {
  rpc Pay(Order.Request) returns (Order.Receipt);
  rpc Watch(Order.Request) returns (stream Order.Receipt);
}
message Order {
  enum Size {
    SMALL = 0;
    LARGE = 1;
  }
  message Request {
    repeated Line lines = 1;
    optional bytes note_text = 3;
    map<string, Line> by_name = 4;
    oneof payment { // how
      string card = 5;
      Size cash = 6;
    }
  }
  message Receipt {}
}
message Line {
  int64 amount = 1;
}
`;

describe("a proto file", () => {
  it("is read with its nested names, labels, numbers and streams", () => {
    const { types, services } = parseProto(shop);
    expect(types.map(({ name }) => name)).toEqual(["Order.Size", "Order.Request", "Order.Receipt", "Line"]);
    expect(types[1]).toMatchObject({
      fields: [
        { name: "lines", number: 1, type: "Line", label: "repeated" },
        { name: "note_text", number: 3, type: "bytes", label: "optional" },
        { name: "by_name", number: 4, type: "Line", label: "map" },
        { name: "card", number: 5, type: "string", label: "one", oneof: "payment" },
        { name: "cash", number: 6, type: "Size", label: "one", oneof: "payment" },
      ],
    });
    expect(services[0]?.methods.map(({ kind }) => kind)).toEqual(["unary", "serverStream"]);
  });

  it("becomes descriptors whose types are found where they are declared", () => {
    const file = parseProto(shop);
    const text = new DescriptorSource(file, new ProtoTypes([file])).text();
    expect(text).toContain('repeated(1, "lines", Line)');
    expect(text).toContain('member("payment", one(6, "cash", OrderSize))');
    expect(text).toContain('readonly kind: "cash"; readonly value: OrderSize');
    expect(text).toContain('serviceType("shop.v1.Till", { pay: unary(OrderRequest, OrderReceipt)');
  });

  it.each([
    { name: "what is not proto3", text: 'syntax = "proto2";', want: 'expected "proto3"' },
    { name: "a field without a number", text: `${head}message A { string b; }`, want: "expected =" },
    { name: "an option of a field", text: `${head}message A { string b = 1 [deprecated = true]; }`, want: "[" },
    { name: "an end within a message", text: `${head}message A {`, want: "ends too early" },
  ])("fails for $name", ({ text, want }) => {
    expect(() => parseProto(text)).toThrow(want);
  });

  it("fails for a type that no file declares", () => {
    const file = parseProto(`${head}message A { Missing b = 1; }`);
    expect(() => new DescriptorSource(file, new ProtoTypes([file])).text()).toThrow(
      "no proto file declares Missing, which shop.v1.A uses",
    );
  });
});
