import fc from "fast-check";
import { connect } from "node:http2";
import { duplexPair } from "node:stream";
import { describe, expect, test } from "vitest";
import { FrameReader, frameTypes } from "./frames.ts";
import { HeaderAssembler } from "./header-assembler.ts";
import { HeaderDecoder } from "./header-decoder.ts";
import { encodeHeaders } from "./header-encoder.ts";
import type { Field } from "./header-table.ts";
import { staticTable } from "./static-table.ts";

const fromHex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const createDecoder = () => new HeaderDecoder((fields) => fields);

const first = [
  [":method", "GET"],
  [":scheme", "http"],
  [":path", "/"],
  [":authority", "www.example.com"],
];
const second = [...first, ["cache-control", "no-cache"]];
const third = [
  [":method", "GET"],
  [":scheme", "https"],
  [":path", "/index.html"],
  [":authority", "www.example.com"],
  ["custom-key", "custom-value"],
];
const date = "Mon, 21 Oct 2013 20:13:21 GMT";
const location = ["location", "https://www.example.com"];
const answers = [
  [[":status", "302"], ["cache-control", "private"], ["date", date], location],
  [[":status", "307"], ["cache-control", "private"], ["date", date], location],
  [
    [":status", "200"],
    ["cache-control", "private"],
    ["date", "Mon, 21 Oct 2013 20:13:22 GMT"],
    location,
    ["content-encoding", "gzip"],
    ["set-cookie", "foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1"],
  ],
];

// a table of 256 bytes, as these examples have it
const small = "3fe101";

describe("RFC 7541, appendix C", () => {
  test.each([
    {
      name: "C.3, as they are",
      blocks: [
        "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
        "8286 84be 5808 6e6f 2d63 6163 6865",
        "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65",
      ],
      want: [first, second, third],
    },
    {
      name: "C.4, Huffman-coded",
      blocks: [
        "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
        "8286 84be 5886 a8eb 1064 9cbf",
        "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf",
      ],
      want: [first, second, third],
    },
    {
      name: "C.6, Huffman-coded, with a table that overflows",
      blocks: [
        `${small} 4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e 919d 29ad 1718 63c7
         8f0b 97c8 e9ae 82ae 43d3`.replaceAll(/\s/g, ""),
        "4883 640e ffc1 c0bf",
        `88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7 821d d7f2 e6c7 b335 dfdf
         cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0 03ed 4ee5 b106 3d50 07`.replaceAll(/\s/g, ""),
      ],
      want: answers,
    },
    {
      name: "C.2.2 and C.2.3, not to be indexed",
      blocks: ["040c 2f73 616d 706c 652f 7061 7468"],
      want: [[[":path", "/sample/path"]]],
    },
  ])("$name", ({ blocks, want }) => {
    const decoder = createDecoder();
    expect(blocks.map((block) => decoder.decode(fromHex(block)))).toEqual(want);
  });
});

/** The header blocks that node:http2 makes of the requests, which are decoded in their order. */
async function sendOverNghttp2(requests: readonly (readonly Field[])[]): Promise<Field[][]> {
  const [near, far] = duplexPair();
  const session = connect("http://localhost", { createConnection: () => near });
  session.on("error", () => undefined);
  const reader = new FrameReader();
  const assembler = new HeaderAssembler();
  const decoder = createDecoder();
  const decoded: Field[][] = [];
  await new Promise<void>((resolve) => {
    far.on("data", (chunk: Buffer) => {
      reader.push(chunk);
      for (let frame = reader.next(); frame !== undefined; frame = reader.next()) {
        if (frame.type !== frameTypes.HEADERS && frame.type !== frameTypes.CONTINUATION) continue;
        const block = assembler.push(frame);
        if (block !== undefined) decoded.push([...decoder.decode(block.block)]);
      }
      if (decoded.length >= requests.length) resolve();
    });
    for (const fields of requests) session.request(Object.fromEntries(fields)).on("error", () => undefined);
  });
  session.destroy();
  far.destroy();
  return decoded.map((fields) => fields.filter(([name]) => !name.startsWith(":")));
}

describe("against nghttp2", () => {
  test("every byte of a value is decoded, alone and together with others", async () => {
    const createField = (byte: number): Field => [
      `x-${byte}`,
      `eeeeeeeeee${String.fromCharCode(byte).repeat(2)}oooooooooooooooooo`,
    ];
    const bytes = [...Array(256).keys()].slice(1);
    // nghttp2 opens at most 100 streams before it has the server's settings
    const requests = [...Array(16).keys()].map((part) => bytes.slice(part * 16, part * 16 + 16).map(createField));
    expect(await sendOverNghttp2(requests)).toEqual(requests);
  });

  test("indexed, evicted and Huffman-coded headers are decoded unchanged", async () => {
    const name = fc.stringMatching(/^x-[a-z0-9]{1,12}$/);
    const value = fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) });
    const plain = value.filter((text) => text === text.trim() && !text.includes("\x7f"));
    const request = fc
      .dictionary(name, plain, { maxKeys: 6, noNullPrototype: true })
      .map((fields) => Object.entries(fields));
    await fc.assert(
      fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 40 }), async (requests) => {
        expect(await sendOverNghttp2(requests)).toEqual(requests);
      }),
      { numRuns: 60 },
    );
  });
});

describe("Huffman codes", () => {
  // RFC 7541, appendix B: those that nghttp2 has no occasion to write, a zero and the end of string
  test("a zero is 13 bits", () => {
    expect(createDecoder().decode(fromHex("00 01 61 82 ffc7"))).toEqual([["a", "\0"]]);
  });

  test.each([
    { name: "the end of string", block: "00 01 61 84 ffffffff" },
    { name: "padding of more than seven bits", block: "00 01 61 82 1fff" },
    { name: "padding with zeros", block: "00 01 61 81 18" },
  ])("fails on $name", ({ block }) => {
    expect(() => createDecoder().decode(fromHex(block))).toThrow(
      expect.objectContaining({ code: "COMPRESSION_ERROR" }),
    );
  });
});

describe("header blocks", () => {
  test("encoded headers are decoded unchanged, including those of the static table", () => {
    const field = fc.oneof(
      fc.constantFrom(...staticTable),
      fc.tuple(fc.string({ minLength: 1 }), fc.string({ maxLength: 300 })),
    );
    const latin = field.map(([name, value]): Field => [toLatin1(name), toLatin1(value)]);
    fc.assert(
      fc.property(fc.array(latin), (fields) => {
        expect(createDecoder().decode(encodeHeaders(fields))).toEqual(fields);
      }),
    );
  });

  test("the same bytes are decoded again after the table changed", () => {
    const decoder = createDecoder();
    decoder.decode(fromHex("40 01 61 01 31"));
    expect(decoder.decode(fromHex("be"))).toEqual([["a", "1"]]);
    expect(decoder.decode(fromHex("be"))).toEqual([["a", "1"]]);
    decoder.decode(fromHex("40 01 62 01 32"));
    expect(decoder.decode(fromHex("be"))).toEqual([["b", "2"]]);
    expect(decoder.decode(fromHex("bf"))).toEqual([["a", "1"]]);
    expect(() => decoder.decode(fromHex("20 bf"))).toThrow("no header has the index 63");
  });

  test.each([
    { name: "an index of nothing", block: "80", code: "COMPRESSION_ERROR" },
    { name: "an index beyond the tables", block: "be", code: "COMPRESSION_ERROR" },
    { name: "an integer without an end", block: "ffffffffffffff", code: "COMPRESSION_ERROR" },
    { name: "an integer that is cut short", block: "ff80", code: "COMPRESSION_ERROR" },
    { name: "a string that is cut short", block: "00 05 61", code: "COMPRESSION_ERROR" },
    { name: "a table that is larger than was allowed", block: "3fe2ff03", code: "COMPRESSION_ERROR" },
    { name: "a table that changes in the middle", block: "82 20", code: "COMPRESSION_ERROR" },
  ])("fails on $name", ({ block, code }) => {
    expect(() => createDecoder().decode(fromHex(block))).toThrow(expect.objectContaining({ code }));
  });

  test("fails on a small block that stands for a large list", () => {
    const decoder = createDecoder();
    decoder.decode(encodeIndexed("a", "b".repeat(4000)));
    expect(() => decoder.decode(Buffer.alloc(20, 0xbe))).toThrow(
      expect.objectContaining({ code: "ENHANCE_YOUR_CALM" }),
    );
  });
});

function toLatin1(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}

function encodeIndexed(name: string, value: string): Buffer {
  const block = encodeHeaders([[name, value]]);
  block[0] = 0x40;
  return block;
}
