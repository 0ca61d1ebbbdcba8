import { license, success } from "../../vendors/signoz/wire.ts";
import { type Endpoint, endpoint, found } from "./endpoint.ts";
import { Refusal, notFound } from "./errors.ts";
import { settingsOf } from "./instance.ts";

const forEver = -1;

// Of the licence API only what tells whether custom roles can be written (signoz.md §1.8, §6).
export const licenseEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/api/v3/licenses/active",
    operationId: "GetActiveLicense",
    gate: { kind: "assigned", level: "viewer" },
    replies: { 200: success(license) },
    errors: { 404: ["license_not_found"], 501: ["licensing_unsupported"] },
    async handle(instance) {
      const { edition, isLicensed } = await settingsOf(instance);
      if (edition === "community") {
        throw new Refusal("unsupported", "licensing_unsupported", { message: "this edition has no licences" });
      }
      if (!isLicensed) throw notFound("license_not_found", "there is no active license");
      return found({ validFrom: 1, validUntil: forEver });
    },
  }),
];
