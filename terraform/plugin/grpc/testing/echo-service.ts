import { message, one } from "../../protocol/descriptor.ts";
import type { Handlers } from "../../protocol/service.ts";
import { bidi, clientStream, serverStream, serviceType, unary } from "../../protocol/service.ts";
import type { Service } from "../endpoints.ts";

interface Note {
  readonly text: string;
  readonly count: number;
  readonly data: Uint8Array;
}

const Note = message<Note, Partial<Note>>("Note", () => [
  one(1, "text", "string"),
  one(2, "count", "int32"),
  one(3, "data", "bytes"),
]);

/** A service with a method of each kind, for the tests of the transports. */
export const EchoService = serviceType("test.Echo", {
  repeat: unary(Note, Note),
  count: serverStream(Note, Note),
  collect: clientStream(Note, Note),
  converse: bidi(Note, Note),
  unserved: unary(Note, Note),
});

export type EchoHandlers = Handlers<typeof EchoService>;

const echo: EchoHandlers = {
  repeat: (note) => note,
  async *count({ count }) {
    for (let at = 0; at < count; at++) yield { count: at };
  },
  async collect(notes) {
    let text = "";
    for await (const note of notes) text += note.text;
    return { text };
  },
  async *converse(notes) {
    for await (const { text } of notes) yield { text: text.toUpperCase() };
  },
};

export function echoService(handlers: EchoHandlers = {}): Service {
  return { service: EchoService, handlers: { ...echo, ...handlers } };
}
