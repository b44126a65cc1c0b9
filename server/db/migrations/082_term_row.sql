-- Who added a term, so that a dated row can be asked about; null: it came with a release.
alter table term add column added_by uuid references staff, add column added_at timestamptz;
