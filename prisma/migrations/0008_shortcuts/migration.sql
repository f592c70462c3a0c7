-- A person decides whether single keys do anything (WCAG 2.1.4); without a choice they do.
ALTER TABLE person ADD COLUMN shortcuts TEXT;
ALTER TABLE person ADD CHECK (shortcuts IN ('on', 'alt', 'off'));
