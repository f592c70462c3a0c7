-- What was recorded of one system, newest first: its page reads this, in the catalogue and in every incident.
CREATE INDEX entry_of_system ON entry (subject_id, seq DESC) WHERE subject_type IN ('system', 'dependency');
