-- CreateTable
CREATE TABLE "review_told" (
    "decision_id" UUID NOT NULL,
    "review_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "review_told_pkey" PRIMARY KEY ("decision_id","review_at")
);

-- AddForeignKey
ALTER TABLE "review_told" ADD CONSTRAINT "review_told_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "decision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.

-- The jobs say once for each time of review that it has passed (D8), and name who approved what stands; they read nothing else of a decision in force.
-- It says nothing of the decision itself, so that nobody's form becomes stale; two workers at once tell it once, because the second finds the row.
CREATE FUNCTION app.tell_passed_reviews() RETURNS TABLE (id uuid, "incidentId" uuid, number int, title text, "reviewAt" timestamptz, approvers text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NOT app.is_system('jobs') THEN PERFORM app.refuse_decision('is reviewed by the jobs'); END IF;
  RETURN QUERY
  WITH told AS (
    INSERT INTO public.review_told (decision_id, review_at, told_at)
    SELECT d.id, d.review_at, app.clock() FROM public.decision d
    WHERE d.state IN ('in-force', 'verified', 'partially-restored') AND d.review_at <= app.clock()
    ON CONFLICT DO NOTHING RETURNING decision_id)
  SELECT d.id, d.incident_id, d.number, d.title, d.review_at, coalesce((
    SELECT string_agg(p.name, ', ' ORDER BY a.first) FROM (
      SELECT x.person_id, min(x.given_at) AS first FROM public.approval x
      WHERE x.decision_id = d.id AND x.says = 'approve' AND x.version = d.version GROUP BY x.person_id) a JOIN public.person p ON p.id = a.person_id), '')
  FROM public.decision d JOIN told ON told.decision_id = d.id ORDER BY d.incident_id, d.number;
END $$;

-- What was switched off comes back when every condition of its stop is met or waived (D9), and only while that stop holds; in an emergency, too:
-- an infected system that returns early is as dangerous as a stop. History may have begun otherwise, and says so.
CREATE FUNCTION app.guard_return() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  IF NEW.state = 'executing' AND OLD.state <> 'executing' AND NEW.type IN ('restore', 'lift-restriction') AND NOT app.is_history(NEW.incident_id) AND (
    NOT EXISTS (SELECT 1 FROM public.decision d WHERE d.id = NEW.undoes_id AND d.state IN ('failed', 'in-force', 'verified', 'partially-restored', 'restored'))
    OR EXISTS (SELECT 1 FROM public.decision_criterion c WHERE c.decision_id = NEW.undoes_id AND c.met_at IS NULL AND c.waived_at IS NULL))
    THEN PERFORM app.refuse_decision('has open criteria'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER return_is_lawful BEFORE UPDATE OF state ON decision FOR EACH ROW EXECUTE FUNCTION app.guard_return();
