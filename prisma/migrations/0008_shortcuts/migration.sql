-- A person decides whether single keys do anything (WCAG 2.1.4); without a choice they do.
ALTER TABLE person ADD COLUMN shortcuts TEXT;
ALTER TABLE person ADD CHECK (shortcuts IN ('on', 'alt', 'off'));

-- Whoever asks is read in one call, so the choice comes with it.
CREATE OR REPLACE FUNCTION app.begin(token text, touch boolean) RETURNS jsonb
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
    'language', p.language, 'theme', p.theme, 'shortcuts', p.shortcuts, 'isAdmin', p.is_admin,
    'duties', coalesce((SELECT jsonb_agg(d.role) FROM public.standing_duty d WHERE d.person_id = p.id), '[]'),
    'memberships', coalesce((SELECT jsonb_agg(jsonb_build_object('incidentId', m.incident_id, 'role', m.role)) FROM public.membership m
        WHERE m.person_id = p.id AND m.starts_at <= now() AND (m.ends_at IS NULL OR m.ends_at > now())), '[]'))
    INTO answer
    FROM public.person p JOIN public.organisation o ON o.id = p.organisation_id WHERE p.id = s.person_id;
  RETURN answer;
END $$;
