-- CreateTable
CREATE TABLE "approval_signature" (
    "approval_id" UUID NOT NULL,
    "nonce" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "authenticator_data" BYTEA NOT NULL,
    "client_data_json" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,

    CONSTRAINT "approval_signature_pkey" PRIMARY KEY ("approval_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "approval_signature_nonce_key" ON "approval_signature"("nonce");

-- AddForeignKey
ALTER TABLE "approval_signature" ADD CONSTRAINT "approval_signature_approval_id_fkey" FOREIGN KEY ("approval_id") REFERENCES "approval"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- What an approval proves follows from its factor: only a signature is not the weaker one. In history nobody was asked for any.
ALTER TABLE approval ADD CHECK (says <> 'approve' OR (factor IN ('passkey', 'totp', 'none') AND weaker = (factor <> 'passkey')));

CREATE TRIGGER approval_signature_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON approval_signature FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The challenge over which a passkey signs an approval; lib/decisions/signed-text.ts and tools/verify.mjs say the same text.
CREATE FUNCTION app.challenge_of(a public.approval, d public.decision, says text, nonce text) RETURNS text LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT rtrim(translate(encode(sha256(convert_to(concat_ws(E'\n', 'kulla/approval/v1', 'incident ' || d.incident_id, 'decision ' || d.number, 'version ' || a.version,
    'text ' || a.text_hash, 'preview ' || a.preview_hash, 'says ' || says, 'person ' || a.person_id,
    'reason ' || encode(sha256(convert_to(a.reason, 'UTF8')), 'hex'), 'nonce ' || nonce), 'UTF8')), 'base64'), '+/', '-_'), '=') $$;

-- The database cannot check the signature itself. It holds what was signed to the approval that stands there, to its person's key, and to PIN or finger.
CREATE FUNCTION app.guard_signature() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE a public.approval; d public.decision; said jsonb := convert_from(NEW.client_data_json, 'UTF8')::jsonb;
BEGIN
  SELECT * INTO a FROM public.approval WHERE id = NEW.approval_id;
  SELECT * INTO d FROM public.decision WHERE id = a.decision_id;
  IF a.person_id IS DISTINCT FROM app.person_id() OR a.says <> 'approve' OR a.factor <> 'passkey' THEN PERFORM app.refuse_decision('is signed by another'); END IF;
  IF said->>'type' IS DISTINCT FROM 'webauthn.get' OR said->>'origin' IS DISTINCT FROM NEW.origin
    OR said->>'challenge' IS DISTINCT FROM app.challenge_of(a, d, CASE d.state WHEN 'proposed' THEN 'approve' ELSE 'ratify' END, NEW.nonce) THEN PERFORM app.refuse_decision('is not what was signed'); END IF;
  IF octet_length(NEW.authenticator_data) < 37 OR get_byte(NEW.authenticator_data, 32) & 5 <> 5 THEN PERFORM app.refuse_decision('is signed without PIN or finger'); END IF;
  IF NOT EXISTS (SELECT 1 FROM public.passkey k JOIN public.person p ON p.id = k.person_id WHERE k.credential_id = NEW.credential_id AND k.public_key = NEW.public_key
    AND k.person_id = a.person_id AND k.removed_at IS NULL AND k.created_at >= p.credentials_from) THEN PERFORM app.refuse_decision('is signed with another key'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER signature_is_of_its_approval BEFORE INSERT ON approval_signature FOR EACH ROW EXECUTE FUNCTION app.guard_signature();

-- Who claims a signature brings it, in the same commit.
CREATE FUNCTION app.guard_signed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.factor = 'passkey' AND NOT EXISTS (SELECT 1 FROM public.approval_signature s WHERE s.approval_id = NEW.id) THEN PERFORM app.refuse_decision('is not signed'); END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER approval_is_signed AFTER INSERT ON approval DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.guard_signed();
