-- Live streams for a thousand readers at once, and who is here now.

-- Who looks on: one line a browser session and incident, kept fresh while a live stream is open. A crash may empty it; the next beat fills it.
CREATE UNLOGGED TABLE "presence" (
    "session_id" UUID NOT NULL,
    "incident_id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("session_id","incident_id")
);
CREATE INDEX "presence_incident_id_seen_at_idx" ON "presence"("incident_id", "seen_at");

-- Many streams of one incident ask together; each is answered under its own session, by the policies of the tables and nothing else.
-- `lines`: how many newer than `after` exist for this reader, counted up to a hundred. `head` is read first, and lines commit in the order of the record: nothing up to it can come later.
CREATE FUNCTION app.newer_for(incident uuid, tokens text[], afters bigint[]) RETURNS TABLE (head bigint, state text, lines int)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
BEGIN
  head := app.ledger_position();
  FOR n IN 1 .. cardinality(tokens) LOOP
    PERFORM set_config('app.token', tokens[n], true);
    SELECT 'here', (SELECT count(*) FROM (SELECT 1 FROM public.entry e WHERE e.incident_id = incident AND e.seq > afters[n] AND e.audience <> 'audit' LIMIT 100) newer)
      INTO state, lines FROM public.incident i WHERE i.id = incident;
    IF state IS NULL THEN state := CASE WHEN app.person_id() IS NULL THEN 'unauthenticated' ELSE 'not-found' END; END IF;
    RETURN NEXT;
  END LOOP;
  PERFORM set_config('app.token', '', true);
END $$;

-- Where the record of an incident stood at a moment, for one of its members: a live stream goes on from there, whatever its reader may see.
CREATE FUNCTION app.position_at(incident uuid, at timestamptz) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce((SELECT e.seq FROM public.entry e WHERE e.incident_id = incident AND e.recorded_at <= at ORDER BY e.seq DESC LIMIT 1), 0)
       WHERE incident = ANY (app.my_incidents()) $$;

-- Live streams of an incident are still open: whoever sits before one in a browser and belongs to the incident is here. In one order, so that
-- processes do not wait for one another in a circle.
CREATE FUNCTION app.be_here(incident uuid, tokens text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE token text; s public.session;
BEGIN
  FOR token IN SELECT DISTINCT t FROM unnest(tokens) t ORDER BY t LOOP
    PERFORM set_config('app.token', token, true);
    s := app.session();
    IF s.kind = 'browser' AND incident = ANY (app.my_incidents()) THEN
      INSERT INTO public.presence (session_id, incident_id, person_id, seen_at) VALUES (s.id, incident, s.person_id, now())
        ON CONFLICT (session_id, incident_id) DO UPDATE SET seen_at = excluded.seen_at;
    END IF;
  END LOOP;
  PERFORM set_config('app.token', '', true);
  DELETE FROM public.presence WHERE (session_id, incident_id) IN
    (SELECT p.session_id, p.incident_id FROM public.presence p WHERE p.seen_at < now() - interval '10 minutes' FOR UPDATE SKIP LOCKED);
END $$;
