-- Whether somebody brought about a newer version of an entry, for its author alone and as one bit: an author reads what they wrote, and not always
-- what others made of it (ADR 021). Without it two corrections of one entry would both count as the newest.
CREATE FUNCTION app.is_overtaken(entry uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public
AS $$ SELECT EXISTS (SELECT 1 FROM public.entry e WHERE e.id = $1 AND e.actor_id = app.person_id()
        AND (EXISTS (SELECT 1 FROM public.entry w WHERE w.withdraws_id = e.id)
          OR EXISTS (SELECT 1 FROM public.entry c WHERE c.corrects_id = e.id AND NOT EXISTS (SELECT 1 FROM public.entry w WHERE w.withdraws_id = c.id)))) $$;
