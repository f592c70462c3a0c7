-- Many lines at once outside any incident too: an import of the catalogue is one act with a line for each system. As in `app.ledger_append`, nobody
-- writes into an incident that does not exist for them, and whoever has a session writes lines that belong to none.
CREATE OR REPLACE FUNCTION app.ledger_append_many(entries jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  s public.session := app.session(); head public.ledger_head; incident public.incident; held text; organisation uuid; at timestamptz;
  e jsonb; written record; receipt jsonb;
BEGIN
  IF s.person_id IS NULL THEN RAISE EXCEPTION 'unauthenticated' USING ERRCODE = 'KU401'; END IF;
  IF entries->0->>'incident' IS NOT NULL THEN
    SELECT * INTO incident FROM public.incident WHERE id = (entries->0->>'incident')::uuid;
    held := app.held_roles(s.person_id, incident.id);
    IF held IS NULL THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404'; END IF;
  END IF;
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

-- Ways are walked by the index from the first need on: a plan that was made for an empty table would read all of it for each need of a large import.
ALTER FUNCTION app.refuse_circle() SET enable_seqscan = off;
ALTER FUNCTION app.refuse_circle() SET enable_hashjoin = off;
ALTER FUNCTION app.refuse_circle() SET enable_mergejoin = off;
