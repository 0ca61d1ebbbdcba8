// Made by `npm run generate`; edit what it is made from instead.
import { noun as authDomain } from "./auth-domain.ts";
import { noun as dashboardPin } from "./dashboard-pin.ts";
import { noun as dashboardV2 } from "./dashboard-v2.ts";
import { noun as dashboard } from "./dashboard.ts";
import { noun as health } from "./health.ts";
import { noun as key } from "./key.ts";
import { noun as license } from "./license.ts";
import { noun as memberRoleBinding } from "./member-role-binding.ts";
import { noun as member } from "./member.ts";
import { noun as organization } from "./organization.ts";
import { noun as ownMember } from "./own-member.ts";
import { noun as passwordResetToken } from "./password-reset-token.ts";
import { noun as passwordReset } from "./password-reset.ts";
import { noun as password } from "./password.ts";
import { noun as permissionCheck } from "./permission-check.ts";
import { noun as preference } from "./preference.ts";
import { noun as publicDashboard } from "./public-dashboard.ts";
import { noun as query } from "./query.ts";
import { noun as registration } from "./registration.ts";
import { noun as roleBindingDeprecated } from "./role-binding-deprecated.ts";
import { noun as roleBinding } from "./role-binding.ts";
import { noun as role } from "./role.ts";
import { noun as savedView } from "./saved-view.ts";
import { noun as serviceAccount } from "./service-account.ts";
import { noun as sessionContext } from "./session-context.ts";
import { noun as session } from "./session.ts";
import { noun as settings } from "./settings.ts";

export const nouns = [
  authDomain,
  dashboardPin,
  dashboardV2,
  dashboard,
  health,
  key,
  license,
  memberRoleBinding,
  member,
  organization,
  ownMember,
  passwordResetToken,
  passwordReset,
  password,
  permissionCheck,
  preference,
  publicDashboard,
  query,
  registration,
  roleBindingDeprecated,
  roleBinding,
  role,
  savedView,
  serviceAccount,
  sessionContext,
  session,
  settings,
];
