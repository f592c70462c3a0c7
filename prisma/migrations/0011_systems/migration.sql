-- CreateTable
CREATE TABLE "system" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "local_name" TEXT,
    "kind" TEXT NOT NULL,
    "owner_id" UUID NOT NULL,
    "operator_id" UUID NOT NULL,
    "maintainer_id" UUID,
    "host_id" UUID,
    "tier" INTEGER NOT NULL,
    "essential" BOOLEAN NOT NULL DEFAULT false,
    "rto_hours" INTEGER,
    "mtpd_hours" INTEGER,
    "rpo_hours" INTEGER,
    "mbco" TEXT,
    "audiences" TEXT[],
    "uses_per_day" INTEGER,
    "uses_source" TEXT,
    "uses_on" DATE,
    "deadlines" JSONB NOT NULL DEFAULT '[]',
    "fallback" TEXT,
    "local_fallback" TEXT,
    "exposure" TEXT NOT NULL DEFAULT 'internal',
    "public_name" TEXT,
    "local_public_name" TEXT,
    "provenance" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "system_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_plan" (
    "system_id" UUID NOT NULL,
    "contacts" JSONB NOT NULL DEFAULT '[]',
    "shutdown_steps" TEXT[],
    "restore_steps" TEXT[],
    "probe" TEXT,
    "backup_good_at" TIMESTAMPTZ(3),
    "backup_tested_at" TIMESTAMPTZ(3),

    CONSTRAINT "system_plan_pkey" PRIMARY KEY ("system_id")
);

-- CreateTable
CREATE TABLE "dependency" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "system_id" UUID NOT NULL,
    "needs_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "group" TEXT,
    "hosting" BOOLEAN NOT NULL DEFAULT false,
    "note" TEXT,
    "confirmed_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "dependency_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "system_state" (
    "incident_id" UUID NOT NULL,
    "system_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'operational',
    "compromise" TEXT NOT NULL DEFAULT 'not-assessed',
    "limits" TEXT,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "compromise_since" TIMESTAMPTZ(3),
    "cleaned_by_id" UUID,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_by_id" UUID,
    "changed_by_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "system_state_pkey" PRIMARY KEY ("incident_id","system_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "system_code_key" ON "system"("code");

-- CreateIndex
CREATE INDEX "dependency_needs_id_idx" ON "dependency"("needs_id");

-- CreateIndex
CREATE UNIQUE INDEX "dependency_system_id_needs_id_key" ON "dependency"("system_id", "needs_id");

-- CreateIndex
CREATE INDEX "system_state_system_id_idx" ON "system_state"("system_id");

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_operator_id_fkey" FOREIGN KEY ("operator_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_maintainer_id_fkey" FOREIGN KEY ("maintainer_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "organisation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_plan" ADD CONSTRAINT "system_plan_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dependency" ADD CONSTRAINT "dependency_needs_id_fkey" FOREIGN KEY ("needs_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_state" ADD CONSTRAINT "system_state_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_state" ADD CONSTRAINT "system_state_system_id_fkey" FOREIGN KEY ("system_id") REFERENCES "system"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- Closed value lists (DESIGN §5). The program's lists are tested to be the same.
ALTER TABLE system ADD CHECK (kind IN ('citizen-service', 'business-service', 'border-service', 'application', 'registry', 'website', 'back-office', 'email',
  'identity', 'platform', 'data-centre', 'network', 'server', 'endpoints', 'security', 'external'));
ALTER TABLE system ADD CHECK (tier BETWEEN 0 AND 4);
ALTER TABLE system ADD CHECK (exposure IN ('internet', 'partners', 'internal'));
-- S2: what comes back later than the damage can be borne is no plan.
ALTER TABLE system ADD CHECK (rto_hours IS NULL OR mtpd_hours IS NULL OR rto_hours <= mtpd_hours);
ALTER TABLE system ADD CHECK (rto_hours > 0 AND mtpd_hours > 0 AND rpo_hours >= 0 AND uses_per_day >= 0);
ALTER TABLE dependency ADD CHECK (kind IN ('needs', 'limits', 'any'));
ALTER TABLE dependency ADD CHECK ((kind = 'any') = ("group" IS NOT NULL));
ALTER TABLE dependency ADD CHECK ((confirmed_at IS NULL) = (confirmed_by_id IS NULL));
ALTER TABLE dependency ADD FOREIGN KEY (confirmed_by_id) REFERENCES person (id);
ALTER TABLE system_state ADD CHECK (state IN ('operational', 'degraded', 'down', 'shut_down', 'restoring', 'restored_limited', 'maintenance', 'decommissioned'));
ALTER TABLE system_state ADD CHECK (compromise IN ('not-assessed', 'no-evidence', 'suspected', 'confirmed', 'cleaned', 'verified-clean'));
-- Limited means limited how (domain.md §5.2).
ALTER TABLE system_state ADD CHECK (state <> 'restored_limited' OR limits IS NOT NULL);

-- S1, held here too: no system needs itself, by whatever way. Writers wait for one another, so that two halves of a circle cannot slip in at once.
CREATE FUNCTION app.refuse_circle() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(72707371);
  IF EXISTS (
    WITH RECURSIVE way AS (
      SELECT NEW.needs_id AS id UNION SELECT d.needs_id FROM public.dependency d JOIN way ON d.system_id = way.id
    ) SELECT FROM way WHERE id = NEW.system_id)
  THEN RAISE EXCEPTION 'circle' USING ERRCODE = 'KU409'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER needs_have_no_circle BEFORE INSERT OR UPDATE OF system_id, needs_id ON dependency FOR EACH ROW EXECUTE FUNCTION app.refuse_circle();

-- Those who run the response or stand by for it, and auditors, read the map of systems; leadership reads names and states, not the map.
CREATE FUNCTION app.knows_systems(VARIADIC roles text[]) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT 1 FROM public.standing_duty WHERE person_id = app.person_id() AND role = ANY (roles))
    OR EXISTS (SELECT 1 FROM public.membership WHERE person_id = app.person_id() AND role = ANY (roles)
                AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now())) $$;

-- The version of the map: it grows with every change of a system's needs, so that a preview can name the map it was made from.
CREATE TABLE map_version (id int PRIMARY KEY DEFAULT 1 CHECK (id = 1), version bigint NOT NULL DEFAULT 0);
INSERT INTO map_version DEFAULT VALUES;
CREATE FUNCTION app.count_map_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN UPDATE public.map_version SET version = version + 1; RETURN NULL; END $$;
CREATE TRIGGER map_changes AFTER INSERT OR UPDATE OR DELETE ON dependency FOR EACH STATEMENT EXECUTE FUNCTION app.count_map_change();
CREATE TRIGGER map_changes AFTER INSERT OR UPDATE ON system FOR EACH STATEMENT EXECUTE FUNCTION app.count_map_change();
