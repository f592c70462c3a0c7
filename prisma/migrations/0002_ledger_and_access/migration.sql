-- What Prisma cannot say: closed value lists, who is asking, the ledger, and the grants of the two roles that run the house.

CREATE SCHEMA IF NOT EXISTS app;

-- Closed value lists (DESIGN §5). The program's lists are tested to be the same.
ALTER TABLE session ADD CHECK (kind IN ('browser', 'api-token', 'system', 'probe', 'wall', 'calendar', 'viewing-as'));
ALTER TABLE session ADD CHECK (kind = 'system' OR person_id IS NOT NULL);
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

-- ───────────────────────── who is asking ─────────────────────────
-- Every policy is keyed on the raw session token that the transaction sets (security.md §2.6): a guessed person id opens nothing.

CREATE FUNCTION app.session() RETURNS public.session
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE s public.session;
BEGIN
  IF nullif(current_setting('app.token', true), '') IS NULL THEN RETURN NULL; END IF;
  SELECT x.* INTO s FROM public.session x
    LEFT JOIN public.person p ON p.id = x.person_id
   WHERE x.token_hash = sha256(convert_to(current_setting('app.token', true), 'UTF8'))
     AND x.revoked_at IS NULL AND x.expires_at > now()
     AND (x.idle_seconds IS NULL OR x.last_seen_at + make_interval(secs => x.idle_seconds) > now())
     AND (x.person_id IS NULL OR p.disabled_at IS NULL);
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

-- A restricted entry that names this person as a reader.
CREATE FUNCTION app.is_named_reader(entry uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT 1 FROM public.entry_reader r WHERE r.entry_id = entry AND r.person_id = app.person_id()) $$;

-- The server's one clock (T1). Only the owner's loader may set another, and ledger_append marks what it wrote.
CREATE FUNCTION app.clock() RETURNS timestamptz LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public AS $$
BEGIN
  IF nullif(current_setting('app.loader_clock', true), '') IS NOT NULL AND pg_has_role(session_user, 'kulla_owner', 'MEMBER')
    THEN RETURN current_setting('app.loader_clock')::timestamptz; END IF;
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

-- What the writer keeps. An outside responder's receipt holds their own counter and neither the global order nor a leaf (DESIGN §8).
CREATE FUNCTION app.receipt(entry_id uuid) RETURNS jsonb LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
  SELECT CASE WHEN e.actor_role = 'EXTERNAL_RESPONDER' THEN jsonb_build_object('id', e.id, 'recordedAt', t.recorded, 'logNumber',
      (SELECT count(*) FROM public.entry o WHERE o.actor_id = e.actor_id AND o.incident_id = e.incident_id AND o.log_number IS NOT NULL AND o.seq <= e.seq))
    ELSE jsonb_build_object('id', e.id, 'seq', e.seq, 'logNumber', e.log_number, 'leaf', encode(e.leaf, 'hex'), 'recordedAt', t.recorded) END
  FROM public.entry e, LATERAL (SELECT to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS recorded) t WHERE e.id = entry_id $$;

-- Appends one line to the record and returns its receipt. Identity, role, order and time come from here, never from the caller
-- (security.md §5.6). The hashed line is stored as it was hashed, so that no verifier needs to rebuild it.
CREATE FUNCTION app.ledger_append(e jsonb) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  s public.session := app.session();
  head public.ledger_head;
  incident public.incident;
  at timestamptz := app.clock();
  loaded boolean := nullif(current_setting('app.loader_clock', true), '') IS NOT NULL AND pg_has_role(session_user, 'kulla_owner', 'MEMBER');
  new_id uuid := gen_random_uuid();
  actor uuid := s.person_id;
  organisation uuid;
  held text;
  number int;
  happened timestamptz := (e->>'occurredAt')::timestamptz;
  salt bytea := substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16);
  body text := coalesce(e->>'body', '{}');
  canon text; leaf bytea; link bytea;
BEGIN
  IF s.id IS NULL THEN RAISE EXCEPTION 'unauthenticated' USING ERRCODE = 'KU401'; END IF;
  IF actor IS NULL AND s.scope = 'door' THEN actor := (e->>'actor')::uuid; END IF;
  SELECT organisation_id INTO organisation FROM public.person WHERE id = actor;
  IF e->>'incident' IS NOT NULL THEN
    SELECT * INTO incident FROM public.incident WHERE id = (e->>'incident')::uuid;
    IF incident.id IS NULL THEN RAISE EXCEPTION 'not-found' USING ERRCODE = 'KU404'; END IF;
    SELECT string_agg(m.role, ' ' ORDER BY m.role) INTO held FROM public.membership m
      WHERE m.incident_id = incident.id AND m.person_id = actor AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now());
  END IF;
  IF loaded AND NOT coalesce(incident.exercise, true) THEN
    RAISE EXCEPTION 'the loader writes only into exercises' USING ERRCODE = 'KU422';
  END IF;
  -- T2: nothing has happened later than five minutes from now.
  IF happened > at + interval '5 minutes' OR (e->>'occurredUntil')::timestamptz > at + interval '5 minutes' THEN
    RAISE EXCEPTION 'occurredAt' USING ERRCODE = 'KU422';
  END IF;

  SELECT * INTO head FROM public.ledger_head WHERE id = 1 FOR UPDATE;
  at := greatest(at, (SELECT x.recorded_at FROM public.entry x WHERE x.seq = head.seq AND NOT loaded));
  IF coalesce((e->>'numbered')::boolean, false) THEN
    INSERT INTO public.log_counter AS c (incident_id, last) VALUES (incident.id, 1)
      ON CONFLICT (incident_id) DO UPDATE SET last = c.last + 1 RETURNING last INTO number;
  END IF;

  canon := jsonb_strip_nulls(jsonb_build_object(
    'v', 1, 'origin', coalesce(nullif(current_setting('app.origin', true), ''), 'kulla'), 'seq', head.seq + 1, 'id', new_id, 'type', e->>'type', 'kind', e->>'kind',
    'incident', incident.id, 'number', number, 'subjectType', e->>'subjectType', 'subject', e->>'subjectId',
    'actor', actor, 'role', held, 'organisation', organisation, 'session', s.kind, 'factor', s.factor, 'aal', s.aal,
    'occurred', to_char(happened AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'occurredUntil', to_char((e->>'occurredUntil')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'precision', coalesce(e->>'precision', 'exact'),
    'written', to_char((e->>'writtenAt')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'recorded', to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'clock', CASE WHEN loaded THEN 'loader' ELSE 'server' END, 'exercise', incident.exercise,
    'audience', coalesce(e->>'audience', 'incident'), 'tlp', coalesce(e->>'tlp', incident.default_tlp, 'TLP:AMBER'), 'key', coalesce((e->>'key')::boolean, false),
    'corrects', e->>'corrects', 'withdraws', e->>'withdraws', 'readers', e->'readers', 'client', e->>'clientId',
    'body', encode(sha256(salt || convert_to(body, 'UTF8')), 'hex'), 'prev', encode(head.chain, 'hex')))::text;
  leaf := sha256('\x00'::bytea || convert_to(canon, 'UTF8'));
  link := sha256('\x01'::bytea || head.chain || leaf);

  INSERT INTO public.entry (id, seq, incident_id, log_number, type, kind, subject_type, subject_id, actor_id, actor_role, organisation_id,
      occurred_at, occurred_until, precision, recorded_at, written_at, audience, tlp, is_key, corrects_id, withdraws_id, client_id, fingerprint, canon, leaf, chain)
    VALUES (new_id, head.seq + 1, incident.id, number, e->>'type', e->>'kind', e->>'subjectType', (e->>'subjectId')::uuid, actor, held, organisation,
      coalesce(happened, at), (e->>'occurredUntil')::timestamptz, coalesce(e->>'precision', 'exact'), at, (e->>'writtenAt')::timestamptz,
      coalesce(e->>'audience', 'incident'), coalesce(e->>'tlp', incident.default_tlp, 'TLP:AMBER'), coalesce((e->>'key')::boolean, false),
      (e->>'corrects')::uuid, (e->>'withdraws')::uuid, (e->>'clientId')::uuid, decode(e->>'fingerprint', 'hex'), canon, leaf, link);
  INSERT INTO public.entry_body (entry_id, salt, body) VALUES (new_id, salt, body);
  IF e->'readers' IS NOT NULL AND jsonb_typeof(e->'readers') = 'array' THEN
    INSERT INTO public.entry_reader (entry_id, person_id)
      SELECT DISTINCT new_id, x::uuid FROM jsonb_array_elements_text(e->'readers') x
      UNION SELECT new_id, actor WHERE actor IS NOT NULL;
  END IF;
  UPDATE public.ledger_head SET seq = head.seq + 1, chain = link WHERE id = 1;
  -- A bell, not a letter: NOTIFY passes by row-level security, so it says where, never what.
  IF coalesce(e->>'audience', 'incident') <> 'audit' AND incident.id IS NOT NULL THEN
    PERFORM pg_notify('kulla', jsonb_build_object('incident', incident.id, 'seq', head.seq + 1)::text);
  END IF;
  RETURN app.receipt(new_id);
END
$$;

-- Appends human log entries: each call carries its own token and answers by itself; several waiting calls share one commit.
-- The roles that may write and the phases that take entries come from the permission table and the incident's machine, where those rules live.
CREATE FUNCTION app.log_entries(calls jsonb, roles text[], open_phases text[]) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE
  call jsonb; s public.session; known public.entry; incident uuid; phase text; answers jsonb := '[]'; receipt jsonb;
BEGIN
  FOR call IN SELECT * FROM jsonb_array_elements(calls) LOOP
    PERFORM set_config('app.token', call->>'token', true), set_config('app.loader_clock', coalesce(call->>'clock', ''), true);
    s := app.session();
    IF s.person_id IS NULL THEN answers := answers || '[{"refused":"unauthenticated"}]'; CONTINUE; END IF;
    SELECT i.id, t.phase INTO incident, phase FROM public.incident i JOIN public.situation t ON t.incident_id = i.id
      WHERE i.ref = call->>'ref' AND i.id = ANY (app.my_incidents());
    IF incident IS NULL THEN answers := answers || '[{"refused":"not-found"}]'; CONTINUE; END IF;
    SELECT * INTO known FROM public.entry x WHERE x.actor_id = s.person_id AND x.client_id = (call->>'clientId')::uuid;
    IF known.id IS NOT NULL THEN
      IF known.fingerprint = decode(call->>'fingerprint', 'hex') THEN
        answers := answers || jsonb_build_array(app.receipt(known.id) || '{"again":true}');
      ELSE answers := answers || '[{"refused":"conflict","because":"key-reused"}]'; END IF;
      CONTINUE;
    END IF;
    IF NOT (incident = ANY (app.incidents_as(VARIADIC roles))) THEN answers := answers || '[{"refused":"forbidden"}]'; CONTINUE; END IF;
    IF NOT (phase = ANY (open_phases)) THEN answers := answers || '[{"refused":"conflict","because":"incident-closed"}]'; CONTINUE; END IF;
    IF s.last_seen_at < now() - interval '1 minute' THEN UPDATE public.session SET last_seen_at = now() WHERE id = s.id; END IF;
    BEGIN
      receipt := app.ledger_append(call || jsonb_build_object('incident', incident, 'numbered', true));
      answers := answers || jsonb_build_array(receipt);
    EXCEPTION
      -- The same key arrived twice at once and the other one won: asked again, it gets that one's receipt.
      WHEN unique_violation THEN answers := answers || '[{"refused":"retry"}]';
      WHEN SQLSTATE 'KU422' THEN answers := answers || jsonb_build_array(jsonb_build_object('refused', 'invalid', 'because', SQLERRM));
    END;
  END LOOP;
  PERFORM set_config('app.token', '', true);
  RETURN answers;
END $$;

-- Records that this person read restricted lines, once per person and entry (A5); the reading itself notifies nobody.
CREATE FUNCTION app.record_reads(type text, entries uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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

-- ───────────────────────── figures over rows the reader may not see (a short list) ─────────────────────────

-- The references of incidents, for the administrator who grants roles in them and may read nothing else.
CREATE FUNCTION app.incident_refs() RETURNS TABLE (id uuid, ref text, exercise boolean) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT i.id, i.ref, i.exercise FROM public.incident i WHERE app.is_admin() $$;

-- The next free reference of a year, which may belong to an incident the opener cannot see.
CREATE FUNCTION app.next_incident_ref(year int) RETURNS text LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT pg_advisory_xact_lock(72707370);
      SELECT 'INC-' || year || '-' || lpad((1 + count(*))::text, 2, '0') FROM public.incident WHERE app.person_id() IS NOT NULL AND ref LIKE 'INC-' || year || '-%' $$;

-- Who will belong to an incident that opens: everyone with a standing duty, and the opener as commander (DESIGN §8).
CREATE FUNCTION app.copy_duties(opened uuid) RETURNS int LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE n int;
BEGIN
  INSERT INTO public.membership (incident_id, person_id, organisation_id, role, starts_at)
    SELECT opened, d.person_id, d.organisation_id, d.role, least(now(), app.clock()) FROM public.standing_duty d
      JOIN public.person p ON p.id = d.person_id AND p.disabled_at IS NULL
      WHERE EXISTS (SELECT 1 FROM public.incident i WHERE i.id = opened AND i.opened_by_id = app.person_id())
    UNION SELECT opened, app.person_id(), app.organisation_id(), 'INCIDENT_COMMANDER', least(now(), app.clock())
      WHERE EXISTS (SELECT 1 FROM public.incident i WHERE i.id = opened AND i.opened_by_id = app.person_id())
    ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;

-- Leaves in order, for the signer, which sees hashes and nothing else.
CREATE FUNCTION app.leaves_after(after bigint) RETURNS TABLE (seq bigint, leaf bytea) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT e.seq, e.leaf FROM public.entry e WHERE e.seq > after ORDER BY e.seq LIMIT 50000 $$;

CREATE FUNCTION app.keep_checkpoint(tree_size bigint, tree_root bytea, signed_note text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.checkpoint (size, root, note) VALUES (tree_size, tree_root, signed_note) ON CONFLICT (size) DO NOTHING $$;

-- A part of the system takes up its post; only the owner may call this.
CREATE FUNCTION app.enrol_system(post text, token text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, scope, factor, expires_at) VALUES (sha256(convert_to(token, 'UTF8')), 'system', post, 'key', 'infinity')
      ON CONFLICT (token_hash) DO UPDATE SET revoked_at = NULL $$;

-- The loader speaks as the people of an exercise, one short session each; only the owner may call this.
CREATE FUNCTION app.speak_as(person uuid, token text) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, scope, factor, person_id, expires_at) VALUES (sha256(convert_to(token, 'UTF8')), 'system', 'loader', 'key', person, now() + interval '1 hour') $$;

-- A token for a machine, made by the owner at the console.
CREATE FUNCTION app.issue_token(mail text, token text, label text, days int) RETURNS uuid LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ INSERT INTO public.session (token_hash, kind, factor, name, person_id, expires_at)
      SELECT sha256(convert_to(token, 'UTF8')), 'api-token', 'token', label, p.id, now() + make_interval(days => days) FROM public.person p WHERE p.email = lower(mail) AND p.disabled_at IS NULL
      RETURNING id $$;

-- Is there anybody yet? Decides whether the exercise is loaded and whether /setup is open.
CREATE FUNCTION app.is_empty() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT NOT EXISTS (SELECT 1 FROM public.person) $$;

-- What readiness needs to know of the record: it can be read, and where it stands.
CREATE FUNCTION app.ledger_position() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT seq FROM public.ledger_head WHERE id = 1 $$;
