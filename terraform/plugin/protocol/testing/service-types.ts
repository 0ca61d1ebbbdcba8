import type { EnumType, Field, MessageType } from "./descriptor.ts";
import type { ServiceType } from "./service.ts";

export interface Reachable {
  readonly messages: ReadonlyMap<string, MessageType>;
  readonly enums: ReadonlyMap<string, EnumType>;
}

/** Every message and enum that the methods of a service need, by name. */
export function reachableFrom(service: ServiceType): Reachable {
  const messages = new Map<string, MessageType>();
  const enums = new Map<string, EnumType>();
  const visit = (type: MessageType): void => {
    if (messages.has(type.name)) return;
    messages.set(type.name, type);
    for (const { field } of fieldsOf(type)) {
      const target = typeof field.type === "function" ? field.type() : field.type;
      if (typeof target === "string") continue;
      if (target.kind === "enum") enums.set(target.name, target);
      else visit(target);
    }
  };
  for (const { request, response } of Object.values(service.methods)) {
    visit(request);
    visit(response);
  }
  return { messages, enums };
}

interface MessageField {
  readonly key: string;
  readonly field: Field;
  readonly oneof: string | undefined;
}

/** The fields of a message, those inside its oneofs too. */
export function fieldsOf(type: MessageType): readonly MessageField[] {
  return Object.entries(type.fields).flatMap(([key, field]): MessageField[] =>
    field.kind === "field"
      ? [{ key, field, oneof: undefined }]
      : Object.entries(field.members).map(([member, inner]) => ({ key: member, field: inner, oneof: key })),
  );
}
