-- AlterTable
ALTER TABLE "system_state" ADD COLUMN     "decision_id" UUID;

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "number" INTEGER NOT NULL DEFAULT 0,
    "type" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "title" TEXT NOT NULL,
    "words" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "proposed_by_id" UUID,
    "proposed_at" TIMESTAMPTZ(3),
    "lapses_at" TIMESTAMPTZ(3),
    "decided_at" TIMESTAMPTZ(3),
    "end_reason" TEXT,
    "undoes_id" UUID,
    "emergency_reason" TEXT,
    "ratify_by" TIMESTAMPTZ(3),
    "ratified_at" TIMESTAMPTZ(3),
    "started_by_id" UUID,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "review_at" TIMESTAMPTZ(3),
    "verified_by_id" UUID,
    "verified_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_scope" (
    "decision_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "decision_scope_pkey" PRIMARY KEY ("decision_id","system_id")
);

-- CreateTable
CREATE TABLE "decision_version" (
    "decision_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "made_by_id" UUID NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_version_pkey" PRIMARY KEY ("decision_id","version")
);

-- CreateTable
CREATE TABLE "decision_preview" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "decision_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "map_version" BIGINT NOT NULL,
    "effects" JSONB NOT NULL,
    "seen" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "needed" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by_id" UUID NOT NULL,

    CONSTRAINT "decision_preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preview_opening" (
    "preview_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preview_opening_pkey" PRIMARY KEY ("preview_id","person_id")
);

-- CreateTable
CREATE TABLE "approval" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "decision_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "preview_id" UUID,
    "person_id" UUID NOT NULL,
    "says" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "text_hash" TEXT NOT NULL,
    "preview_hash" TEXT,
    "by_right" TEXT,
    "delegation_id" UUID,
    "factor" TEXT,
    "weaker" BOOLEAN NOT NULL DEFAULT true,
    "given_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delegation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "types" TEXT[],
    "tier_from" INTEGER NOT NULL,
    "systems_max" INTEGER NOT NULL,
    "organisation_ids" UUID[],
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "given_by_id" UUID NOT NULL,
    "given_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_criterion" (
    "decision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "met_at" TIMESTAMPTZ(3),
    "met_by_id" UUID,
    "evidence" TEXT,
    "waived_at" TIMESTAMPTZ(3),
    "waived_by_id" UUID,
    "waiver" TEXT,

    CONSTRAINT "decision_criterion_pkey" PRIMARY KEY ("decision_id","position")
);

-- CreateTable
CREATE TABLE "decision_step" (
    "decision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "system_id" UUID,
    "text" TEXT NOT NULL,

    CONSTRAINT "decision_step_pkey" PRIMARY KEY ("decision_id","position")
);

-- CreateTable
CREATE TABLE "step_act" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "decision_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "done" BOOLEAN NOT NULL,
    "note" TEXT,
    "by_id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "step_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_stage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "decision_id" UUID NOT NULL,
    "stage" TEXT NOT NULL,
    "system_ids" UUID[],
    "conditions" TEXT NOT NULL,
    "limits" TEXT,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "decision_stage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "decision_undoes_id_idx" ON "decision"("undoes_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_incident_id_number_key" ON "decision"("incident_id", "number");

-- CreateIndex
CREATE INDEX "decision_scope_system_id_idx" ON "decision_scope"("system_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_preview_decision_id_number_key" ON "decision_preview"("decision_id", "number");

-- CreateIndex
CREATE INDEX "approval_decision_id_version_idx" ON "approval"("decision_id", "version");

-- CreateIndex
CREATE INDEX "delegation_incident_id_idx" ON "delegation"("incident_id");

-- CreateIndex
CREATE INDEX "step_act_decision_id_position_idx" ON "step_act"("decision_id", "position");

-- CreateIndex
CREATE INDEX "decision_stage_decision_id_idx" ON "decision_stage"("decision_id");

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_undoes_id_fkey" FOREIGN KEY ("undoes_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_scope" ADD CONSTRAINT "decision_scope_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_scope" ADD CONSTRAINT "decision_scope_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_version" ADD CONSTRAINT "decision_version_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_preview" ADD CONSTRAINT "decision_preview_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preview_opening" ADD CONSTRAINT "preview_opening_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "decision_preview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_preview_id_fkey" FOREIGN KEY ("preview_id") REFERENCES "decision_preview"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approval" ADD CONSTRAINT "approval_delegation_id_fkey" FOREIGN KEY ("delegation_id") REFERENCES "delegation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delegation" ADD CONSTRAINT "delegation_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_criterion" ADD CONSTRAINT "decision_criterion_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_step" ADD CONSTRAINT "decision_step_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_step" ADD CONSTRAINT "decision_step_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_act" ADD CONSTRAINT "step_act_decision_id_position_fkey" FOREIGN KEY ("decision_id", "position") REFERENCES "decision_step"("decision_id", "position") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision_stage" ADD CONSTRAINT "decision_stage_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

ALTER TABLE decision ADD CHECK (type IN ('shutdown', 'isolate', 'restrict-access', 'keep-up', 'extend', 'restore', 'lift-restriction', 'maintenance-window', 'continuity-measure', 'decommission', 'tell-public', 'ask-for-help'));
ALTER TABLE decision ADD CHECK (state IN ('draft', 'proposed', 'returned', 'approved', 'executing', 'failed', 'in-force', 'executed', 'verified', 'partially-restored', 'restored', 'closed', 'rejected', 'withdrawn', 'lapsed', 'cancelled'));
ALTER TABLE decision ADD CHECK ((emergency_reason IS NULL) = (ratify_by IS NULL));
ALTER TABLE decision ADD CHECK (state IN ('draft', 'withdrawn') OR (version > 0 AND proposed_by_id IS NOT NULL AND lapses_at IS NOT NULL));
ALTER TABLE decision_version ADD CHECK (hash = encode(sha256(convert_to(text, 'UTF8')), 'hex'));
ALTER TABLE decision_preview ADD CHECK (hash = encode(sha256(convert_to(seen, 'UTF8')), 'hex'));
ALTER TABLE decision_preview ADD CHECK (needed IN (1, 2));
ALTER TABLE approval ADD CHECK (says IN ('approve', 'reject', 'return', 'answer'));
ALTER TABLE approval ADD CHECK (by_right IN ('authority', 'delegation', 'leadership'));
ALTER TABLE approval ADD CHECK (says = 'answer' OR by_right IS NOT NULL);
ALTER TABLE approval ADD CHECK ((by_right = 'delegation') = (delegation_id IS NOT NULL));
ALTER TABLE approval ADD CHECK (says <> 'approve' OR (preview_id IS NOT NULL AND preview_hash IS NOT NULL AND factor IS NOT NULL));
-- Sent twice, or at once from two windows: one approval a person, version and preview.
CREATE UNIQUE INDEX approval_once ON approval (decision_id, version, preview_id, person_id) WHERE says = 'approve';
ALTER TABLE delegation ADD CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '24 hours');
ALTER TABLE delegation ADD CHECK (person_id <> given_by_id);
ALTER TABLE delegation ADD CHECK ((ended_at IS NULL) = (ended_by_id IS NULL));
ALTER TABLE delegation ADD CHECK (tier_from BETWEEN 0 AND 4 AND systems_max BETWEEN 1 AND 200);
ALTER TABLE decision_criterion ADD CHECK ((met_at IS NULL) = (met_by_id IS NULL) AND (met_at IS NULL) = (evidence IS NULL));
ALTER TABLE decision_criterion ADD CHECK ((waived_at IS NULL) = (waived_by_id IS NULL) AND (waived_at IS NULL) = (waiver IS NULL));
ALTER TABLE decision_step ADD CHECK (kind IN ('evidence', 'step', 'state'));
ALTER TABLE step_act ADD CHECK (done OR note IS NOT NULL);
ALTER TABLE decision_stage ADD CHECK (stage IN ('internal', 'limited', 'all', 'off'));
ALTER TABLE decision_stage ADD CHECK (stage <> 'limited' OR limits IS NOT NULL);
ALTER TABLE decision ADD FOREIGN KEY (created_by_id) REFERENCES person (id), ADD FOREIGN KEY (proposed_by_id) REFERENCES person (id),
  ADD FOREIGN KEY (started_by_id) REFERENCES person (id), ADD FOREIGN KEY (verified_by_id) REFERENCES person (id);
ALTER TABLE decision_version ADD FOREIGN KEY (made_by_id) REFERENCES person (id);
ALTER TABLE decision_preview ADD FOREIGN KEY (made_by_id) REFERENCES person (id);
ALTER TABLE preview_opening ADD FOREIGN KEY (person_id) REFERENCES person (id);
ALTER TABLE approval ADD FOREIGN KEY (person_id) REFERENCES person (id),
  ADD FOREIGN KEY (decision_id, version) REFERENCES decision_version (decision_id, version);
ALTER TABLE delegation ADD FOREIGN KEY (person_id) REFERENCES person (id), ADD FOREIGN KEY (given_by_id) REFERENCES person (id);
ALTER TABLE step_act ADD FOREIGN KEY (by_id) REFERENCES person (id);
ALTER TABLE decision_stage ADD FOREIGN KEY (by_id) REFERENCES person (id);
ALTER TABLE system_state ADD FOREIGN KEY (decision_id) REFERENCES decision (id);

-- What was put before people, what they saw and what they answered is never changed.
CREATE TRIGGER decision_version_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_version FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER decision_preview_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_preview FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER preview_opening_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON preview_opening FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER approval_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON approval FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER decision_step_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_step FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER step_act_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON step_act FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER decision_stage_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON decision_stage FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The machine of lib/decisions/machine.ts once more, because a breach would be a catastrophe; a test holds the two to each other.
CREATE FUNCTION app.decision_moves(was text, becomes text) RETURNS boolean LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT was || ' ' || becomes = ANY (ARRAY[
    'draft proposed', 'lapsed proposed', 'proposed returned', 'returned proposed', 'proposed approved', 'proposed rejected',
    'draft withdrawn', 'proposed withdrawn', 'returned withdrawn', 'lapsed withdrawn', 'approved cancelled', 'failed cancelled',
    'proposed lapsed', 'returned lapsed', 'draft executing', 'proposed executing', 'returned executing', 'lapsed executing',
    'approved executing', 'failed executing', 'executing failed', 'executing in-force', 'executing executed', 'in-force verified', 'executed verified',
    'in-force partially-restored', 'failed partially-restored', 'verified partially-restored', 'restored partially-restored',
    'in-force restored', 'failed restored', 'verified restored', 'partially-restored restored',
    'partially-restored in-force', 'restored in-force', 'restored closed', 'verified closed']) $$;

-- What people did before there were these rules, told by the owner's loader: in an exercise, on its own clock, and only under the mark that it writes into
-- the line of the act. Machine, proposer, roles, hashes, verifier and closing hold for history, too. The role of the app can set nothing of this.
CREATE FUNCTION app.is_history(incident uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT app.is_loaded() AND coalesce(current_setting('app.historical', true), '') LIKE 'historical: %' AND EXISTS (SELECT 1 FROM public.incident i WHERE i.id = incident AND i.exercise) $$;

CREATE FUNCTION app.refuse_decision(why text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN RAISE EXCEPTION 'decision: %', why USING ERRCODE = 'KU403'; END $$;

-- Numbers without gaps, and every decision begins as a draft of whoever writes it.
CREATE FUNCTION app.number_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.version <> 0 OR NEW.emergency_reason IS NOT NULL OR NEW.proposed_by_id IS NOT NULL THEN PERFORM app.refuse_decision('begins as a draft'); END IF;
  PERFORM pg_advisory_xact_lock(72707372, hashtext(NEW.incident_id::text));
  NEW.number := coalesce((SELECT max(number) FROM public.decision WHERE incident_id = NEW.incident_id), 0) + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_is_numbered BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION app.number_decision();

-- The codes of the systems that a decision is about, in its order.
CREATE FUNCTION app.scope_of(decision uuid) RETURNS jsonb LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT coalesce(jsonb_agg(s.code ORDER BY x.position), '[]') FROM public.decision_scope x JOIN public.system s ON s.id = x.system_id WHERE x.decision_id = decision $$;

-- What stands before people is what the decision says now.
CREATE FUNCTION app.is_as_frozen(d public.decision) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM public.decision_version v WHERE v.decision_id = d.id AND v.version = d.version
    AND v.text::jsonb->'words' = d.words AND v.text::jsonb->>'type' = d.type AND v.text::jsonb->>'title' = d.title
    AND v.text::jsonb->'systems' = app.scope_of(d.id)) $$;

-- How many people it needs at least, by its systems alone: the program looks at everything that would stop, and may ask for more.
CREATE FUNCTION app.people_needed(wanted uuid) RETURNS int LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN EXISTS (SELECT 1 FROM public.decision d JOIN public.decision_scope x ON x.decision_id = d.id JOIN public.system s ON s.id = x.system_id
    WHERE d.id = wanted AND d.type IN ('shutdown', 'isolate', 'maintenance-window', 'decommission', 'restore')
      AND (s.tier <= 1 OR s.kind IN ('citizen-service', 'business-service', 'border-service') OR s.audiences && ARRAY['citizens', 'abroad'])) THEN 2 ELSE 1 END $$;

-- Somebody still has the role in which they approved; a delegation has to live when it is used, and may end afterwards.
CREATE FUNCTION app.holds_right(person uuid, incident uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT EXISTS (SELECT 1 FROM public.membership m WHERE m.person_id = person AND m.incident_id = incident AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())
    AND m.role = ANY (CASE wanted WHEN 'authority' THEN ARRAY['DECISION_AUTHORITY'] WHEN 'leadership' THEN ARRAY['LEADERSHIP'] ELSE ARRAY['INCIDENT_COMMANDER', 'AGENCY_STAFF'] END)) $$;

-- Enough different people approved what stands before them now, as they saw it, and still hold the right to; leadership never alone. In history one may have been enough.
CREATE FUNCTION app.approvals_suffice(d public.decision) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH seen AS (SELECT * FROM public.decision_preview WHERE decision_id = d.id ORDER BY number DESC LIMIT 1),
  given AS (SELECT DISTINCT a.person_id, a.by_right FROM public.approval a, seen
    WHERE a.decision_id = d.id AND a.says = 'approve' AND a.version = d.version AND seen.version = d.version AND a.preview_hash = seen.hash
      AND (d.emergency_reason IS NULL OR a.person_id IS DISTINCT FROM d.started_by_id)
      AND EXISTS (SELECT 1 FROM public.person p WHERE p.id = a.person_id AND p.disabled_at IS NULL)
      AND app.holds_right(a.person_id, d.incident_id, a.by_right))
  SELECT ((SELECT count(DISTINCT person_id) FROM given) >= greatest((SELECT needed FROM seen), app.people_needed(d.id)) OR app.is_history(d.incident_id))
    AND EXISTS (SELECT 1 FROM given WHERE by_right <> 'leadership') $$;

CREATE FUNCTION app.guard_decision() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  me uuid := app.person_id();
  moved boolean := NEW.state <> OLD.state;
  said boolean := (NEW.words, NEW.title, NEW.type, NEW.undoes_id) IS DISTINCT FROM (OLD.words, OLD.title, OLD.type, OLD.undoes_id);
BEGIN
  IF (NEW.id, NEW.incident_id, NEW.number, NEW.created_by_id, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.incident_id, OLD.number, OLD.created_by_id, OLD.created_at)
    THEN PERFORM app.refuse_decision('is another'); END IF;
  IF moved AND NOT app.decision_moves(OLD.state, NEW.state) THEN PERFORM app.refuse_decision('no such move'); END IF;
  -- Words change only before they are approved, and what people have before them only as a new version.
  IF said AND OLD.state NOT IN ('draft', 'proposed', 'returned', 'lapsed') THEN PERFORM app.refuse_decision('is decided'); END IF;
  IF NEW.version NOT IN (OLD.version, OLD.version + 1) OR (said AND OLD.version > 0 AND NEW.version = OLD.version) THEN PERFORM app.refuse_decision('is a new version'); END IF;
  IF NEW.version <> OLD.version AND (OLD.state NOT IN ('draft', 'proposed', 'returned', 'lapsed') OR NOT EXISTS (
    SELECT 1 FROM public.decision_version v WHERE v.decision_id = NEW.id AND v.version = NEW.version AND v.made_by_id = me)) THEN PERFORM app.refuse_decision('is not frozen'); END IF;
  IF NEW.proposed_by_id IS DISTINCT FROM OLD.proposed_by_id
    AND NOT (moved AND OLD.state IN ('draft', 'lapsed') AND NEW.proposed_by_id = me) THEN PERFORM app.refuse_decision('has its proposer'); END IF;
  IF OLD.emergency_reason IS NOT NULL AND (NEW.emergency_reason, NEW.ratify_by) IS DISTINCT FROM (OLD.emergency_reason, OLD.ratify_by)
    THEN PERFORM app.refuse_decision('was an emergency'); END IF;
  -- The jobs let proposals lapse when their time has come; leadership answers proposals; everything else is for those who run the response.
  IF moved AND NEW.state = 'lapsed' AND NEW.lapses_at > app.clock() THEN PERFORM app.refuse_decision('has time'); END IF;
  IF NOT (NEW.incident_id = ANY (app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))) AND (said OR NOT (
    (moved AND NEW.state IN ('approved', 'returned', 'rejected')) OR (NEW.ratified_at IS NOT NULL AND OLD.ratified_at IS NULL AND NOT moved)
    OR (moved AND NEW.state = 'lapsed' AND app.is_system('jobs')))) THEN PERFORM app.refuse_decision('is for the response'); END IF;
  IF (moved AND NEW.state IN ('proposed', 'approved', 'executing')) OR NEW.ratified_at IS DISTINCT FROM OLD.ratified_at THEN
    IF NOT app.is_as_frozen(NEW) THEN PERFORM app.refuse_decision('says something else than people saw'); END IF;
  END IF;
  IF moved AND NEW.state = 'proposed' AND NEW.lapses_at <= app.clock() THEN PERFORM app.refuse_decision('lapses'); END IF;
  IF moved AND NEW.state = 'approved' AND NOT app.approvals_suffice(NEW) THEN PERFORM app.refuse_decision('needs approval'); END IF;
  IF NEW.ratified_at IS DISTINCT FROM OLD.ratified_at AND (OLD.ratified_at IS NOT NULL OR NEW.emergency_reason IS NULL OR NOT app.approvals_suffice(NEW))
    THEN PERFORM app.refuse_decision('needs approval'); END IF;
  IF moved AND NEW.state = 'executing' THEN
    IF NEW.started_by_id IS DISTINCT FROM me THEN PERFORM app.refuse_decision('is started in one''s own name'); END IF;
    IF OLD.state NOT IN ('approved', 'failed') AND (NEW.emergency_reason IS NULL OR NEW.ratified_at IS NOT NULL OR NEW.ratify_by > app.clock() + interval '12 hours 1 minute'
      OR NOT NEW.incident_id = ANY (app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))) THEN PERFORM app.refuse_decision('is no emergency'); END IF;
  ELSIF NEW.emergency_reason IS DISTINCT FROM OLD.emergency_reason THEN PERFORM app.refuse_decision('is no emergency');
  ELSIF NEW.started_by_id IS DISTINCT FROM OLD.started_by_id THEN PERFORM app.refuse_decision('has its starter');
  END IF;
  -- Who carried it out does not verify it (D4).
  IF NEW.verified_by_id IS DISTINCT FROM OLD.verified_by_id AND NOT (moved AND NEW.state = 'verified' AND NEW.verified_by_id = me) THEN PERFORM app.refuse_decision('is verified in one''s own name'); END IF;
  IF moved AND NEW.state = 'verified' AND (NEW.verified_by_id IS NULL OR NEW.verified_by_id = NEW.started_by_id
    OR EXISTS (SELECT 1 FROM public.step_act a WHERE a.decision_id = NEW.id AND a.by_id = NEW.verified_by_id)
    OR EXISTS (SELECT 1 FROM public.decision_stage g WHERE g.decision_id = NEW.id AND g.by_id = NEW.verified_by_id)) THEN PERFORM app.refuse_decision('is verified by another'); END IF;
  -- A stop is closed when nothing in its scope is down (D10).
  IF moved AND NEW.state = 'closed' AND NEW.type IN ('shutdown', 'isolate', 'restrict-access') AND (OLD.state <> 'restored' OR EXISTS (
    SELECT 1 FROM public.decision_scope x JOIN public.system_state t ON t.system_id = x.system_id AND t.incident_id = NEW.incident_id
    WHERE x.decision_id = NEW.id AND t.state IN ('down', 'shut_down', 'restoring', 'maintenance'))) THEN PERFORM app.refuse_decision('is not restored'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_keeps_its_rules BEFORE UPDATE ON decision FOR EACH ROW EXECUTE FUNCTION app.guard_decision();

-- Scope changes only before it is decided; what it then is, is compared with the frozen text.
CREATE FUNCTION app.guard_scope() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF (SELECT state FROM public.decision WHERE id = coalesce(NEW.decision_id, OLD.decision_id)) NOT IN ('draft', 'proposed', 'returned', 'lapsed')
    THEN PERFORM app.refuse_decision('is decided'); END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER scope_is_open BEFORE INSERT OR UPDATE OR DELETE ON decision_scope FOR EACH ROW EXECUTE FUNCTION app.guard_scope();

CREATE FUNCTION app.guard_preview() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE d public.decision;
BEGIN
  SELECT * INTO d FROM public.decision WHERE id = NEW.decision_id;
  IF NEW.version <> d.version OR NEW.needed < app.people_needed(d.id) OR NEW.map_version > (SELECT version FROM public.map_version)
    OR NEW.number <> 1 + coalesce((SELECT max(number) FROM public.decision_preview WHERE decision_id = d.id), 0)
    OR NEW.seen::jsonb->>'text' IS DISTINCT FROM (SELECT hash FROM public.decision_version WHERE decision_id = d.id AND version = d.version)
    THEN PERFORM app.refuse_decision('is previewed as it is'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER preview_is_of_now BEFORE INSERT ON decision_preview FOR EACH ROW EXECUTE FUNCTION app.guard_preview();

-- A live delegation of this person covers everything that the decision is about (D5).
CREATE FUNCTION app.covers(g public.delegation, d public.decision, at timestamptz) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT g.incident_id = d.incident_id AND d.type = ANY (g.types) AND g.starts_at <= at AND g.ends_at > at AND g.ended_at IS NULL
    AND (SELECT count(*) FROM public.decision_scope x WHERE x.decision_id = d.id) <= g.systems_max
    AND NOT EXISTS (SELECT 1 FROM public.decision_scope x JOIN public.system s ON s.id = x.system_id WHERE x.decision_id = d.id
      AND (s.tier < g.tier_from OR (g.organisation_ids <> '{}' AND NOT s.owner_id = ANY (g.organisation_ids)))) $$;

-- The approver is not the proposer, wrote none of it, started none of it, is nobody from outside, has the right to, and saw what there is to see (D3, D5, D6, D7).
CREATE FUNCTION app.guard_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE d public.decision; seen public.decision_preview;
BEGIN
  SELECT * INTO d FROM public.decision WHERE id = NEW.decision_id;
  IF NEW.version <> d.version OR NEW.text_hash IS DISTINCT FROM (SELECT hash FROM public.decision_version WHERE decision_id = d.id AND version = d.version)
    OR NOT app.is_as_frozen(d) THEN PERFORM app.refuse_decision('was changed'); END IF;
  IF NEW.says = 'answer' THEN
    IF d.state <> 'returned' THEN PERFORM app.refuse_decision('has no question'); END IF;
    RETURN NEW;
  END IF;
  IF d.incident_id = ANY (app.incidents_as('EXTERNAL_RESPONDER')) THEN PERFORM app.refuse_decision('is not for outside responders'); END IF;
  IF NEW.by_right = 'authority' AND NOT d.incident_id = ANY (app.incidents_as('DECISION_AUTHORITY'))
    OR NEW.by_right = 'leadership' AND NOT d.incident_id = ANY (app.incidents_as('LEADERSHIP'))
    OR NEW.by_right = 'delegation' AND NOT (d.incident_id = ANY (app.incidents_as('INCIDENT_COMMANDER', 'AGENCY_STAFF'))
      AND EXISTS (SELECT 1 FROM public.delegation g WHERE g.id = NEW.delegation_id AND g.person_id = NEW.person_id AND app.covers(g, d, app.clock())))
    THEN PERFORM app.refuse_decision('needs an authority'); END IF;
  IF NEW.says <> 'approve' THEN
    IF d.state <> 'proposed' THEN PERFORM app.refuse_decision('is not proposed'); END IF;
    RETURN NEW;
  END IF;
  IF NOT (d.state = 'proposed' AND (d.lapses_at > app.clock() OR app.is_history(d.incident_id))
    OR (d.emergency_reason IS NOT NULL AND d.ratified_at IS NULL AND d.started_at IS NOT NULL AND d.state NOT IN ('cancelled', 'closed'))) THEN PERFORM app.refuse_decision('is not proposed'); END IF;
  IF NEW.person_id = d.proposed_by_id OR NEW.person_id = d.started_by_id
    OR EXISTS (SELECT 1 FROM public.decision_version v WHERE v.decision_id = d.id AND v.version = d.version AND v.made_by_id = NEW.person_id)
    THEN PERFORM app.refuse_decision('is approved by another'); END IF;
  SELECT * INTO seen FROM public.decision_preview WHERE decision_id = d.id ORDER BY number DESC LIMIT 1;
  IF seen.id IS DISTINCT FROM NEW.preview_id OR seen.version <> d.version OR seen.hash <> NEW.preview_hash
    OR NOT (app.is_history(d.incident_id) OR EXISTS (SELECT 1 FROM public.preview_opening o WHERE o.preview_id = seen.id AND o.person_id = NEW.person_id)) THEN PERFORM app.refuse_decision('was not seen'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER approval_keeps_its_rules BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION app.guard_approval();

-- A delegation is lent by an authority to somebody of the response, and can be ended and nothing else.
CREATE FUNCTION app.guard_delegation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF TG_OP = 'INSERT' AND (NEW.ended_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM public.membership m WHERE m.person_id = NEW.person_id AND m.incident_id = NEW.incident_id
    AND m.role IN ('INCIDENT_COMMANDER', 'AGENCY_STAFF') AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())))
    THEN PERFORM app.refuse_decision('is lent to the response'); END IF;
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NOT NULL THEN PERFORM app.refuse_decision('has ended'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER delegation_keeps_its_rules BEFORE INSERT OR UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION app.guard_delegation();

-- Steps are taken, and stages opened, while a decision is carried out.
CREATE FUNCTION app.guard_carrying() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE d public.decision;
BEGIN
  SELECT * INTO d FROM public.decision WHERE id = NEW.decision_id;
  IF d.state IS DISTINCT FROM 'executing' AND NOT (TG_TABLE_NAME = 'decision_stage' AND d.state IN ('executed', 'verified', 'closed') AND app.is_history(d.incident_id))
    THEN PERFORM app.refuse_decision('is not being carried out'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER step_is_carried BEFORE INSERT ON decision_step FOR EACH ROW EXECUTE FUNCTION app.guard_carrying();
CREATE TRIGGER act_is_carried BEFORE INSERT ON step_act FOR EACH ROW EXECUTE FUNCTION app.guard_carrying();
CREATE TRIGGER stage_is_carried BEFORE INSERT ON decision_stage FOR EACH ROW EXECUTE FUNCTION app.guard_carrying();

-- A criterion keeps its words; it is met once, in one's own name, and waived by an authority only (D9).
CREATE FUNCTION app.guard_criterion() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE me uuid := app.person_id();
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.met_at IS NOT NULL OR NEW.waived_at IS NOT NULL OR (SELECT state FROM public.decision WHERE id = NEW.decision_id) IS DISTINCT FROM 'executing'
      THEN PERFORM app.refuse_decision('has open criteria'); END IF;
    RETURN NEW;
  END IF;
  IF (NEW.decision_id, NEW.position, NEW.text) IS DISTINCT FROM (OLD.decision_id, OLD.position, OLD.text) THEN PERFORM app.refuse_decision('has its criteria'); END IF;
  IF (NEW.met_at, NEW.met_by_id, NEW.evidence) IS DISTINCT FROM (OLD.met_at, OLD.met_by_id, OLD.evidence)
    AND (OLD.met_at IS NOT NULL OR NEW.met_by_id IS DISTINCT FROM me) THEN PERFORM app.refuse_decision('is met in one''s own name'); END IF;
  IF (NEW.waived_at, NEW.waived_by_id, NEW.waiver) IS DISTINCT FROM (OLD.waived_at, OLD.waived_by_id, OLD.waiver)
    AND (OLD.waived_at IS NOT NULL OR NEW.waived_by_id IS DISTINCT FROM me OR NOT (SELECT incident_id FROM public.decision WHERE id = NEW.decision_id) = ANY (app.incidents_as('DECISION_AUTHORITY')))
    THEN PERFORM app.refuse_decision('is waived by an authority'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER criterion_keeps_its_rules BEFORE INSERT OR UPDATE ON decision_criterion FOR EACH ROW EXECUTE FUNCTION app.guard_criterion();

-- Somebody who carries out a decision moves its systems, whoever owns them.
CREATE FUNCTION app.is_carried_out(incident uuid, wanted uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT incident = ANY (app.incidents_as('INCIDENT_COMMANDER', 'AGENCY_STAFF')) AND EXISTS (SELECT 1 FROM public.decision d JOIN public.decision_scope x ON x.decision_id = d.id
    WHERE d.incident_id = incident AND x.system_id = wanted AND d.state = 'executing') $$;

-- S5, S6: to be switched off for protection, and to come back from that, a system needs a decision about it that is being carried out.
CREATE FUNCTION app.guard_shut_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE was text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE 'operational' END;
BEGIN
  IF (NEW.state = 'shut_down') <> (was = 'shut_down') AND NOT EXISTS (SELECT 1 FROM public.decision d JOIN public.decision_scope x ON x.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.incident_id = NEW.incident_id AND x.system_id = NEW.system_id AND (d.state = 'executing' OR (d.state IN ('executed', 'verified', 'closed') AND app.is_history(d.incident_id)))
      AND d.type = ANY (CASE WHEN NEW.state = 'shut_down' THEN ARRAY['shutdown', 'isolate', 'restore'] ELSE ARRAY['restore', 'decommission'] END))
    THEN PERFORM app.refuse_decision('is needed to switch off or on'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shut_down_is_decided BEFORE INSERT OR UPDATE OF state ON system_state FOR EACH ROW EXECUTE FUNCTION app.guard_shut_down();
