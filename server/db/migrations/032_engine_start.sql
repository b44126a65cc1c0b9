-- What begins instances by itself, decisions, calls between processes, and what instances ask of each other.

create table engine_start (
  process text not null,
  element_id text not null,
  definition_id uuid not null references engine_definition,
  kind text not null check (kind in ('message', 'signal', 'timer', 'condition')),
  name text not null,
  due_at timestamptz,
  try_at timestamptz,
  period text,
  repeats_left int,
  attempts int not null default 0,
  failure text,
  primary key (process, element_id)
);
comment on table engine_start is 'Starts of the newest version of each process that wait for something; replaced by the next deployment';
comment on column engine_start.name is 'Of the message or signal; of a timer or condition the element';
create index engine_start_heard on engine_start (kind, name);
create index engine_start_try_at on engine_start (try_at) where try_at is not null;

create table engine_decision (
  id uuid primary key,
  key text not null,
  version int not null,
  name text not null,
  sha text not null,
  xml text not null,
  deployed_at timestamptz not null,
  deployed_by text not null,
  unique (key, version)
);
comment on table engine_decision is 'A drawn decision, immutable per version; a file with several is kept under the id of each';

alter table engine_definition add column calls text[] not null default '{}';
comment on column engine_definition.calls is 'Keys of the processes that this version calls';

alter table engine_instance add column parent_id uuid, add column parent_token_no int, add column parent_scope_no int;
create index engine_instance_parent on engine_instance (parent_id, parent_token_no) where parent_id is not null;
comment on column engine_instance.parent_token_no is 'The token of the calling instance that waits for the end of this one';
comment on column engine_instance.parent_scope_no is 'The scope of that wait: the token may call again';

create table engine_post (
  no bigint generated always as identity primary key,
  instance_id uuid not null,
  at timestamptz not null,
  try_at timestamptz not null,
  attempts int not null default 0,
  failure text,
  body jsonb not null
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
create index engine_post_try_at on engine_post (try_at, no);
comment on table engine_post is 'What an instance asks of others: written with its advance, gone once it is delivered';
