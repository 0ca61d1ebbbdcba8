import { Construct } from "constructs";
import { expect, it } from "vitest";
import {
  AccessProvider,
  CustomRole,
  Duration,
  ForbidAdmin,
  ForbidWildcards,
  Key,
  NoEscalation,
  RequireEncryptedSecrets,
  RequireKeyExpiry,
  RequireOverlap,
  RequireReason,
  Review,
  ServiceAccount,
  SingleOwner,
  signoz,
} from "#constructs/index.ts";
import { App, Aspects, TerraformStack, Testing } from "cdktf";
it("x", () => {
  const app = Testing.app();
  const stack = new TerraformStack(app, "harbor");
  new AccessProvider(stack, "signoz", { vendor: "signoz" });
  const team = new Construct(stack, "team");
  const ferry = new ServiceAccount(team, "ferry", { exclusiveRoles: [signoz.role("signoz-viewer")] });
  const tug = new ServiceAccount(team, "tug");
  tug.addRole(signoz.role("signoz-admin"));
  const lead = new CustomRole(team, "lead", {
    permissions: [signoz.create("factor-api-key"), signoz.attach("serviceaccount"), signoz.read("dashboard")],
  });
  const mate = new ServiceAccount(team, "mate");
  mate.addRole(lead);
  new Key(team, "near", { serviceAccount: ferry });
  new Key(team, "far", { serviceAccount: tug, expiresIn: Duration.days(300), rotateAfter: "30d" });
  for (const p of [
    new ForbidAdmin(),
    new ForbidWildcards(),
    new NoEscalation(),
    new RequireEncryptedSecrets(),
    new RequireKeyExpiry({ atMost: "90d" }),
    new RequireOverlap(),
    new RequireReason(),
    new SingleOwner(),
  ])
    Aspects.of(app).add(p);
  try {
    Testing.synth(stack, true);
  } catch (e) {
    console.log((e as Error).message);
  }
});
