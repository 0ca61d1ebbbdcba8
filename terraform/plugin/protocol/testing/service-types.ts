import type { EnumType, MessageType } from "../descriptor.ts";
import type { ServiceType } from "../service.ts";

export interface ServiceTypes {
  readonly messages: ReadonlyMap<string, MessageType>;
  readonly enums: ReadonlyMap<string, EnumType>;
}

/** Collects every message and enum that the methods of a service need, by name. */
export function collectTypes(service: ServiceType): ServiceTypes {
  const messages = new Map<string, MessageType>();
  const enums = new Map<string, EnumType>();
  const visit = (type: MessageType): void => {
    if (messages.has(type.name)) return;
    messages.set(type.name, type);
    for (const { type: target } of type.fields()) {
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
