-- Files of readings: what has been done of each is kept with the rows it made, so a broken run goes on where it stopped.
create table reading_import (
  id uuid primary key,
  sha256 bytea not null unique,
  name text not null,
  lines_done int not null default 0,
  accepted int not null default 0,
  repeated int not null default 0,
  in_check int not null default 0,
  rejected int not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz
);
create table reading_import_reject (
  import_id uuid not null references reading_import on delete cascade,
  line int not null,
  reasons text[] not null,
  primary key (import_id, line)
);
alter table reading add constraint reading_import_of foreign key (import_id) references reading_import;
