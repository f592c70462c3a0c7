-- Finding an entry again by its words and by what it is about, and how far each reader has read (ADR 019).

CREATE TABLE "entry_search" (
    "entry_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "document" tsvector NOT NULL,
    "tags" TEXT[],

    CONSTRAINT "entry_search_pkey" PRIMARY KEY ("entry_id")
);

CREATE TABLE "reading" (
    "person_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "read_until" TIMESTAMPTZ(3) NOT NULL,
    "left_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "reading_pkey" PRIMARY KEY ("person_id","incident_id")
);

CREATE INDEX "entry_search_incident_id_idx" ON "entry_search"("incident_id");

-- Words that a court orders removed leave the search with them.
ALTER TABLE "entry_search" ADD CONSTRAINT "entry_search_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "entry_body"("entry_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reading" ADD CONSTRAINT "reading_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reading" ADD CONSTRAINT "reading_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incident"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The order in which things were recorded, for "as known at" and for what is new to a reader.
CREATE INDEX entry_recorded ON entry (incident_id, recorded_at DESC, seq DESC) WHERE audience <> 'audit';

-- Letters without case, accents and marks, words apart by one space: "Përgjigjet e-Albania" is "pergjigjet e albania".
-- lib/kernel/fold.ts says the same in the program; tests hold the two together. No extension: a managed server may refuse one.
-- A space that stands alone is left as it is: most are, and putting another in its place is most of the work.
-- Only functions of pg_catalog, which is searched first, so that Postgres may work it into the statement that calls it.
CREATE FUNCTION app.fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(
    CASE WHEN octet_length(words) = char_length(words) THEN lower(words)
      ELSE translate(regexp_replace(normalize(lower(words), NFD), '[\u0300-\u036f]+', '', 'g'), 'đłøıß', 'dlois') END,
    '[\u0001-\u0020\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]{2,}|[\u0001-\u001f\u0021-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]', ' ', 'g')) $$;

-- Every text of the words of a line, in the order in which it is read.
CREATE FUNCTION app.words_of(doc jsonb) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws(' ', doc->>'title', doc->>'text', doc->>'category', doc->>'reason', doc->>'person', doc->>'name', doc->>'systems', doc->>'attack', doc->>'organisations', doc->>'refs', doc->>'files') $$;

-- What a line is about, as "kind:value": the systems, techniques, files and other records that it names, and its basis when that is no fact.
-- Most lines name nothing, and are told apart before anything is looked up.
CREATE FUNCTION app.tags_of(doc jsonb) RETURNS text[] LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT doc ?| ARRAY['systems', 'attack', 'decisions', 'tasks', 'refs', 'files'] AND coalesce(doc->>'basis', 'fact') = 'fact' THEN RETURN '{}'; END IF;
  RETURN (
    SELECT coalesce(array_agg(DISTINCT tag), '{}') FROM (
      SELECT l.kind || ':' || app.fold(coalesce(v.value #>> '{}', ''))
        FROM (VALUES ('systems', 'system'), ('attack', 'technique'), ('decisions', 'decision'), ('tasks', 'task'), ('refs', 'ref')) l(key, kind),
          jsonb_array_elements(CASE jsonb_typeof(doc->l.key) WHEN 'array' THEN doc->l.key ELSE '[]' END) v WHERE jsonb_typeof(v.value) = 'string'
      -- T1003.001 is also T1003.
      UNION ALL SELECT 'technique:' || app.fold(split_part(v, '.', 1))
        FROM jsonb_array_elements_text(CASE jsonb_typeof(doc->'attack') WHEN 'array' THEN doc->'attack' ELSE '[]' END) v
      UNION ALL SELECT 'file' WHERE jsonb_typeof(doc->'files') = 'array' AND doc->'files' <> '[]'
      UNION ALL SELECT 'basis:' || (doc->>'basis') WHERE doc->>'basis' <> 'fact') tags(tag));
END $$;

-- The lines that are kept together are learnt together.
-- OFFSET 0: each text is taken apart once, and only then worked into the folding.
-- A session keeps its plans, and its first may have been made for empty tables: each line is looked up by its key, however many there are by now.
CREATE FUNCTION app.keep_search() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public SET enable_seqscan = off SET enable_hashjoin = off
SET enable_mergejoin = off AS $$
BEGIN
  -- One row for each line of an incident that people read; what only the audit trail holds is not searched.
  INSERT INTO public.entry_search (entry_id, incident_id, document, tags)
    SELECT e.id, e.incident_id, to_tsvector('pg_catalog.simple', app.fold(w.words)), app.tags_of(d.doc)
    FROM fresh f JOIN public.entry e ON e.id = f.entry_id CROSS JOIN LATERAL (SELECT f.body::jsonb AS doc OFFSET 0) d
      CROSS JOIN LATERAL (SELECT app.words_of(d.doc) AS words OFFSET 0) w
    WHERE e.incident_id IS NOT NULL AND e.audience <> 'audit';
  RETURN NULL;
END $$;
CREATE TRIGGER entry_body_is_searched AFTER INSERT ON entry_body REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION app.keep_search();

INSERT INTO entry_search (entry_id, incident_id, document, tags)
  SELECT e.id, e.incident_id, to_tsvector('pg_catalog.simple', app.fold(app.words_of(b.body::jsonb))), app.tags_of(b.body::jsonb)
  FROM entry e JOIN entry_body b ON b.entry_id = e.id WHERE e.incident_id IS NOT NULL AND e.audience <> 'audit';
