import { object, text } from "../../schema/types.ts";

/** Where a role binding holds: a part of the vendor's account. */
export const scope = object({
  type: text.required("The kind of the part, in the vendor's word."),
  id: text.required("The vendor's id of the part."),
});
