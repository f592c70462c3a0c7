-- Imports: batches of entries from a file or a paper sheet, and the numbers of blank sheets.

-- CreateTable
CREATE TABLE "import_batch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "file" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "sheet" INTEGER,
    "photo_id" UUID,
    "rows" INTEGER NOT NULL,
    "audience" TEXT NOT NULL,
    "added_by_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undone_reason" TEXT,

    CONSTRAINT "import_batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sheet_issue" (
    "incident_id" UUID NOT NULL,
    "first" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,
    "issued_by_id" UUID NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sheet_issue_pkey" PRIMARY KEY ("incident_id","first")
);

-- CreateIndex
CREATE INDEX "import_batch_incident_id_added_at_idx" ON "import_batch"("incident_id", "added_at" DESC);

ALTER TABLE import_batch ADD CHECK (audience IN ('incident', 'command'));
ALTER TABLE sheet_issue ADD CHECK (first >= 1 AND last >= first);

-- The entries of a batch.
CREATE INDEX entry_of_import ON entry (subject_id) WHERE subject_type = 'import';

-- Appends many lines of one person to one incident under one lock of the head: all of them or none, and the receipt of the first.
CREATE FUNCTION app.ledger_append_many(entries jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  s public.session := app.session(); head public.ledger_head; incident public.incident; held text; organisation uuid; at timestamptz;
  e jsonb; written record; receipt jsonb;
BEGIN
  IF s.person_id IS NULL THEN RAISE EXCEPTION 'unauthenticated' USING ERRCODE = 'KU401'; END IF;
  SELECT * INTO incident FROM public.incident WHERE id = (entries->0->>'incident')::uuid;
  held := app.held_roles(s.person_id, incident.id);
  IF held IS NULL THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404'; END IF;
  -- The loader of exercises has a clock for each line; it appends them one by one.
  IF app.is_loaded() THEN RAISE EXCEPTION 'forbidden' USING ERRCODE = 'KU403'; END IF;
  SELECT organisation_id INTO organisation FROM public.person WHERE id = s.person_id;
  SELECT * INTO head FROM public.ledger_head WHERE id = 1 FOR UPDATE;
  at := greatest(app.clock(), (SELECT x.recorded_at FROM public.entry x WHERE x.seq = head.seq));
  FOR e IN SELECT * FROM jsonb_array_elements(entries) LOOP
    IF (e->>'incident')::uuid IS DISTINCT FROM incident.id THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404'; END IF;
    IF app.is_future(e, at) THEN RAISE EXCEPTION 'occurredAt' USING ERRCODE = 'KU422'; END IF;
    SELECT * INTO written FROM app.ledger_write(head.seq, head.chain, s, incident, s.person_id, organisation, held, at, false, e);
    head.seq := written.seq;
    head.chain := written.chain;
    receipt := coalesce(receipt, written.receipt);
  END LOOP;
  UPDATE public.ledger_head SET seq = head.seq, chain = head.chain WHERE id = 1;
  RETURN receipt;
END $$;
