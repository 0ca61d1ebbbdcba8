import { describe, expect, test } from "vitest";
import type { Field, MessageType } from "./descriptor.ts";
import { toProtocolName } from "./message-table.ts";
import { ProviderService } from "./provider-service.ts";
import { methodPath } from "./service.ts";
import { protocolTable } from "./testing/protocol-table.ts";
import { collectTypes } from "./testing/service-types.ts";

const { messages, enums } = collectTypes(ProviderService);

function describeField(owner: MessageType, { number, key, type, label, oneof }: Field): string {
  const name = typeof type === "string" ? type : type.name;
  const spelled = owner.name === "StopProvider.Response" ? "Error" : toProtocolName(key);
  const shown = { one: name, optional: `${name}?`, repeated: `${name}[]`, map: `map<string,${name}>` }[label];
  return `${number} ${spelled} ${shown}${oneof === undefined ? "" : ` oneof ${oneof}`}`;
}

describe("the descriptors and the table of the whole protocol agree", () => {
  const ours = [...messages.values()].filter(({ name }) => !name.startsWith("google."));

  test("every served call has a descriptor of the same kind", () => {
    const calls = Object.entries(ProviderService.methods).map(([name, { kind, request, response }]) => [
      methodPath(ProviderService, name).replace("/tfplugin6.Provider/", ""),
      `${request.name} ${response.name} ${kind}`,
    ]);
    expect(calls.length).toBeGreaterThanOrEqual(20);
    expect(protocolTable.calls).toMatchObject(Object.fromEntries(calls));
  });

  test("every served message has every field, with its number and type", () => {
    expect(ours.length).toBeGreaterThan(60);
    for (const type of ours) {
      const fields = type.fields().map((field) => describeField(type, field));
      expect(fields.toSorted(), type.name).toEqual(protocolTable.messages[type.name]?.toSorted());
    }
  });

  test("every served enum has every value", () => {
    for (const { name, values } of enums.values()) {
      expect(
        Object.entries(values).map(([value, number]) => `${number} ${value}`),
        name,
      ).toEqual(protocolTable.enums[name]);
    }
  });
});

test("no message has two fields with the same number", () => {
  for (const type of messages.values()) {
    const numbers = type.fields().map(({ number }) => number);
    expect(new Set(numbers).size, type.name).toBe(numbers.length);
  }
});
