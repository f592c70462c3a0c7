-- A system can be known to be broken into before anybody has looked whether it works: what nobody has seen yet has no moment.
ALTER TABLE "system_state" ALTER COLUMN "since" DROP NOT NULL,
ALTER COLUMN "confirmed_at" DROP NOT NULL;
ALTER TABLE system_state ADD CHECK (confirmed_at IS NOT NULL OR confirmed_by_id IS NULL);
-- A state that somebody set has a beginning.
ALTER TABLE system_state ADD CHECK (since IS NOT NULL OR state = 'operational');
