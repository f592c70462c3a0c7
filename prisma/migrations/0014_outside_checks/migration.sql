-- CreateTable
CREATE TABLE "probe" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "point" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "code_hash" BYTEA NOT NULL,
    "code_ends_at" TIMESTAMPTZ(3) NOT NULL,
    "public_key" TEXT,
    "session_id" UUID,
    "enrolled_at" TIMESTAMPTZ(3),
    "interval_seconds" INTEGER NOT NULL DEFAULT 60,
    "last_seq" BIGINT NOT NULL DEFAULT 0,
    "heard_at" TIMESTAMPTZ(3),
    "marked_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by_id" UUID,

    CONSTRAINT "probe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outside_check" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "point" TEXT NOT NULL,
    "network" TEXT NOT NULL,
    "organisation_id" UUID,
    "person_id" UUID,
    "seen" TEXT NOT NULL,
    "detail" TEXT,
    "link" TEXT,
    "file_id" UUID,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outside_check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disagreement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "side" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "seen" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "resolved_by_id" UUID,
    "reason" TEXT,
    "over_at" TIMESTAMPTZ(3),

    CONSTRAINT "disagreement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "probe_code_hash_key" ON "probe"("code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "probe_session_id_key" ON "probe"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "outside_check_incident_id_system_id_side_origin_key" ON "outside_check"("incident_id", "system_id", "side", "origin");

-- CreateIndex
CREATE INDEX "disagreement_incident_id_system_id_idx" ON "disagreement"("incident_id", "system_id");

-- AddForeignKey
ALTER TABLE "probe" ADD CONSTRAINT "probe_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outside_check" ADD CONSTRAINT "outside_check_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outside_check" ADD CONSTRAINT "outside_check_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disagreement" ADD CONSTRAINT "disagreement_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disagreement" ADD CONSTRAINT "disagreement_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE outside_check ADD CHECK (side IN ('outside', 'inside'));
ALTER TABLE outside_check ADD CHECK (seen IN ('reachable', 'slow', 'wrong-content', 'certificate', 'not-reachable'));
ALTER TABLE disagreement ADD CHECK (side IN ('outside', 'inside'));
ALTER TABLE disagreement ADD CHECK ((resolved_at IS NULL) = (reason IS NULL) AND (resolved_at IS NULL) = (resolved_by_id IS NULL));
ALTER TABLE probe ADD CHECK (interval_seconds BETWEEN 15 AND 3600);
ALTER TABLE probe ADD FOREIGN KEY (added_by_id) REFERENCES person (id);
ALTER TABLE probe ADD FOREIGN KEY (revoked_by_id) REFERENCES person (id);
ALTER TABLE probe ADD FOREIGN KEY (session_id) REFERENCES session (id);
ALTER TABLE outside_check ADD FOREIGN KEY (person_id) REFERENCES person (id);
ALTER TABLE outside_check ADD FOREIGN KEY (organisation_id) REFERENCES organisation (id);
ALTER TABLE outside_check ADD FOREIGN KEY (file_id) REFERENCES file (id);
ALTER TABLE disagreement ADD FOREIGN KEY (resolved_by_id) REFERENCES person (id);
-- Two probes of one name could not be told apart on the page.
CREATE UNIQUE INDEX probe_point ON probe (lower(point)) WHERE revoked_at IS NULL;
-- However many results say so at once, a system disagrees once.
CREATE UNIQUE INDEX disagreement_once ON disagreement (incident_id, system_id, side) WHERE over_at IS NULL;

-- A probe is no person and must never borrow the rights of one.
ALTER TABLE session DROP CONSTRAINT session_check;
ALTER TABLE session ADD CHECK (kind IN ('system', 'probe') OR person_id IS NOT NULL);
ALTER TABLE session ADD CHECK (kind <> 'probe' OR person_id IS NULL);

-- A probe, or the jobs that look from inside.
CREATE FUNCTION app.is_watch() RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ DECLARE s public.session := app.session(); BEGIN RETURN coalesce(s.kind = 'probe' OR (s.kind = 'system' AND s.scope = 'jobs'), false); END $$;

-- Where a watch may look: what the catalogue says, and nothing else of it.
CREATE FUNCTION app.probe_list() RETURNS TABLE (code text, address text) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT s.code, p.probe FROM public.system s JOIN public.system_plan p ON p.system_id = s.id
       WHERE app.is_watch() AND s.retired_at IS NULL AND p.probe IS NOT NULL ORDER BY s.tier, s.code $$;

-- What a watch's results are compared with: incidents that are open, the systems, where they stand and what they need. Never shown to the watch itself.
CREATE FUNCTION app.watched(open_phases text[]) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT jsonb_build_object(
    'incidents', coalesce((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'exercise', i.exercise)) FROM public.incident i
      JOIN public.situation t ON t.incident_id = i.id WHERE t.phase = ANY (open_phases)), '[]'),
    'systems', coalesce((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code, 'name', s.name, 'watched', p.probe IS NOT NULL))
      FROM public.system s LEFT JOIN public.system_plan p ON p.system_id = s.id WHERE s.retired_at IS NULL), '[]'),
    'states', coalesce((SELECT jsonb_agg(jsonb_build_object('incident', t.incident_id, 'system', t.system_id, 'state', t.state)) FROM public.system_state t), '[]'),
    'needs', coalesce((SELECT jsonb_agg(jsonb_build_object('from', d.system_id, 'to', d.needs_id, 'kind', d.kind, 'group', d."group",
      'confirmed', d.confirmed_at IS NOT NULL)) FROM public.dependency d), '[]'))
  WHERE app.is_watch() $$;

-- What nobody said and a probe saw is said by nobody.
ALTER TABLE "system_state" ALTER COLUMN "changed_by_id" DROP NOT NULL;

-- A look that agrees with what we say is a confirmation: no new version, because nothing that somebody might be changing has changed. Of a system
-- of which nobody said anything yet (version 0) it is the first.
CREATE FUNCTION app.confirm_seen(wanted uuid, systems uuid[]) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  INSERT INTO public.system_state AS t (incident_id, system_id, confirmed_at, confirmed_by_id, since, changed_by_id, version)
    SELECT wanted, s, app.clock(), app.person_id(), NULL, NULL, 0 FROM unnest(systems) s
     WHERE app.is_watch() OR wanted = ANY (app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))
  ON CONFLICT (incident_id, system_id) DO UPDATE SET confirmed_at = greatest(t.confirmed_at, excluded.confirmed_at), confirmed_by_id = excluded.confirmed_by_id $$;

-- Taking a probe away ends its session at once.
CREATE FUNCTION app.end_probe_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE public.session SET revoked_at = NEW.revoked_at WHERE id = NEW.session_id AND revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER revoked_probe_is_out AFTER UPDATE OF revoked_at ON probe FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL)
  EXECUTE FUNCTION app.end_probe_session();

-- What is seen from outside may name a screenshot, too.
CREATE OR REPLACE FUNCTION app.link_files() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE line public.entry; named jsonb;
BEGIN
  SELECT * INTO line FROM public.entry WHERE id = NEW.entry_id;
  IF line.type NOT IN ('entry.logged', 'entry.corrected', 'outside-check.added') THEN RETURN NULL; END IF;
  FOR named IN SELECT * FROM jsonb_array_elements(NEW.body::jsonb->'files') LOOP
    INSERT INTO public.entry_file (entry_id, file_id)
      SELECT line.id, f.id FROM public.file f
       WHERE f.id = (named->>'id')::uuid AND f.incident_id = line.incident_id AND f.sha256 = named->>'sha256'
         AND CASE WHEN line.corrects_id IS NULL THEN f.person_id = line.actor_id AND NOT EXISTS (SELECT 1 FROM public.entry_file o WHERE o.file_id = f.id)
             ELSE EXISTS (SELECT 1 FROM public.entry_file o WHERE o.file_id = f.id AND o.entry_id = line.corrects_id) END;
    IF NOT FOUND THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404'; END IF;
  END LOOP;
  RETURN NULL;
END $$;
