-- The process engine: it knows no business noun. Numbers (`no`) count within one instance: tokens, scopes, timers, patches.

create table engine_definition (
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
comment on table engine_definition is 'A drawn process, immutable per version: a running instance keeps the version it began with';

create table engine_instance (
  id uuid primary key,
  definition_id uuid not null references engine_definition,
  business_key text not null,
  state text not null check (state in ('active', 'completed', 'cancelled')),
  next_no int not null,
  next_history_no int not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  end_reason text
) with (fillfactor = 60);
create index engine_instance_business_key on engine_instance (business_key);

create table engine_scope (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  parent_no int,
  element_id text,
  primary key (instance_id, no)
);
comment on column engine_scope.element_id is 'The activity this scope belongs to; null for the process itself';

create table engine_token (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  scope_no int not null,
  element_id text not null,
  state text not null check (state in ('waiting', 'failed')),
  since timestamptz not null,
  primary key (instance_id, no)
) with (fillfactor = 70);

create table engine_timer (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  token_no int not null,
  element_id text not null,
  due_at timestamptz not null,
  try_at timestamptz not null,
  period text,
  repeats_left int,
  attempts int not null,
  failure text,
  primary key (instance_id, no)
);
create index engine_timer_try_at on engine_timer (try_at);
comment on column engine_timer.repeats_left is 'Of a cycle: null repeats without end';
comment on column engine_timer.try_at is 'due_at, or later after a failed attempt';

create table engine_variable (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  scope_no int not null,
  patch jsonb not null,
  at timestamptz not null,
  primary key (instance_id, no)
) with (fillfactor = 90);

create table engine_incident (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  token_no int not null,
  element_id text not null,
  code text not null,
  message text not null,
  attempts int not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (instance_id, no)
);
create index engine_incident_open on engine_incident (opened_at) where closed_at is null;

create table engine_history (
  instance_id uuid not null references engine_instance on delete cascade,
  no int not null,
  at timestamptz not null,
  event text not null,
  element_id text,
  token_no int,
  detail jsonb,
  primary key (instance_id, no)
);

alter table engine_token set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
alter table engine_timer set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
