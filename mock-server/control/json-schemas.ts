import { z } from "zod";
import { seedSchema } from "../shared/seed-file.ts";
import type { Vendor } from "../shared/vendor.ts";
import {
  clockChange,
  clockReading,
  failure,
  fault,
  faultOrder,
  journalEntry,
  journalFilter,
  snapshot,
  ssoLogin,
  ssoSession,
} from "./shapes.ts";

/** JSON Schemas of everything that `/_mock` takes and gives, and of seed files, by name. */
export function createJsonSchemas(vendors: readonly Vendor[]): Readonly<Record<string, unknown>> {
  const shapes = {
    clock: clockReading,
    clockChange,
    snapshot,
    journalFilter,
    journal: z.array(journalEntry),
    faultOrder,
    faults: z.array(fault),
    ssoLogin,
    ssoSession,
    seed: seedSchema(vendors),
    failure,
  };
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [
      name,
      z.toJSONSchema(shape, { io: "input", unrepresentable: "any" }),
    ]),
  );
}
