-- What became of a commit that was not answered cannot be told by the transaction's number alone: after a crash of the database the
-- number of one that was lost is given to another. So each round says in its own transaction that it was.
create table engine_writer (
  id uuid primary key,
  round int not null,
  at timestamptz not null
) with (fillfactor = 50);
comment on table engine_writer is 'Writers of groups of advances: the last round of each that was kept';
