import { domains } from "#vendors/bigeye/facts/data/catalog.ts";
import { callMethod, useExport, writeText, writeValue } from "../code.ts";
import type { VendorWords } from "../writing.ts";

const bigeye = useExport("bigeye");

export const words: VendorWords = {
  role: (name) => callMethod(bigeye, "role", [writeText(name)]),
  permission({ action, resource, selectors }) {
    const domain = domains.find((one) => one.domain === resource);
    if (selectors !== undefined || domain?.actions.some((one) => one === action) !== true) return undefined;
    return callMethod(bigeye, action.toLowerCase(), [writeText(resource)]);
  },
  own(_object, values) {
    const [name, ...others] = values.keys();
    const groups = values.get("idpGroups");
    if (others.length > 0) return undefined;
    if (name === "base") return callMethod(bigeye, "baseRole", [writeValue(values.get("base"))]);
    return Array.isArray(groups) ? callMethod(bigeye, "idpGroups", [writeValue(groups)]) : undefined;
  },
};
