import { z } from "zod";
import { roles, standingRoles } from "@/lib/access/roles";

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // Control and direction signs can make one name look like another.
    .regex(/^\P{C}*$/u, "invalid");

export const Id = z.uuid();
export const Email = z.string().trim().toLowerCase().max(200).pipe(z.email("email"));
export const PersonName = text(120).min(2, "required");
export const OrganisationName = text(200).min(2, "required");
/** Incident references, as lib/incidents writes them. */
const Ref = z.string().trim().min(1, "required").max(40);
const version = z.coerce.number().int().min(1);
const password = z.string().min(1, "required").max(1000);

/** What an organisation is in a response; the words of the exercise data. */
export const organisationKinds = [
  "GOV_LEADERSHIP",
  "GOV_AGENCY",
  "NATIONAL_CSIRT",
  "LAW_ENFORCEMENT",
  "RESPONDER_LOCAL",
  "RESPONDER_VENDOR",
  "RESPONDER_CONSULTANCY",
  "RESPONDER_FOREIGN_GOV",
  "OBSERVER_EXTERNAL",
] as const;

export const ById = z.strictObject({ id: Id });
export const Nothing = z.strictObject({});

export const InvitePerson = z.strictObject({ name: PersonName, email: Email, organisationId: Id });
/** Whole: somebody who is only named in the record has no e-mail. */
export const ChangePerson = z.strictObject({
  id: Id,
  name: PersonName,
  email: Email.optional(),
  organisationId: Id,
  version,
});
export const Duty = z.strictObject({ id: Id, role: z.enum(standingRoles) });
export const GrantMembership = z.strictObject({
  id: Id,
  ref: Ref,
  role: z.enum(roles),
  days: z.coerce.number().int().min(1).max(730).optional(),
});
export const EndMembership = z.strictObject({ id: Id, ref: Ref, role: z.enum(roles) });
export const ListPeople = z.strictObject({
  search: z.string().trim().max(100).optional(),
  after: z.string().max(400).optional(),
});
export const ListAudit = z.strictObject({
  before: z
    .string()
    .regex(/^\d{1,18}$/, "invalid")
    .optional(),
});

const organisation = { name: OrganisationName, localName: text(200).optional(), kind: z.enum(organisationKinds) };
export const AddOrganisation = z.strictObject(organisation);
export const ChangeOrganisation = z.strictObject({ id: Id, ...organisation, version });

/** What the browser's own key dialogue gave back; its form is checked by the WebAuthn library. */
export const PasskeyResponse = z.looseObject({
  id: z.string().max(1400),
  rawId: z.string().max(1400),
  type: z.literal("public-key"),
  response: z.looseObject({ clientDataJSON: z.string().max(4000) }),
  clientExtensionResults: z.looseObject({}).default({}),
});
export type PasskeyResponse = z.output<typeof PasskeyResponse>;

const bytes = (max: number) => z.base64url().max(max);
/** The same when something is signed: all parts of it are kept. */
export const PasskeySignature = PasskeyResponse.extend({
  response: z.looseObject({
    clientDataJSON: bytes(4000),
    authenticatorData: bytes(4000),
    signature: bytes(2000),
  }),
});
export type PasskeySignature = z.output<typeof PasskeySignature>;

export const SetPassword = z.strictObject({ password });
const ticket = z.string().max(400);
const totpCode = z.string().min(1, "required").max(20);
export const SetTotp = z.strictObject({ totpTicket: ticket, totpCode });
export const AddPasskey = z.strictObject({ name: text(60).min(1, "required"), response: PasskeyResponse });

export const OneTimeCode = z.strictObject({ code: z.string().min(1, "required").max(100) });
/** Who asks for a first key: at set-up nobody is known yet. */
export const OfferTo = OneTimeCode.extend({ name: PersonName.default("?"), email: Email.default("?") });
/** The first credentials, set with a one-time code: a password (and a code generator), or a passkey. */
export const Redeem = OneTimeCode.extend({
  password: password.optional(),
  totpTicket: ticket.optional(),
  totpCode: totpCode.optional(),
  passkey: AddPasskey.optional(),
});
/** The same at set-up, with the first organisation and the first administrator. */
export const SetUp = Redeem.extend({ organisation: OrganisationName, name: PersonName, email: Email });
