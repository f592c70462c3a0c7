import "server-only";
import { env } from "@/lib/kernel/env";

/** The address where the provider's answers arrive, and the name of the provider in it. */
export const SSO = "oidc";

/** Whether an organisation's own sign-in is set up. */
export const hasSso = () => Boolean(env().OIDC_ISSUER && env().OIDC_CLIENT_ID);
