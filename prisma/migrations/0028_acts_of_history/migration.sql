-- What people did before there were these rules, told by the owner's loader: in an exercise, on its own clock, and only under the mark that it writes into
-- the line of the act. Machine, proposer, roles, hashes, verifier and closing hold for history, too. The role of the app can set nothing of this.
CREATE FUNCTION app.is_history(incident uuid) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  SELECT app.is_loaded() AND coalesce(current_setting('app.historical', true), '') LIKE 'historical: %' AND EXISTS (SELECT 1 FROM public.incident i WHERE i.id = incident AND i.exercise) $$;

-- One person may have been enough.
CREATE OR REPLACE FUNCTION app.approvals_suffice(d public.decision) RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, public AS $$
  WITH seen AS (SELECT * FROM public.decision_preview WHERE decision_id = d.id ORDER BY number DESC LIMIT 1),
  given AS (SELECT DISTINCT a.person_id, a.by_right FROM public.approval a, seen
    WHERE a.decision_id = d.id AND a.says = 'approve' AND a.version = d.version AND seen.version = d.version AND a.preview_hash = seen.hash
      AND (d.emergency_reason IS NULL OR a.person_id IS DISTINCT FROM d.started_by_id)
      AND EXISTS (SELECT 1 FROM public.person p WHERE p.id = a.person_id AND p.disabled_at IS NULL)
      AND EXISTS (SELECT 1 FROM public.membership m WHERE m.person_id = a.person_id AND m.incident_id = d.incident_id AND m.role <> 'EXTERNAL_RESPONDER'
        AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())))
  SELECT ((SELECT count(DISTINCT person_id) FROM given) >= greatest((SELECT needed FROM seen), app.people_needed(d.id)) OR app.is_history(d.incident_id))
    AND EXISTS (SELECT 1 FROM given WHERE by_right <> 'leadership') $$;

-- What was approved need not have been looked at here, or in time.
CREATE OR REPLACE FUNCTION app.guard_approval() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
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

-- Systems came back after their decision was called finished.
CREATE OR REPLACE FUNCTION app.guard_carrying() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE d public.decision;
BEGIN
  SELECT * INTO d FROM public.decision WHERE id = NEW.decision_id;
  IF d.state IS DISTINCT FROM 'executing' AND NOT (TG_TABLE_NAME = 'decision_stage' AND d.state IN ('executed', 'verified', 'closed') AND app.is_history(d.incident_id))
    THEN PERFORM app.refuse_decision('is not being carried out'); END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION app.guard_shut_down() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
DECLARE was text := CASE WHEN TG_OP = 'UPDATE' THEN OLD.state ELSE 'operational' END;
BEGIN
  IF (NEW.state = 'shut_down') <> (was = 'shut_down') AND NOT EXISTS (SELECT 1 FROM public.decision d JOIN public.decision_scope x ON x.decision_id = d.id
    WHERE d.id = NEW.decision_id AND d.incident_id = NEW.incident_id AND x.system_id = NEW.system_id AND (d.state = 'executing' OR (d.state IN ('executed', 'verified', 'closed') AND app.is_history(d.incident_id)))
      AND d.type = ANY (CASE WHEN NEW.state = 'shut_down' THEN ARRAY['shutdown', 'isolate', 'restore'] ELSE ARRAY['restore', 'decommission'] END))
    THEN PERFORM app.refuse_decision('is needed to switch off or on'); END IF;
  RETURN NEW;
END $$;
