-- Who may look at a running process is asked of the case it runs for.
create index case_instance on "case" (instance_id) where instance_id is not null;
