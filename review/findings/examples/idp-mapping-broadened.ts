import type { Example } from "../example.ts";

const mapping = { type: "role_mapping", address: "access_role_mapping.staff" } as const;

export const example: Example = {
  vendor: "signoz",
  says: "The default role becomes the editor's.",
  before: [{ ...mapping, state: { id: "d-1", authDomainId: "d-1", defaultRole: "signoz-viewer" } }],
  after: [{ ...mapping, state: { id: "d-1", authDomainId: "d-1", defaultRole: "signoz-editor" } }],
};
