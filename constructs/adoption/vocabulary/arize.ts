import { catalog } from "#vendors/arize/facts/data/catalog.ts";
import { callMethod, useExport, writeText, writeValue } from "../code.ts";
import type { VendorWords } from "../writing.ts";

const arize = useExport("arize");

/** What Arize decides where nobody says it. */
function isUsuallyDeveloper(accountRole: unknown): boolean {
  return accountRole === "ADMIN" || accountRole === "MEMBER";
}

export const words: VendorWords = {
  role: (name) => callMethod(arize, "role", [writeText(name)]),
  permission({ action, resource, selectors }) {
    const known = catalog.find((one) => one.action === action && one.resource === resource);
    if (selectors !== undefined || known === undefined) return undefined;
    return callMethod(arize, "permission", [writeText(known.name)]);
  },
  own(object, values) {
    const isDeveloper = values.get("isDeveloper");
    if (values.size !== 1 || typeof isDeveloper !== "boolean") return undefined;
    if (isDeveloper === isUsuallyDeveloper(object.values.get("accountRole"))) return null;
    return callMethod(arize, "member", [writeValue({ isDeveloper })]);
  },
};
