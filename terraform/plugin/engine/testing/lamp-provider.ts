import { defineDataSource, defineEphemeralResource, defineResource } from "#access/schema/definition.ts";
import type { Config } from "#access/schema/records.ts";
import { instant, text } from "#access/schema/types.ts";
import { type EphemeralHandlers, serveEphemeralResource } from "../ephemeral.ts";
import type { DataSourceHandlers, Provider, ResourceHandlers } from "../provider.ts";
import { serveDataSource, serveResource } from "../provider.ts";

/** A resource for the engine's tests, with every kind of attribute and no vendor. */
export const lamp = defineResource({
  type: "lamp",
  summary: "A lamp.",
  version: 2,
  upgrades: {
    0: ({ name, ...rest }) => ({ ...rest, place: name }),
    1: ({ place, ...rest }) => ({ ...rest, room: place }),
  },
  importId: ["room", "id"],
  attributes: {
    id: text.computed("id"),
    room: text.required("room").replaces(),
    label: text.optional("label"),
    litUntil: instant.optional("lit until"),
    code: text.computed("code").secret().notReadBack(),
    pin: text.optional("pin").writeOnly(),
  },
});

export const shelf = defineDataSource({
  type: "shelf",
  summary: "A shelf.",
  attributes: { name: text.required("name"), height: text.computed("height") },
});

export const match = defineEphemeralResource({
  type: "match",
  summary: "A match.",
  attributes: {
    box: text.required("box"),
    colour: text.optional("colour").default("red"),
    flame: text.computed("flame").secret(),
  },
});

export const settings = { house: text.optional("house"), key: text.optional("key").secret() };

export type Settings = Config<typeof settings>;
export type LampHandlers = ResourceHandlers<typeof lamp, { readonly house: string }, Settings>;
export type MatchHandlers = EphemeralHandlers<typeof match, { readonly house: string }, Settings>;
export type ShelfHandlers = DataSourceHandlers<typeof shelf, { readonly house: string }, Settings>;

function refuseCall(): never {
  throw new Error("this handler was not expected to be called");
}

/** A provider with the given handlers; calling any other fails the test. */
export function lampProvider(
  handlers: Partial<LampHandlers> = {},
  others: Partial<Provider<typeof settings, { readonly house: string }>> & {
    readonly shelf?: Partial<ShelfHandlers>;
    readonly match?: Partial<MatchHandlers>;
  } = {},
): Provider<typeof settings, { readonly house: string }> {
  const { shelf: shelfHandlers, match: matchHandlers, ...rest } = others;
  return {
    name: "home",
    summary: "A home.",
    attributes: settings,
    configure: ({ settings: { house } }) => ({ house: typeof house === "string" ? house : "none" }),
    explain: () => undefined,
    resources: [
      serveResource(lamp, {
        create: refuseCall,
        read: refuseCall,
        update: refuseCall,
        remove: refuseCall,
        ...handlers,
      }),
    ],
    dataSources: [serveDataSource(shelf, { read: refuseCall, ...shelfHandlers })],
    ephemeralResources: [serveEphemeralResource(match, { open: refuseCall, ...matchHandlers })],
    ...rest,
  };
}
