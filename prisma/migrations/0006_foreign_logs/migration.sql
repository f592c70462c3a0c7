-- CreateTable
CREATE TABLE "foreign_log" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "origin" TEXT NOT NULL,
    "public_key" TEXT NOT NULL,
    "incident_id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "exercise" BOOLEAN NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "foreign_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "foreign_bundle" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "log_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "lines" INTEGER NOT NULL,
    "unproven" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "made_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "foreign_bundle_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "foreign_line" (
    "log_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "bundle_id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "log_number" INTEGER,
    "type" TEXT NOT NULL,
    "kind" TEXT,
    "actor_id" UUID,
    "actor_role" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "occurred_until" TIMESTAMPTZ(3),
    "precision" TEXT NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,
    "audience" TEXT NOT NULL,
    "tlp" TEXT NOT NULL,
    "is_key" BOOLEAN NOT NULL,
    "corrects_id" UUID,
    "withdraws_id" UUID,
    "canon" TEXT NOT NULL,
    "leaf" BYTEA NOT NULL,
    "proof" BYTEA NOT NULL,

    CONSTRAINT "foreign_line_pkey" PRIMARY KEY ("log_id","seq")
);

-- CreateTable
CREATE TABLE "foreign_body" (
    "log_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "salt" BYTEA NOT NULL,
    "body" TEXT NOT NULL,

    CONSTRAINT "foreign_body_pkey" PRIMARY KEY ("log_id","seq")
);

-- CreateTable
CREATE TABLE "foreign_person" (
    "log_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "organisation" TEXT NOT NULL,

    CONSTRAINT "foreign_person_pkey" PRIMARY KEY ("log_id","person_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "foreign_log_incident_id_key" ON "foreign_log"("incident_id");

-- CreateIndex
CREATE UNIQUE INDEX "foreign_bundle_sha256_key" ON "foreign_bundle"("sha256");

-- CreateIndex
CREATE INDEX "foreign_bundle_log_id_size_idx" ON "foreign_bundle"("log_id", "size" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "foreign_line_log_id_entry_id_key" ON "foreign_line"("log_id", "entry_id");

-- AddForeignKey
ALTER TABLE "foreign_bundle" ADD CONSTRAINT "foreign_bundle_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "foreign_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_line" ADD CONSTRAINT "foreign_line_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "foreign_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_line" ADD CONSTRAINT "foreign_line_bundle_id_fkey" FOREIGN KEY ("bundle_id") REFERENCES "foreign_bundle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_body" ADD CONSTRAINT "foreign_body_log_id_seq_fkey" FOREIGN KEY ("log_id", "seq") REFERENCES "foreign_line"("log_id", "seq") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "foreign_person" ADD CONSTRAINT "foreign_person_log_id_fkey" FOREIGN KEY ("log_id") REFERENCES "foreign_log"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Closed value lists, as those of `entry`: what is read here was written by rules of ours.
ALTER TABLE foreign_line ADD CHECK (tlp IN ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'));
ALTER TABLE foreign_line ADD CHECK (audience IN ('incident', 'command', 'named', 'audit'));
ALTER TABLE foreign_line ADD CHECK (precision IN ('exact', 'about', 'day', 'month', 'between', 'unknown'));

-- A foreign log is read as our own timeline is: by when things happened, page by page.
CREATE INDEX foreign_line_timeline ON foreign_line (log_id, occurred_at DESC, seq DESC) WHERE audience <> 'audit';
CREATE INDEX foreign_line_corrects ON foreign_line (log_id, corrects_id) WHERE corrects_id IS NOT NULL;
CREATE INDEX foreign_line_withdraws ON foreign_line (log_id, withdraws_id) WHERE withdraws_id IS NOT NULL;

-- Words of restricted lines are for people who were named elsewhere and are unknown here, so they never enter (DESIGN §8).
CREATE FUNCTION app.refuse_restricted_words() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.foreign_line l WHERE l.log_id = NEW.log_id AND l.seq = NEW.seq AND (l.tlp = 'TLP:RED' OR l.audience = 'named'))
    THEN RAISE EXCEPTION 'words of a restricted foreign line are refused' USING ERRCODE = 'KU403'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER foreign_body_is_open BEFORE INSERT ON foreign_body FOR EACH ROW EXECUTE FUNCTION app.refuse_restricted_words();

-- Nothing of a foreign log changes here: the same guard as on our own record.
CREATE TRIGGER foreign_log_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_log FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER foreign_bundle_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_bundle FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER foreign_line_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_line FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER foreign_body_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_body FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER foreign_person_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON foreign_person FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
