import type { Example } from "../example.ts";

const member = {
  type: "member",
  address: "access_member.jo",
  state: { id: "member-jo", email: "jo@example.com", name: " Jo", accountRole: "MEMBER", inviteMode: "NONE" },
};

export const example: Example = {
  vendor: "arize",
  says: "A name has a blank in the code, and the vendor stores it without.",
  before: [member],
  after: [{ ...member, state: { ...member.state, name: "Jo" } }],
  drift: {},
};
