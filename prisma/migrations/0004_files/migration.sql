-- Files of an incident, kept by their hash (ADR 016): who added what, and which entry names it.

-- CreateTable
CREATE TABLE "file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "incident_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entry_file" (
    "entry_id" UUID NOT NULL,
    "file_id" UUID NOT NULL,

    CONSTRAINT "entry_file_pkey" PRIMARY KEY ("entry_id","file_id")
);

-- CreateIndex
CREATE INDEX "file_incident_id_idx" ON "file"("incident_id");

-- CreateIndex
CREATE INDEX "entry_file_file_id_idx" ON "entry_file"("file_id");

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file" ADD CONSTRAINT "file_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_file" ADD CONSTRAINT "entry_file_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entry_file" ADD CONSTRAINT "entry_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE file ADD CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE file ADD CHECK (size > 0);

-- A file is what its hash says, and an entry named what it named.
CREATE TRIGGER file_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON file FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER entry_file_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry_file FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- The words of an entry name its files. A new entry names files that its author added to this incident and that no other entry names:
-- so no text can widen who reads a file. A correction names those of the entry that it corrects. The ledger's lock keeps two entries apart.
CREATE FUNCTION app.link_files() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
DECLARE line public.entry; named jsonb;
BEGIN
  SELECT * INTO line FROM public.entry WHERE id = NEW.entry_id;
  IF line.type NOT IN ('entry.logged', 'entry.corrected') THEN RETURN NULL; END IF;
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
CREATE TRIGGER entry_names_its_files AFTER INSERT ON entry_body FOR EACH ROW WHEN (NEW.body LIKE '%"files":[{%') EXECUTE FUNCTION app.link_files();

-- How many bytes an incident keeps, for its members; NULL when it takes no more. The limit also counts files that the asker may not see.
CREATE FUNCTION app.files_kept(wanted uuid, open_phases text[]) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT (SELECT coalesce(sum(f.size), 0) FROM public.file f WHERE f.incident_id = wanted) FROM public.situation t
   WHERE t.incident_id = wanted AND t.phase = ANY (open_phases) AND wanted = ANY (app.my_incidents()) $$;

-- Records that this person read a file of a restricted entry, once per person and file (A5). It names the file by its hash, for the name may be secret too.
CREATE FUNCTION app.record_file_read(wanted uuid) RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE f public.file;
BEGIN
  SELECT * INTO f FROM public.file x WHERE x.id = wanted AND x.incident_id = ANY (app.my_incidents());
  IF f.id IS NULL OR f.person_id = app.person_id() THEN RETURN; END IF;
  INSERT INTO public.sensitive_read (person_id, what) VALUES (app.person_id(), 'file.read ' || f.id) ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM app.ledger_append(jsonb_build_object('type', 'file.read', 'incident', f.incident_id, 'subjectType', 'file', 'subjectId', f.id,
      'audience', 'audit', 'body', jsonb_build_object('sha256', f.sha256)::text));
  END IF;
END $$;
