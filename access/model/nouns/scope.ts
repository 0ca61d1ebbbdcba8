import { object, text } from "../../schema/types.ts";

/** Where a role binding applies: a part of the vendor's account. */
export const scope = object({
  type: text.required("Type of the part, as the vendor spells it."),
  id: text.required("The vendor's id of the part."),
});
