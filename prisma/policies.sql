-- Every rule of who may SEE (and, as the last guard, write) a row: re-applied whole, in one transaction, after every migration.
-- Keyed on the session token of the transaction (security.md §2.6). What a person may DO stands in lib/access/permissions.ts.

DO $$ DECLARE p record; t record; BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON public.%I', p.policyname, p.tablename);
  END LOOP;
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t.tablename);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t.tablename);
    -- The listed definer functions run as the owner, and only they do: no process that serves people holds the owner's password.
    EXECUTE format('CREATE POLICY functions_of_the_owner ON public.%I TO kulla_owner USING (true) WITH CHECK (true)', t.tablename);
    EXECUTE format('REVOKE ALL ON public.%I FROM PUBLIC, kulla_runtime, kulla_signer', t.tablename);
  END LOOP;
END $$;
ALTER TABLE public._prisma_migrations ENABLE ROW LEVEL SECURITY;
ALTER TABLE public._prisma_migrations FORCE ROW LEVEL SECURITY;
CREATE POLICY functions_of_the_owner ON public._prisma_migrations TO kulla_owner USING (true) WITH CHECK (true);
-- Readiness compares the applied migrations with those of the program; their names are no secret.
CREATE POLICY names_are_public ON public._prisma_migrations FOR SELECT TO kulla_runtime USING (true);

REVOKE ALL ON SCHEMA app FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC, kulla_runtime, kulla_signer;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA app, public TO kulla_runtime, kulla_signer;
GRANT EXECUTE ON FUNCTION app.session(), app.session_id(), app.person_id(), app.organisation_id(), app.is_admin(), app.is_system(text),
  app.incidents_as(text[]), app.my_incidents(), app.is_inside(), app.is_insider(uuid), app.is_named_reader(uuid), app.clock(), app.begin(text, boolean),
  app.ledger_append(jsonb), app.log_entries(jsonb, text[], text[]), app.record_reads(text, uuid[]), app.incident_refs(),
  app.next_incident_ref(int), app.copy_duties(uuid), app.is_empty(), app.ledger_position(),
  app.refuse_change(), app.tell_session_end(), app.tell_person_disabled() TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.knows_systems(text[]), app.refuse_circle(), app.count_map_change() TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.number_decision(), app.guard_decision(), app.guard_scope(), app.guard_preview(), app.guard_approval(), app.guard_delegation(),
  app.guard_carrying(), app.guard_criterion(), app.guard_shut_down(), app.is_carried_out(uuid, uuid), app.tell_passed_reviews(), app.guard_return(), app.guard_signature(), app.guard_signed() TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.is_watch(), app.probe_list(), app.watched(text[]), app.confirm_seen(uuid, uuid[]), app.end_probe_session() TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.files_kept(uuid, text[]), app.record_file_read(uuid) TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.is_overtaken(uuid) TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.newer_for(uuid, text[], bigint[]), app.position_at(uuid, timestamptz), app.be_here(uuid, text[]) TO kulla_runtime;
GRANT EXECUTE ON FUNCTION app.leaves_after(bigint), app.keep_checkpoint(bigint, bytea, text, text) TO kulla_signer;
GRANT SELECT ON public.checkpoint TO kulla_signer;

GRANT SELECT ON ALL TABLES IN SCHEMA public TO kulla_runtime;
GRANT INSERT, UPDATE ON organisation, person, password, totp, passkey, challenge, enrolment_code, linked_identity, attempt, incident, situation, membership, answer, source, attack_technique TO kulla_runtime;
-- A session can be ended and nothing else: its end, its strength and its person stay as the door wrote them.
GRANT INSERT, UPDATE (revoked_at) ON session TO kulla_runtime;
GRANT INSERT, DELETE ON standing_duty TO kulla_runtime;
GRANT INSERT, UPDATE ON system, system_plan, dependency, system_state, outside_check TO kulla_runtime;
-- Once there, a disagreement can be resolved and be over, and a probe enrolled, heard, marked and taken away: nothing else of them changes.
GRANT INSERT, UPDATE (resolved_at, resolved_by_id, reason, over_at) ON disagreement TO kulla_runtime;
GRANT INSERT, UPDATE (public_key, session_id, enrolled_at, last_seq, heard_at, marked_at, revoked_at, revoked_by_id) ON probe TO kulla_runtime;
GRANT DELETE ON dependency TO kulla_runtime;
GRANT INSERT, DELETE ON map_layout TO kulla_runtime;
GRANT DELETE ON totp, challenge, enrolment_code, attempt, answer TO kulla_runtime;
GRANT INSERT ON file TO kulla_runtime;
GRANT INSERT, UPDATE ON decision TO kulla_runtime;
GRANT INSERT, DELETE ON decision_scope TO kulla_runtime;
GRANT INSERT ON decision_version, decision_preview, preview_opening, approval, approval_signature, decision_step, step_act, decision_stage TO kulla_runtime;
-- A delegation ends early and changes in no other way; a criterion is met or waived.
GRANT INSERT, UPDATE (ended_at, ended_by_id) ON delegation TO kulla_runtime;
GRANT INSERT, UPDATE (met_at, met_by_id, evidence, waived_at, waived_by_id, waiver) ON decision_criterion TO kulla_runtime;
REVOKE SELECT ON ledger_head, log_counter FROM kulla_runtime;
GRANT EXECUTE ON FUNCTION app.ledger_append_many(jsonb) TO kulla_runtime;
-- A batch can be marked as undone and changed in no other way.
GRANT INSERT, UPDATE (undone_at, undone_by_id, undone_reason) ON import_batch TO kulla_runtime;
GRANT INSERT ON sheet_issue TO kulla_runtime;

-- organisation: those inside the response see who takes part; everyone sees their own.
CREATE POLICY see ON organisation FOR SELECT TO kulla_runtime USING ((SELECT app.is_inside()) OR id = (SELECT app.organisation_id()) OR (SELECT app.is_system('door')));
-- organisation: the administrator keeps the list; the door writes the first one at set-up.
CREATE POLICY add ON organisation FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_admin()) OR ((SELECT app.is_system('door')) AND app.is_empty()));
CREATE POLICY change ON organisation FOR UPDATE TO kulla_runtime USING ((SELECT app.is_admin()));

-- person: those inside the response see one another; an outside responder sees only themselves; the door finds whoever signs in.
CREATE POLICY see ON person FOR SELECT TO kulla_runtime USING ((SELECT app.is_inside()) OR id = (SELECT app.person_id()) OR (SELECT app.is_system('door')));
-- person: the administrator invites; the door writes the first administrator at set-up.
CREATE POLICY add ON person FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_admin()) OR ((SELECT app.is_system('door')) AND app.is_empty()));
-- person: the administrator changes others; each person their own language, theme and shortcuts, and nobody their own power, organisation or access (A2).
CREATE POLICY change ON person FOR UPDATE TO kulla_runtime USING ((SELECT app.is_admin()) OR id = (SELECT app.person_id()))
  WITH CHECK (((SELECT app.is_admin()) AND id <> (SELECT app.person_id()))
    OR (id = (SELECT app.person_id()) AND is_admin = (SELECT app.is_admin()) AND organisation_id = (SELECT app.organisation_id()) AND disabled_at IS NULL));

-- password, totp: only the sign-in door reads secrets; each person may replace their own.
CREATE POLICY see ON password FOR SELECT TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY add ON password FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY change ON password FOR UPDATE TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY see ON totp FOR SELECT TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY add ON totp FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY change ON totp FOR UPDATE TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY remove ON totp FOR DELETE TO kulla_runtime USING (person_id = (SELECT app.person_id()));

-- passkey: the door checks signatures; each person keeps their own keys.
CREATE POLICY see ON passkey FOR SELECT TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY add ON passkey FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));
CREATE POLICY change ON passkey FOR UPDATE TO kulla_runtime USING ((SELECT app.is_system('door')) OR person_id = (SELECT app.person_id()));

-- challenge: sign-in challenges belong to the door, enrolment challenges to the person; the jobs clear old ones.
CREATE POLICY use ON challenge TO kulla_runtime USING ((SELECT app.is_system('door')) OR (SELECT app.is_system('jobs')) OR person_id = (SELECT app.person_id()));

-- enrolment_code: the administrator makes codes, the door redeems them, the jobs clear what is used or old.
CREATE POLICY see ON enrolment_code FOR SELECT TO kulla_runtime USING ((SELECT app.is_admin()) OR (SELECT app.is_system('door')) OR (SELECT app.is_system('jobs')));
CREATE POLICY clear ON enrolment_code FOR DELETE TO kulla_runtime USING ((SELECT app.is_system('jobs')) AND (used_at IS NOT NULL OR expires_at < now()));
CREATE POLICY add ON enrolment_code FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_admin()));
CREATE POLICY change ON enrolment_code FOR UPDATE TO kulla_runtime USING ((SELECT app.is_admin()) OR (SELECT app.is_system('door')));

-- linked_identity: known to the door, which made the link.
CREATE POLICY use ON linked_identity TO kulla_runtime USING ((SELECT app.is_system('door')));

-- standing_duty: visible to those inside; the administrator grants and ends them, never their own (A2).
CREATE POLICY see ON standing_duty FOR SELECT TO kulla_runtime USING ((SELECT app.is_inside()) OR person_id = (SELECT app.person_id()));
CREATE POLICY add ON standing_duty FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_admin()) AND person_id <> (SELECT app.person_id()));
CREATE POLICY remove ON standing_duty FOR DELETE TO kulla_runtime USING ((SELECT app.is_admin()) AND person_id <> (SELECT app.person_id()));

-- session: everyone sees and ends their own; the administrator sees and ends all; the door opens them. An ended one stays ended.
CREATE POLICY see ON session FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()) OR ((SELECT app.is_admin()) AND kind <> 'system') OR (SELECT app.is_system('door')));
CREATE POLICY add ON session FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_system('door')) AND kind IN ('browser', 'probe'));
CREATE POLICY change ON session FOR UPDATE TO kulla_runtime USING (person_id = (SELECT app.person_id()) OR ((SELECT app.is_admin()) AND kind <> 'system') OR (SELECT app.is_system('door')))
  WITH CHECK (revoked_at IS NOT NULL);

-- attempt: counters of failed tries under hashed keys, kept before anybody is known; they hold no secret.
CREATE POLICY count_tries ON attempt TO kulla_runtime USING (true) WITH CHECK (true);

-- incident: its members know its name; nobody else knows that it exists.
CREATE POLICY see ON incident FOR SELECT TO kulla_runtime USING (id = ANY ((SELECT app.my_incidents())::uuid[]));
-- incident: opened by a standing commander or decision authority, who is named as the opener.
CREATE POLICY add ON incident FOR INSERT TO kulla_runtime WITH CHECK (opened_by_id = (SELECT app.person_id())
  AND EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = (SELECT app.person_id()) AND d.role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY')));

-- situation: how bad and how far is for the response itself, not for outside responders.
CREATE POLICY see ON situation FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON situation FOR INSERT TO kulla_runtime WITH CHECK (EXISTS (SELECT 1 FROM incident i WHERE i.id = incident_id AND i.opened_by_id = (SELECT app.person_id())));
CREATE POLICY change ON situation FOR UPDATE TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))::uuid[]));

-- membership: those inside an incident see who is in it; an outside responder sees only their own; the administrator grants, never to themselves.
CREATE POLICY see ON membership FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()) OR (SELECT app.is_admin())
  OR incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON membership FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_admin()) AND person_id <> (SELECT app.person_id()));
CREATE POLICY change ON membership FOR UPDATE TO kulla_runtime USING ((SELECT app.is_admin()) AND person_id <> (SELECT app.person_id()));

-- presence: those inside an incident see who is here; an outside responder does not, not even themselves. Only the streams' own function writes it.
CREATE POLICY see ON presence FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));

-- source: part of the record of an incident, for those who read its timeline.
CREATE POLICY see ON source FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON source FOR INSERT TO kulla_runtime WITH CHECK (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER'))::uuid[]));

-- attack_technique: public knowledge, the same for everyone signed in.
CREATE POLICY see ON attack_technique FOR SELECT TO kulla_runtime USING ((SELECT app.person_id()) IS NOT NULL);
CREATE POLICY add ON attack_technique FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.is_inside()));

-- entry, the timeline: command and authority read all of it; staff up to TLP:AMBER+STRICT, which is everything that is not named; the auditor reads all and each reading is recorded.
CREATE POLICY see_timeline ON entry FOR SELECT TO kulla_runtime USING (audience = 'incident'
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR'))::uuid[]));
-- entry, command only: commander, decision authority and auditor.
CREATE POLICY see_command ON entry FOR SELECT TO kulla_runtime USING (audience = 'command'
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AUDITOR'))::uuid[]));
-- entry, key events: leadership reads these and no others.
CREATE POLICY see_key_events ON entry FOR SELECT TO kulla_runtime USING (is_key AND audience = 'incident' AND incident_id = ANY ((SELECT app.incidents_as('LEADERSHIP'))::uuid[]));
-- entry, restricted: need to know beats role, so only those who are named, while they belong to the incident.
CREATE POLICY see_named ON entry FOR SELECT TO kulla_runtime USING (audience = 'named' AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]) AND app.is_named_reader(id));
-- entry, one's own words: everyone reads what they wrote, outside responders too.
CREATE POLICY see_own ON entry FOR SELECT TO kulla_runtime USING (actor_id = (SELECT app.person_id()) AND log_number IS NOT NULL AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]));
-- entry, the audit trail of an incident: the auditor of that incident.
CREATE POLICY see_audit ON entry FOR SELECT TO kulla_runtime USING (audience = 'audit' AND incident_id = ANY ((SELECT app.incidents_as('AUDITOR'))::uuid[]));
-- entry, the audit trail of the platform (sign-ins, roles, refusals outside incidents): the administrator, metadata of people and never of incidents.
CREATE POLICY see_platform_audit ON entry FOR SELECT TO kulla_runtime USING (audience = 'audit' AND incident_id IS NULL AND (SELECT app.is_admin())
  AND coalesce(subject_type NOT IN ('system', 'dependency', 'probe'), true));
-- entry, the history of the catalogue: whoever reads the catalogue, and not the administrator.
CREATE POLICY see_catalogue ON entry FOR SELECT TO kulla_runtime USING (audience = 'audit' AND incident_id IS NULL AND subject_type IN ('system', 'dependency', 'probe')
  AND (SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR')));
-- entry, the verifier and the exporter run at the console and read every line to check it.
CREATE POLICY see_to_verify ON entry FOR SELECT TO kulla_runtime USING ((SELECT app.is_system('verify')));

-- entry_body, entry_reader: whoever sees the line sees its words and its readers.
CREATE POLICY see ON entry_body FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_id));
CREATE POLICY see ON entry_reader FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()) OR EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_id));

-- file, entry_file: a file exists for whoever sees an entry that names it, and for the one who added it.
CREATE POLICY see ON entry_file FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_id));
CREATE POLICY see_of_entry ON file FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM entry_file f WHERE f.file_id = file.id));
CREATE POLICY see_own ON file FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]));
-- file: added in one's own name, by those who write in the log of that incident.
CREATE POLICY add ON file FOR INSERT TO kulla_runtime WITH CHECK (person_id = (SELECT app.person_id())
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'EXTERNAL_RESPONDER'))::uuid[]));

-- ledger_head, log_counter: order of the whole house; only the ledger's own function touches them.
-- sensitive_read: each person's own list of restricted lines already read.
CREATE POLICY see ON sensitive_read FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()));

-- answer: what was answered to one's own Idempotency-Key; the jobs clear old ones.
CREATE POLICY use ON answer TO kulla_runtime USING (person_id = (SELECT app.person_id()) OR (SELECT app.is_system('jobs')));

-- checkpoint: everyone inside may hold the signed state of the record against us; the signer reads its own.
CREATE POLICY see ON checkpoint FOR SELECT TO kulla_runtime USING ((SELECT app.is_inside()));
CREATE POLICY see_own_work ON checkpoint FOR SELECT TO kulla_signer USING (true);

-- entry_search: whoever sees the line may find it; its words cannot be matched before that is known, whatever index there were (ADR 019).
CREATE POLICY see ON entry_search FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM entry e WHERE e.id = entry_id));

-- reading: how far each person has read an incident that exists for them; nobody else's business.
GRANT INSERT, UPDATE ON reading TO kulla_runtime;
CREATE POLICY see ON reading FOR SELECT TO kulla_runtime USING (person_id = (SELECT app.person_id()));
CREATE POLICY add ON reading FOR INSERT TO kulla_runtime WITH CHECK (person_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]));
CREATE POLICY change ON reading FOR UPDATE TO kulla_runtime USING (person_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]));
-- import_batch: whoever reads the timeline knows its imports; one for command only is known to command, authority, auditor and whoever made it.
CREATE POLICY see ON import_batch FOR SELECT TO kulla_runtime USING (
  audience = 'incident' AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR'))::uuid[])
  OR audience = 'command' AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AUDITOR'))::uuid[])
  OR added_by_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.my_incidents())::uuid[]));
-- import_batch: added by someone of the response, in their own name.
CREATE POLICY add ON import_batch FOR INSERT TO kulla_runtime WITH CHECK (added_by_id = (SELECT app.person_id())
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[]));
-- import_batch: undone once, by whoever made it or by the commander, in their own name.
CREATE POLICY change ON import_batch FOR UPDATE TO kulla_runtime USING (undone_at IS NULL
  AND (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER'))::uuid[])
    OR added_by_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.incidents_as('DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])))
  WITH CHECK (undone_by_id = (SELECT app.person_id()));

-- sheet_issue: which sheet numbers are out is known to those who read the timeline; someone of the response takes the next ones, in their own name.
CREATE POLICY see ON sheet_issue FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON sheet_issue FOR INSERT TO kulla_runtime WITH CHECK (issued_by_id = (SELECT app.person_id())
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[]));
-- foreign_log, foreign_bundle, foreign_person: whoever holds a standing duty or audits an incident reads records made elsewhere; outside responders and administrators know of none.
CREATE POLICY see ON foreign_log FOR SELECT TO kulla_runtime USING ((SELECT EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = app.person_id()) OR app.incidents_as('AUDITOR') <> '{}'));
CREATE POLICY see ON foreign_bundle FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM foreign_log f WHERE f.id = log_id));
CREATE POLICY see ON foreign_person FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM foreign_log f WHERE f.id = log_id));
-- foreign_line, the timeline: the same eyes as on our own, by standing duty. Lines for named people are for nobody here.
CREATE POLICY see_timeline ON foreign_line FOR SELECT TO kulla_runtime USING (audience = 'incident'
  AND (SELECT EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = app.person_id() AND d.role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR'))));
-- foreign_line, command only: commander, decision authority and auditor.
CREATE POLICY see_command ON foreign_line FOR SELECT TO kulla_runtime USING (audience = 'command'
  AND (SELECT EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = app.person_id() AND d.role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AUDITOR'))));
-- foreign_line, key events: leadership reads these and no others.
CREATE POLICY see_key_events ON foreign_line FOR SELECT TO kulla_runtime USING (is_key AND audience = 'incident'
  AND (SELECT EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = app.person_id() AND d.role = 'LEADERSHIP')));
-- foreign_line, all but what is for named people: whoever audits an incident here.
CREATE POLICY see_as_auditor ON foreign_line FOR SELECT TO kulla_runtime USING (audience IN ('incident', 'command', 'audit')
  AND (SELECT app.incidents_as('AUDITOR') <> '{}' OR EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = app.person_id() AND d.role = 'AUDITOR')));
-- foreign_body: whoever sees the line sees its words.
CREATE POLICY see ON foreign_body FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM foreign_line l WHERE l.log_id = foreign_body.log_id AND l.seq = foreign_body.seq));
-- foreign_line_file, foreign_file: whoever sees a line that names a file has the file.
CREATE POLICY see ON foreign_line_file FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM foreign_line l WHERE l.log_id = foreign_line_file.log_id AND l.seq = foreign_line_file.seq));
CREATE POLICY see ON foreign_file FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM foreign_line_file n WHERE n.log_id = foreign_file.log_id AND n.sha256 = foreign_file.sha256));
-- system: whoever runs the response or stands by for it, leadership and auditors read what there is; an outside responder nothing of it yet (their tasks will name systems).
CREATE POLICY see ON system FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));
-- system: commander and authority keep the catalogue, staff what their own organisation owns or runs.
CREATE POLICY add ON system FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))
  OR ((SELECT app.knows_systems('AGENCY_STAFF')) AND (SELECT app.organisation_id()) IN (owner_id, operator_id)));
CREATE POLICY change ON system FOR UPDATE TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))
  OR ((SELECT app.knows_systems('AGENCY_STAFF')) AND (SELECT app.organisation_id()) IN (owner_id, operator_id)));

-- system_plan: how a system is stopped and whom to call is for the response itself, not for leadership.
CREATE POLICY see ON system_plan FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR')));
-- dependency: leadership too, because what they are shown of a system, and what they approve, follows from the map.
CREATE POLICY see ON dependency FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));
-- system_plan, dependency: kept by whoever keeps the system.
CREATE POLICY add ON system_plan FOR INSERT TO kulla_runtime WITH CHECK ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))
  OR ((SELECT app.knows_systems('AGENCY_STAFF')) AND EXISTS (SELECT 1 FROM system s WHERE s.id = system_id AND (SELECT app.organisation_id()) IN (s.owner_id, s.operator_id))));
CREATE POLICY change ON system_plan FOR UPDATE TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))
  OR ((SELECT app.knows_systems('AGENCY_STAFF')) AND EXISTS (SELECT 1 FROM system s WHERE s.id = system_id AND (SELECT app.organisation_id()) IN (s.owner_id, s.operator_id))));
CREATE POLICY keep ON dependency TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))
  OR ((SELECT app.knows_systems('AGENCY_STAFF')) AND EXISTS (SELECT 1 FROM system s WHERE s.id = system_id AND (SELECT app.organisation_id()) IN (s.owner_id, s.operator_id))));

-- map_version: a number, for whoever may read the map.
CREATE POLICY see ON map_version FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));

-- map_layout: where systems are drawn, for whoever may read the map; whoever looks first keeps it for the version that the map has now, and takes older ones away.
CREATE POLICY see ON map_layout FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));
CREATE POLICY add ON map_layout FOR INSERT TO kulla_runtime WITH CHECK (version = (SELECT m.version FROM map_version m)
  AND (SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));
CREATE POLICY remove ON map_layout FOR DELETE TO kulla_runtime USING (version < (SELECT m.version FROM map_version m)
  AND (SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR')));

-- system_state: where a system stands in an incident, for those inside it; leadership reads states, too.
CREATE POLICY see ON system_state FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
-- system_state: set by commander and authority, by staff for the systems of their own organisation, and by whoever carries out a decision about it.
CREATE POLICY add ON system_state FOR INSERT TO kulla_runtime WITH CHECK (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))::uuid[])
  OR (incident_id = ANY ((SELECT app.incidents_as('AGENCY_STAFF'))::uuid[]) AND EXISTS (SELECT 1 FROM system s WHERE s.id = system_id AND (SELECT app.organisation_id()) IN (s.owner_id, s.operator_id)))
  OR app.is_carried_out(incident_id, system_id));
CREATE POLICY change ON system_state FOR UPDATE TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))::uuid[])
  OR (incident_id = ANY ((SELECT app.incidents_as('AGENCY_STAFF'))::uuid[]) AND EXISTS (SELECT 1 FROM system s WHERE s.id = system_id AND (SELECT app.organisation_id()) IN (s.owner_id, s.operator_id)))
  OR app.is_carried_out(incident_id, system_id));

-- decision: everyone of the response knows what is decided and what waits, leadership and auditors too; outside responders nothing of it. The jobs find what lapses.
CREATE POLICY see ON decision FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[])
  OR ((SELECT app.is_system('jobs')) AND state IN ('proposed', 'returned', 'lapsed')));
-- decision: written by those who run the response, in their own name.
CREATE POLICY add ON decision FOR INSERT TO kulla_runtime WITH CHECK (created_by_id = (SELECT app.person_id())
  AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[]));
-- decision: moved on by them, by leadership where it approves, and by the jobs where it lapses; how, the guard of the table holds.
CREATE POLICY change ON decision FOR UPDATE TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP'))::uuid[])
  OR ((SELECT app.is_system('jobs')) AND state IN ('proposed', 'returned')))
  WITH CHECK (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP'))::uuid[]) OR ((SELECT app.is_system('jobs')) AND state = 'lapsed'));

-- decision_scope, decision_version, decision_preview, approval, decision_criterion, decision_step, step_act, decision_stage: whoever knows the decision.
CREATE POLICY see ON decision_scope FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON decision_version FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON decision_preview FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON approval FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON decision_criterion FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON decision_step FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON step_act FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
CREATE POLICY see ON decision_stage FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
-- review_told: written by the function for the jobs; whoever knows the decision knows that it was said.
CREATE POLICY see ON review_told FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id));
-- decision_scope: kept by those who run the response, while it is open.
CREATE POLICY add ON decision_scope FOR INSERT TO kulla_runtime WITH CHECK (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY remove ON decision_scope FOR DELETE TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
-- decision_version, decision_preview, step_act, decision_stage: made by those who run the response, in their own name; leadership opens previews, because it approves.
CREATE POLICY add ON decision_version FOR INSERT TO kulla_runtime WITH CHECK (made_by_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY add ON decision_preview FOR INSERT TO kulla_runtime WITH CHECK (made_by_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP'))::uuid[])));
CREATE POLICY add ON step_act FOR INSERT TO kulla_runtime WITH CHECK (by_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY add ON decision_stage FOR INSERT TO kulla_runtime WITH CHECK (by_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
-- decision_step, decision_criterion: made by those who run the response when it starts; a criterion is met or waived by them.
CREATE POLICY add ON decision_step FOR INSERT TO kulla_runtime WITH CHECK (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY add ON decision_criterion FOR INSERT TO kulla_runtime WITH CHECK (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY change ON decision_criterion FOR UPDATE TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
-- preview_opening: whoever knows the decision knows who looked; each looks for themselves.
CREATE POLICY see ON preview_opening FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM decision_preview p WHERE p.id = preview_id));
CREATE POLICY add ON preview_opening FOR INSERT TO kulla_runtime WITH CHECK (person_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision_preview p WHERE p.id = preview_id));
-- approval: given in one's own name by those who may answer; whether they may, the guard of the table holds.
CREATE POLICY add ON approval FOR INSERT TO kulla_runtime WITH CHECK (person_id = (SELECT app.person_id()) AND EXISTS (SELECT 1 FROM decision d WHERE d.id = decision_id AND d.incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP'))::uuid[])));
-- approval_signature: whoever knows the approval; given with it, in one's own name, and what was signed the guard of the table holds.
CREATE POLICY see ON approval_signature FOR SELECT TO kulla_runtime USING (EXISTS (SELECT 1 FROM approval a WHERE a.id = approval_id));
CREATE POLICY add ON approval_signature FOR INSERT TO kulla_runtime WITH CHECK (EXISTS (SELECT 1 FROM approval a WHERE a.id = approval_id AND a.person_id = (SELECT app.person_id())));
-- delegation: who may approve now is known to whoever knows the decisions; lent by an authority, in their own name, and ended by one.
CREATE POLICY see ON delegation FOR SELECT TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON delegation FOR INSERT TO kulla_runtime WITH CHECK (given_by_id = (SELECT app.person_id()) AND incident_id = ANY ((SELECT app.incidents_as('DECISION_AUTHORITY'))::uuid[]));
CREATE POLICY change ON delegation FOR UPDATE TO kulla_runtime USING (incident_id = ANY ((SELECT app.incidents_as('DECISION_AUTHORITY'))::uuid[])) WITH CHECK (ended_by_id = (SELECT app.person_id()));

-- probe: those who run the response or stand by for it, and auditors, see who looks for us; the door finds the one that enrols; a probe itself.
CREATE POLICY see ON probe FOR SELECT TO kulla_runtime USING ((SELECT app.knows_systems('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'AUDITOR'))
  OR (SELECT app.is_system('door')) OR session_id = (SELECT app.session_id()));
-- probe: added and taken away by a standing commander or decision authority, in their own name; the administrator may not, for a probe learns addresses.
CREATE POLICY add ON probe FOR INSERT TO kulla_runtime WITH CHECK (added_by_id = (SELECT app.person_id()) AND session_id IS NULL
  AND EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = (SELECT app.person_id()) AND d.role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY')));
CREATE POLICY change ON probe FOR UPDATE TO kulla_runtime USING (revoked_at IS NULL AND ((SELECT app.is_system('door')) OR session_id = (SELECT app.session_id())
  OR EXISTS (SELECT 1 FROM standing_duty d WHERE d.person_id = (SELECT app.person_id()) AND d.role IN ('INCIDENT_COMMANDER', 'DECISION_AUTHORITY'))))
  WITH CHECK (true);

-- outside_check: what was seen stands beside what we say, for those inside the incident.
CREATE POLICY see ON outside_check FOR SELECT TO kulla_runtime USING ((SELECT app.is_watch())
  OR incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
-- outside_check: people say what they saw in their own name; a watch says what it saw in nobody's.
CREATE POLICY add ON outside_check FOR INSERT TO kulla_runtime WITH CHECK (((SELECT app.is_watch()) AND person_id IS NULL)
  OR (person_id = (SELECT app.person_id()) AND side = 'outside' AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY change ON outside_check FOR UPDATE TO kulla_runtime USING (((SELECT app.is_watch()) AND person_id IS NULL)
  OR (person_id IS NOT NULL AND incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])))
  WITH CHECK (person_id IS NOT DISTINCT FROM (SELECT app.person_id()));

-- disagreement: seen by the same eyes; opened and ended by whatever look finds it, resolved by a person in their own name.
CREATE POLICY see ON disagreement FOR SELECT TO kulla_runtime USING ((SELECT app.is_watch())
  OR incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF', 'LEADERSHIP', 'AUDITOR'))::uuid[]));
CREATE POLICY add ON disagreement FOR INSERT TO kulla_runtime WITH CHECK (resolved_at IS NULL AND ((SELECT app.is_watch())
  OR incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])));
CREATE POLICY change ON disagreement FOR UPDATE TO kulla_runtime USING (over_at IS NULL AND ((SELECT app.is_watch())
  OR incident_id = ANY ((SELECT app.incidents_as('INCIDENT_COMMANDER', 'DECISION_AUTHORITY', 'AGENCY_STAFF'))::uuid[])))
  WITH CHECK (true);
