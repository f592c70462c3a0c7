-- What Prisma cannot say: closed value lists, who is asking, the ledger, and the grants of the two roles that run the house.

CREATE SCHEMA IF NOT EXISTS app;

-- Closed value lists (DESIGN §5). The program's lists are tested to be the same.
ALTER TABLE session ADD CHECK (kind IN ('browser', 'api-token', 'system', 'probe', 'wall', 'calendar', 'viewing-as'));
ALTER TABLE session ADD CHECK (kind = 'system' OR person_id IS NOT NULL);
ALTER TABLE session ADD CHECK (kind <> 'api-token' OR scope IN ('read', 'write'));
ALTER TABLE standing_duty ADD CHECK (role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'));
ALTER TABLE membership ADD CHECK (role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'EXTERNAL_RESPONDER', 'AUDITOR'));
ALTER TABLE situation ADD CHECK (severity IN ('S1', 'S2', 'S3', 'S4'));
ALTER TABLE situation ADD CHECK (phase IN ('detected', 'assessing', 'containing', 'eradicating', 'restoring', 'watching', 'closed', 'false-alarm'));
ALTER TABLE incident ADD CHECK (default_tlp IN ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'));
ALTER TABLE entry ADD CHECK (tlp IN ('TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT', 'TLP:RED'));
ALTER TABLE entry ADD CHECK (audience IN ('incident', 'command', 'named', 'audit'));
ALTER TABLE entry ADD CHECK (kind IN ('action', 'finding', 'message', 'outside-check', 'statement', 'note'));
ALTER TABLE entry ADD CHECK (precision IN ('exact', 'about', 'day', 'month', 'between', 'unknown'));
-- Need to know beats role (domain.md §4.3 rule 6): TLP:RED exists only with a list of names.
ALTER TABLE entry ADD CHECK (tlp <> 'TLP:RED' OR audience IN ('named', 'audit'));
-- T3: between needs both ends, and the second is later.
ALTER TABLE entry ADD CHECK ((precision = 'between') = (occurred_until IS NOT NULL) AND (occurred_until IS NULL OR occurred_until > occurred_at));

-- The timeline's order of display (T6) and its key events, page by page.
CREATE INDEX entry_timeline ON entry (incident_id, occurred_at DESC, seq DESC) WHERE audience <> 'audit';
CREATE INDEX entry_key ON entry (incident_id, occurred_at DESC, seq DESC) WHERE is_key;

CREATE INDEX entry_corrects ON entry (corrects_id) WHERE corrects_id IS NOT NULL;
CREATE INDEX entry_withdraws ON entry (withdraws_id) WHERE withdraws_id IS NOT NULL;

-- ───────────────────────── who is asking ─────────────────────────
-- Every policy is keyed on the raw session token that the transaction sets (security.md §2.6): a guessed person id opens nothing.

-- When a session is live. Without a path of its own, so that Postgres works it into the statement that asks.
CREATE FUNCTION app.sessions_of(token text) RETURNS SETOF public.session LANGUAGE sql STABLE AS $$
  SELECT x.* FROM public.session x LEFT JOIN public.person p ON p.id = x.person_id
   WHERE x.token_hash = sha256(convert_to(token, 'UTF8'))
     AND x.revoked_at IS NULL AND x.expires_at > now()
     AND (x.idle_seconds IS NULL OR x.last_seen_at + make_interval(secs => x.idle_seconds) > now())
     AND (x.person_id IS NULL OR p.disabled_at IS NULL) $$;

CREATE FUNCTION app.session() RETURNS public.session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE s public.session;
BEGIN
  IF nullif(current_setting('app.token', true), '') IS NULL THEN RETURN NULL; END IF;
  SELECT x.* INTO s FROM app.sessions_of(current_setting('app.token', true)) x;
  RETURN s;
END $$;

CREATE FUNCTION app.session_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT (app.session()).id $$;

CREATE FUNCTION app.person_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT (app.session()).person_id $$;

CREATE FUNCTION app.organisation_id() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT organisation_id FROM public.person WHERE id = app.person_id() $$;

CREATE FUNCTION app.is_admin() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce((SELECT is_admin FROM public.person WHERE id = app.person_id()), false) $$;

-- A part of the system itself (the sign-in door, the jobs, the verifier) within its own scope and no further.
CREATE FUNCTION app.is_system(wanted text) RETURNS boolean LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ DECLARE s public.session := app.session(); BEGIN RETURN coalesce(s.kind = 'system' AND s.scope = wanted, false); END $$;

-- The incidents in which the person now holds one of these roles.
CREATE FUNCTION app.incidents_as(VARIADIC roles text[]) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce(array_agg(DISTINCT incident_id), '{}') FROM public.membership
       WHERE person_id = app.person_id() AND role = ANY (roles) AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now()) $$;

CREATE FUNCTION app.my_incidents() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT coalesce(array_agg(DISTINCT incident_id), '{}') FROM public.membership
       WHERE person_id = app.person_id() AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now()) $$;

-- Someone of the response itself (not an outside responder): holds a standing duty, an inside role, or runs the platform.
CREATE FUNCTION app.is_inside() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT app.is_admin()
    OR EXISTS (SELECT 1 FROM public.standing_duty WHERE person_id = app.person_id())
    OR EXISTS (SELECT 1 FROM public.membership WHERE person_id = app.person_id() AND role <> 'EXTERNAL_RESPONDER'
                AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now())) $$;

-- The same of somebody who signs in, for the door alone: it gives outside responders less time to be away.
CREATE FUNCTION app.is_insider(person uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT app.is_system('door') AND (EXISTS (SELECT 1 FROM public.standing_duty WHERE person_id = person)
    OR EXISTS (SELECT 1 FROM public.membership WHERE person_id = person AND role <> 'EXTERNAL_RESPONDER'
                AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now()))) $$;

-- A restricted entry that names this person as a reader.
CREATE FUNCTION app.is_named_reader(entry uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT 1 FROM public.entry_reader r WHERE r.entry_id = entry AND r.person_id = app.person_id()) $$;

-- The server's one clock (T1). Only the owner's loader may set another, and ledger_append marks what it wrote.
CREATE FUNCTION app.clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
BEGIN
  IF nullif(current_setting('app.loader_clock', true), '') IS NOT NULL AND pg_has_role(session_user, 'kulla_owner', 'MEMBER')
    THEN RETURN date_trunc('milliseconds', current_setting('app.loader_clock')::timestamptz); END IF;
  RETURN date_trunc('milliseconds', clock_timestamp());
END $$;

-- Opens a request: sets the token for this transaction and tells who it is, in one round trip. touch = a person really did something.
CREATE FUNCTION app.begin(token text, touch boolean) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE s public.session; answer jsonb;
BEGIN
  PERFORM set_config('app.token', token, true);
  s := app.session();
  IF s.id IS NULL THEN RETURN NULL; END IF;
  IF touch AND s.last_seen_at < now() - interval '1 minute' THEN
    UPDATE public.session SET last_seen_at = now() WHERE id = s.id;
  END IF;
  IF s.person_id IS NULL THEN
    RETURN jsonb_build_object('sessionId', s.id, 'kind', s.kind, 'scope', s.scope, 'now', app.clock());
  END IF;
  SELECT jsonb_build_object(
    'sessionId', s.id, 'kind', s.kind, 'scope', s.scope, 'aal', s.aal, 'factor', s.factor, 'endsAt', s.expires_at,
    'idleSeconds', s.idle_seconds, 'now', app.clock(),
    'personId', p.id, 'name', p.name, 'email', p.email, 'organisationId', o.id, 'organisationName', o.name,
    'language', p.language, 'theme', p.theme, 'isAdmin', p.is_admin,
    'duties', coalesce((SELECT jsonb_agg(d.role) FROM public.standing_duty d WHERE d.person_id = p.id), '[]'),
    'memberships', coalesce((SELECT jsonb_agg(jsonb_build_object('incidentId', m.incident_id, 'role', m.role)) FROM public.membership m
        WHERE m.person_id = p.id AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())), '[]'))
    INTO answer
    FROM public.person p JOIN public.organisation o ON o.id = p.organisation_id WHERE p.id = s.person_id;
  RETURN answer;
END $$;

-- ───────────────────────── the ledger ─────────────────────────

INSERT INTO ledger_head (id, seq, chain) VALUES (1, 0, sha256('kulla ledger v1'));

-- The parts of an append pin no path of their own: that costs more than some of them do, and their callers, the listed definer functions, pin it.

-- T2: nothing has happened later than five minutes from now.
CREATE FUNCTION app.is_future(e jsonb, at timestamptz) RETURNS boolean LANGUAGE sql STABLE
AS $$ SELECT coalesce(greatest((e->>'occurredAt')::timestamptz, (e->>'occurredUntil')::timestamptz) > at + interval '5 minutes', false) $$;

-- A time as it stands in a hashed line and in a receipt.
CREATE FUNCTION app.stamp(at timestamptz) RETURNS text LANGUAGE sql STABLE
AS $$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- Composes one line under the head's lock, which the caller holds: order, time and hashes (security.md §5.6). The hashed line is stored as it was
-- hashed, so that no verifier needs to rebuild it. Nothing is written here.
-- The text is put together by hand, in a quarter of the time that jsonb takes: a part that is NULL is left out; ids, times and numbers hold nothing to
-- escape, nor do words of the closed lists, which the tables hold to; all others go through to_json.
CREATE FUNCTION app.ledger_line(INOUT seq bigint, INOUT chain bytea, s public.session, incident public.incident, actor uuid, organisation uuid,
  held text, at timestamptz, loaded boolean, number int, e jsonb, OUT line public.entry, OUT body public.entry_body)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_variable
DECLARE
  -- In the columns' milliseconds, so that the hashed line and the columns say the same.
  happened timestamptz(3) := (e->>'occurredAt')::timestamptz;
BEGIN
  seq := seq + 1;
  line.seq := seq;
  line.id := gen_random_uuid();
  line.incident_id := incident.id;
  line.log_number := number;
  line.type := e->>'type';
  line.kind := e->>'kind';
  line.subject_type := e->>'subjectType';
  line.subject_id := e->>'subjectId';
  line.actor_id := actor;
  line.actor_role := held;
  line.organisation_id := organisation;
  line.occurred_at := coalesce(happened, at);
  line.occurred_until := e->>'occurredUntil';
  line.precision := coalesce(e->>'precision', 'exact');
  line.recorded_at := at;
  line.written_at := e->>'writtenAt';
  line.audience := coalesce(e->>'audience', 'incident');
  line.tlp := coalesce(e->>'tlp', incident.default_tlp, 'TLP:AMBER');
  line.is_key := coalesce((e->>'key')::boolean, false);
  line.corrects_id := e->>'corrects';
  line.withdraws_id := e->>'withdraws';
  line.client_id := e->>'clientId';
  line.fingerprint := decode(e->>'fingerprint', 'hex');
  body.entry_id := line.id;
  body.salt := uuid_send(gen_random_uuid());
  body.body := coalesce(e->>'body', '{}');
  line.canon := concat_ws(', ', '{"v": 1', '"id": "' || line.id || '"', '"aal": ' || s.aal, '"key": ' || line.is_key::text, '"seq": ' || seq,
    '"tlp": "' || line.tlp || '"', '"body": "' || encode(sha256(body.salt || convert_to(body.body, 'UTF8')), 'hex') || '"', '"kind": "' || line.kind || '"',
    '"role": "' || held || '"', '"type": ' || to_json(line.type)::text, '"actor": "' || actor || '"', '"clock": "' || CASE WHEN loaded THEN 'loader' ELSE 'server' END || '"',
    '"client": "' || line.client_id || '"', '"factor": ' || to_json(s.factor)::text, '"number": ' || number,
    '"origin": ' || to_json(coalesce(nullif(current_setting('app.origin', true), ''), 'kulla'))::text, '"readers": ' || nullif((e->'readers')::text, 'null'),
    '"session": "' || s.kind || '"', '"subject": "' || line.subject_id || '"', '"written": "' || app.stamp(line.written_at) || '"',
    '"audience": "' || line.audience || '"', '"corrects": "' || line.corrects_id || '"', '"exercise": ' || incident.exercise::text,
    '"incident": "' || incident.id || '"', '"occurred": "' || app.stamp(happened) || '"', '"recorded": "' || app.stamp(at) || '"',
    '"precision": "' || line.precision || '"', '"withdraws": "' || line.withdraws_id || '"', '"subjectType": ' || to_json(line.subject_type)::text,
    '"organisation": "' || organisation || '"', '"occurredUntil": "' || app.stamp(line.occurred_until) || '"', '"prev": "' || encode(chain, 'hex') || '"}');
  line.leaf := sha256('\x00'::bytea || convert_to(line.canon, 'UTF8'));
  chain := sha256('\x01'::bytea || chain || line.leaf);
  line.chain := chain;
END $$;

-- The receipt of a line. An outside responder's holds their own counter and neither the global order nor a leaf (DESIGN §8).
CREATE FUNCTION app.receipt(known public.entry) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF known.actor_role = 'EXTERNAL_RESPONDER' THEN
    RETURN jsonb_build_object('id', known.id, 'recordedAt', app.stamp(known.recorded_at), 'logNumber', (SELECT count(*) FROM public.entry o
      WHERE o.actor_id = known.actor_id AND o.incident_id = known.incident_id AND o.log_number IS NOT NULL AND o.seq <= known.seq));
  END IF;
  RETURN jsonb_build_object('id', known.id, 'seq', known.seq, 'logNumber', known.log_number, 'leaf', encode(known.leaf, 'hex'),
    'recordedAt', app.stamp(known.recorded_at));
END $$;

-- Keeps composed lines, in order, and rings once for each incident: a bell, not a letter. NOTIFY passes by row-level security, so it says where, never what.
CREATE FUNCTION app.ledger_keep(lines public.entry[], bodies public.entry_body[]) RETURNS void
LANGUAGE plpgsql VOLATILE AS $$
DECLARE names boolean; rung uuid[]; incident uuid;
BEGIN
  INSERT INTO public.entry SELECT * FROM unnest(lines);
  INSERT INTO public.entry_body SELECT * FROM unnest(bodies);
  SELECT bool_or(l.canon LIKE '%"readers": [%'), array_agg(DISTINCT l.incident_id) FILTER (WHERE l.audience <> 'audit' AND l.incident_id IS NOT NULL)
    INTO names, rung FROM unnest(lines) l;
  -- Few lines name readers, and only those are taken apart again.
  IF names THEN
    INSERT INTO public.entry_reader (entry_id, person_id)
      WITH named AS (SELECT l.id, l.actor_id, l.canon::jsonb->'readers' AS readers FROM unnest(lines) l WHERE l.canon LIKE '%"readers": [%')
      SELECT n.id, x::uuid FROM named n, jsonb_array_elements_text(n.readers) x UNION SELECT n.id, n.actor_id FROM named n WHERE n.actor_id IS NOT NULL;
  END IF;
  FOREACH incident IN ARRAY coalesce(rung, '{}') LOOP
    PERFORM pg_notify('kulla', '{"incident": "' || incident || '"}');
  END LOOP;
END $$;

-- The last log number of an incident, read and kept under the head's lock.
CREATE FUNCTION app.last_number(wanted uuid) RETURNS int LANGUAGE plpgsql VOLATILE AS $$
BEGIN RETURN coalesce((SELECT c.last FROM public.log_counter c WHERE c.incident_id = wanted), 0); END $$;

CREATE FUNCTION app.keep_number(wanted uuid, number int) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  UPDATE public.log_counter c SET last = number WHERE c.incident_id = wanted;
  IF NOT FOUND THEN INSERT INTO public.log_counter (incident_id, last) VALUES (wanted, number); END IF;
END $$;

-- Composes and keeps one line, for those who append one at a time.
CREATE FUNCTION app.ledger_write(INOUT seq bigint, INOUT chain bytea, s public.session, incident public.incident, actor uuid, organisation uuid,
  held text, at timestamptz, loaded boolean, e jsonb, OUT receipt jsonb)
LANGUAGE plpgsql VOLATILE AS $$
#variable_conflict use_variable
DECLARE number int; made record;
BEGIN
  IF (e->>'numbered')::boolean THEN
    number := app.last_number(incident.id) + 1;
    PERFORM app.keep_number(incident.id, number);
  END IF;
  made := app.ledger_line(seq, chain, s, incident, actor, organisation, held, at, loaded, number, e);
  PERFORM app.ledger_keep(ARRAY[made.line]::public.entry[], ARRAY[made.body]::public.entry_body[]);
  seq := made.seq;
  chain := made.chain;
  receipt := app.receipt(made.line);
END $$;

-- The loader's clock counts only for the owner, and only in exercises; the mark stands in the hashed line.
CREATE FUNCTION app.is_loaded() RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog
AS $$ SELECT nullif(current_setting('app.loader_clock', true), '') IS NOT NULL AND pg_has_role(session_user, 'kulla_owner', 'MEMBER') $$;

-- The roles a person now holds in an incident, as they stand in the hashed line.
CREATE FUNCTION app.held_roles(person uuid, incident uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN RETURN (SELECT string_agg(m.role, ' ' ORDER BY m.role) FROM public.membership m
  WHERE m.incident_id = incident AND m.person_id = person AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())); END $$;

-- Appends one line to the record and returns its receipt. Identity, role, order and time come from here, never from the caller.
CREATE FUNCTION app.ledger_append(e jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  s public.session := app.session();
  head public.ledger_head;
  incident public.incident;
  at timestamptz;
  loaded boolean := app.is_loaded();
  actor uuid := s.person_id;
  held text;
  written record;
BEGIN
  IF s.id IS NULL THEN RAISE EXCEPTION 'unauthenticated' USING ERRCODE = 'KU401'; END IF;
  IF actor IS NULL AND s.scope = 'door' THEN actor := (e->>'actor')::uuid; END IF;
  IF e->>'incident' IS NOT NULL THEN
    SELECT * INTO incident FROM public.incident WHERE id = (e->>'incident')::uuid;
    held := app.held_roles(actor, incident.id);
    -- Nobody writes into an incident that does not exist for them; only the administrator's grants are recorded in it all the same.
    IF incident.id IS NULL OR (actor IS NOT NULL AND held IS NULL AND NOT loaded AND NOT (app.is_admin() AND e->>'type' LIKE 'membership.%')) THEN
      RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404';
    END IF;
  END IF;
  IF loaded AND NOT coalesce(incident.exercise, true) THEN RAISE EXCEPTION 'exercise' USING ERRCODE = 'KU422'; END IF;
  IF app.is_future(e, app.clock()) THEN RAISE EXCEPTION 'occurredAt' USING ERRCODE = 'KU422'; END IF;
  SELECT * INTO head FROM public.ledger_head WHERE id = 1 FOR UPDATE;
  -- The clock is read under the lock, so that order of time is order of record; a clock set back is held.
  at := app.clock();
  IF NOT loaded THEN at := greatest(at, (SELECT x.recorded_at FROM public.entry x WHERE x.seq = head.seq)); END IF;
  written := app.ledger_write(head.seq, head.chain, s, incident, actor, (SELECT organisation_id FROM public.person WHERE id = actor), held, at, loaded, e);
  UPDATE public.ledger_head SET seq = written.seq, chain = written.chain WHERE id = 1;
  RETURN written.receipt;
END $$;

-- Appends human log entries: each call carries its own token and answers by itself; several waiting calls share one commit.
-- The roles that may write and the phases that take entries come from the permission table and the incident's machine, where those rules live.
-- Who asks, where, and whether this key was answered before is looked up for all calls in one statement, each by its index (LIMIT keeps the planner from
-- turning it round): plans made for empty tables would read the whole record once it is long.
CREATE FUNCTION app.log_entries(calls jsonb, roles text[], open_phases text[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public SET enable_seqscan = off AS $$
DECLARE
  c record; head public.ledger_head; at timestamptz; loaded boolean; held text; key text; known public.entry; made record; counted uuid; number int;
  lines public.entry[] := '{}'; bodies public.entry_body[] := '{}'; keys text[] := '{}'; answers jsonb[] := '{}'; fresh int[] := '{}';
BEGIN
  SELECT * INTO head FROM public.ledger_head WHERE id = 1 FOR UPDATE;
  SELECT recorded_at INTO at FROM public.entry WHERE seq = head.seq;
  FOR c IN
    SELECT j.call, s.session, s.id AS session_id, s.person_id, s.reads, s.since, i.incident, i.id AS incident_id, i.exercise, t.phase, p.organisation_id, k.known
      FROM jsonb_array_elements(calls) WITH ORDINALITY j(call, place)
      LEFT JOIN LATERAL (SELECT x AS session, x.id, x.person_id, x.kind = 'api-token' AND x.scope = 'read' AS reads, x.last_seen_at AS since
        FROM app.sessions_of(j.call->>'token') x LIMIT 1) s ON true
      LEFT JOIN LATERAL (SELECT x AS incident, x.id, x.exercise FROM public.incident x WHERE x.ref = j.call->>'ref' LIMIT 1) i ON true
      LEFT JOIN LATERAL (SELECT x.phase FROM public.situation x WHERE x.incident_id = i.id LIMIT 1) t ON true
      LEFT JOIN LATERAL (SELECT x.organisation_id FROM public.person x WHERE x.id = s.person_id LIMIT 1) p ON true
      LEFT JOIN LATERAL (SELECT x AS known FROM public.entry x WHERE x.actor_id = s.person_id AND x.client_id = (j.call->>'clientId')::uuid LIMIT 1) k ON true
     ORDER BY j.place
  LOOP
    PERFORM set_config('app.loader_clock', coalesce(c.call->>'clock', ''), true);
    loaded := c.call->>'clock' IS NOT NULL AND app.is_loaded();
    at := CASE WHEN loaded THEN app.clock() ELSE greatest(at, app.clock()) END;
    IF c.person_id IS NULL THEN answers := answers || '{"refused":"unauthenticated"}'::jsonb; CONTINUE; END IF;
    IF c.since < now() - interval '1 minute' THEN UPDATE public.session SET last_seen_at = now() WHERE id = c.session_id; END IF;
    IF c.reads THEN answers := answers || '{"refused":"forbidden","because":"refusal.token-reads-only"}'::jsonb; CONTINUE; END IF;
    held := app.held_roles(c.person_id, c.incident_id);
    IF held IS NULL THEN answers := answers || '{"refused":"not-found"}'::jsonb; CONTINUE; END IF;
    key := c.person_id || ' ' || (c.call->>'clientId')::uuid;
    known := c.known;
    IF known.id IS NULL AND key = ANY (keys) THEN known := lines[array_position(keys, key)]; END IF;
    IF known.id IS NOT NULL THEN
      answers := answers || CASE WHEN known.fingerprint IS DISTINCT FROM decode(c.call->>'fingerprint', 'hex') THEN '{"refused":"conflict","because":"key-reused"}'::jsonb
        ELSE app.receipt(known) || '{"again":true}' END;
      CONTINUE;
    END IF;
    IF NOT (string_to_array(held, ' ') && roles) THEN answers := answers || '{"refused":"forbidden"}'::jsonb; CONTINUE; END IF;
    IF NOT (c.phase = ANY (open_phases)) THEN answers := answers || '{"refused":"conflict","because":"incident-closed"}'::jsonb; CONTINUE; END IF;
    IF loaded AND NOT c.exercise THEN answers := answers || '{"refused":"invalid","because":"exercise"}'::jsonb; CONTINUE; END IF;
    IF app.is_future(c.call, at) THEN answers := answers || '{"refused":"invalid","because":"occurredAt"}'::jsonb; CONTINUE; END IF;
    IF counted IS DISTINCT FROM c.incident_id THEN
      IF counted IS NOT NULL THEN PERFORM app.keep_number(counted, number); END IF;
      counted := c.incident_id;
      number := app.last_number(counted);
    END IF;
    number := number + 1;
    made := app.ledger_line(head.seq, head.chain, c.session, c.incident, c.person_id, c.organisation_id, held, at, loaded, number, c.call);
    head.seq := made.seq;
    head.chain := made.chain;
    lines := lines || made.line;
    bodies := bodies || made.body;
    keys := keys || key;
    answers := answers || 'null'::jsonb;
    fresh := fresh || cardinality(answers);
  END LOOP;
  IF counted IS NOT NULL THEN
    PERFORM app.keep_number(counted, number);
    PERFORM app.ledger_keep(lines, bodies);
    UPDATE public.ledger_head SET seq = head.seq, chain = head.chain WHERE id = 1;
    FOR i IN 1 .. cardinality(lines) LOOP answers[fresh[i]] := app.receipt(lines[i]); END LOOP;
  END IF;
  PERFORM set_config('app.token', '', true), set_config('app.loader_clock', '', true);
  RETURN to_jsonb(answers);
END $$;

-- Records that this person read restricted lines, once per person and entry (A5); the reading itself notifies nobody.
CREATE FUNCTION app.record_reads(type text, entries uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
#variable_conflict use_variable
DECLARE target record;
BEGIN
  FOR target IN
    WITH fresh AS (INSERT INTO public.sensitive_read (person_id, what) SELECT app.person_id(), type || ' ' || x FROM unnest(entries) x
      WHERE app.person_id() IS NOT NULL ON CONFLICT DO NOTHING RETURNING what)
    SELECT e.id, e.incident_id FROM fresh JOIN public.entry e ON fresh.what = type || ' ' || e.id
  LOOP
    PERFORM app.ledger_append(jsonb_build_object('type', type, 'incident', target.incident_id, 'subjectType', 'entry', 'subjectId', target.id, 'audience', 'audit'));
  END LOOP;
END $$;

-- Nothing in the record changes: a guard against accidents, for the owner too. Proof against intent is the signed checkpoint outside.
CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the record is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'KU403'; END $$;
CREATE TRIGGER entry_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER entry_body_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry_body FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER entry_reader_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON entry_reader FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER checkpoint_is_final BEFORE UPDATE OR DELETE OR TRUNCATE ON checkpoint FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();

-- An ended session closes its open streams at once, in every process.
CREATE FUNCTION app.tell_session_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_TABLE_NAME = 'session' THEN PERFORM pg_notify('kulla', jsonb_build_object('ended', NEW.id)::text);
  ELSE PERFORM pg_notify('kulla', jsonb_build_object('recheck', NEW.person_id)::text); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER session_end_is_told AFTER UPDATE OF revoked_at ON session FOR EACH ROW WHEN (NEW.revoked_at IS NOT NULL AND OLD.revoked_at IS NULL) EXECUTE FUNCTION app.tell_session_end();
CREATE TRIGGER membership_change_is_told AFTER UPDATE ON membership FOR EACH ROW EXECUTE FUNCTION app.tell_session_end();

CREATE FUNCTION app.tell_person_disabled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN PERFORM pg_notify('kulla', jsonb_build_object('recheck', NEW.id)::text); RETURN NULL; END $$;
CREATE TRIGGER person_disabled_is_told AFTER UPDATE OF disabled_at ON person FOR EACH ROW EXECUTE FUNCTION app.tell_person_disabled();

-- Row-level security knows rows, not columns: what a person may change of their own row, and of their own sessions, is held here.
CREATE FUNCTION app.guard_person() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user <> 'kulla_runtime' THEN RETURN NEW; END IF;
  IF NOT app.is_admin() AND (NEW.name, NEW.email, NEW.code, NEW.organisation_id, NEW.is_admin, NEW.disabled_at)
      IS DISTINCT FROM (OLD.name, OLD.email, OLD.code, OLD.organisation_id, OLD.is_admin, OLD.disabled_at)
    -- A2: administrators make and unmake one another, never themselves.
    OR NEW.id = app.person_id() AND (NEW.is_admin, NEW.disabled_at) IS DISTINCT FROM (OLD.is_admin, OLD.disabled_at)
    THEN RAISE EXCEPTION 'forbidden' USING ERRCODE = 'KU403'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER person_keeps_their_place BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION app.guard_person();

-- Outside the door a session can be named and ended, not lengthened, strengthened or brought back.
CREATE FUNCTION app.guard_session() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
  IF current_user <> 'kulla_runtime' OR app.is_system('door') THEN RETURN NEW; END IF;
  IF to_jsonb(NEW) - '{revoked_at,name,last_seen_at}'::text[] IS DISTINCT FROM to_jsonb(OLD) - '{revoked_at,name,last_seen_at}'::text[]
    OR OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL
    THEN RAISE EXCEPTION 'forbidden' USING ERRCODE = 'KU403'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER session_only_ends BEFORE UPDATE ON session FOR EACH ROW EXECUTE FUNCTION app.guard_session();

-- ───────────────────────── figures over rows the reader may not see (a short list) ─────────────────────────

-- The references of incidents, for the administrator who grants roles in them and may read nothing else.
CREATE FUNCTION app.incident_refs() RETURNS TABLE (id uuid, ref text, exercise boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT i.id, i.ref, i.exercise FROM public.incident i WHERE app.is_admin() $$;

-- The next free reference of a year, which may belong to an incident the opener cannot see.
CREATE FUNCTION app.next_incident_ref(year int) RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT pg_advisory_xact_lock(72707370);
      SELECT 'INC-' || year || '-' || CASE WHEN n < 10 THEN '0' ELSE '' END || n
        FROM (SELECT 1 + count(*) AS n FROM public.incident WHERE app.person_id() IS NOT NULL AND ref LIKE 'INC-' || year || '-%') counted $$;

-- Who will belong to an incident that opens: everyone with a standing duty, and the opener as commander (DESIGN §8).
CREATE FUNCTION app.copy_duties(opened uuid) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  n int;
  -- Cut to the column's milliseconds: rounded up, the membership would begin after this very transaction and its opener would see nothing.
  since timestamptz := date_trunc('milliseconds', least(now(), app.clock()));
BEGIN
  INSERT INTO public.membership (incident_id, person_id, organisation_id, role, starts_at)
    SELECT opened, d.person_id, d.organisation_id, d.role, since FROM public.standing_duty d
      JOIN public.person p ON p.id = d.person_id AND p.disabled_at IS NULL
      WHERE EXISTS (SELECT 1 FROM public.incident i WHERE i.id = opened AND i.opened_by_id = app.person_id())
    UNION SELECT opened, app.person_id(), app.organisation_id(), 'INCIDENT_COMMANDER', since
      WHERE EXISTS (SELECT 1 FROM public.incident i WHERE i.id = opened AND i.opened_by_id = app.person_id())
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- Leaves in order, for the signer, which sees hashes and nothing else.
CREATE FUNCTION app.leaves_after(after bigint) RETURNS TABLE (seq bigint, leaf bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT e.seq, e.leaf FROM public.entry e WHERE e.seq > after ORDER BY e.seq LIMIT 50000 $$;

CREATE FUNCTION app.keep_checkpoint(tree_size bigint, tree_root bytea, signed_note text, key_text text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.checkpoint (size, root, note, public_key) VALUES (tree_size, tree_root, signed_note, key_text) ON CONFLICT (size) DO NOTHING $$;

-- A part of the system takes up its post; only the owner may call this.
CREATE FUNCTION app.enrol_system(post text, token text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, scope, factor, expires_at) VALUES (sha256(convert_to(token, 'UTF8')), 'system', post, 'key', 'infinity')
      ON CONFLICT (token_hash) DO UPDATE SET revoked_at = NULL $$;

-- The loader speaks as the people of an exercise, one short session each; only the owner may call this.
CREATE FUNCTION app.speak_as(person uuid, token text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, scope, factor, person_id, expires_at) VALUES (sha256(convert_to(token, 'UTF8')), 'system', 'loader', 'key', person, now() + interval '1 hour') $$;

-- A token for a machine, made by the owner at the console: for reading only, or for all that its person may do.
CREATE FUNCTION app.issue_token(mail text, token text, label text, days int, reach text DEFAULT 'write') RETURNS uuid LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, scope, factor, name, person_id, expires_at)
      SELECT sha256(convert_to(token, 'UTF8')), 'api-token', reach, 'token', label, p.id, now() + make_interval(days => days) FROM public.person p WHERE p.email = lower(mail) AND p.disabled_at IS NULL
      RETURNING id $$;

-- Is there anybody yet? Decides whether the exercise is loaded and whether /setup is open.
CREATE FUNCTION app.is_empty() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT NOT EXISTS (SELECT 1 FROM public.person) $$;

-- What readiness needs to know of the record: it can be read, and where it stands.
CREATE FUNCTION app.ledger_position() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT seq FROM public.ledger_head WHERE id = 1 $$;
