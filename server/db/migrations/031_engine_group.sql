-- Human work, what an instance waits to hear, and history by the advance: written by the row of many instances at once.

create table engine_task (
  instance_id uuid not null,
  no int not null,
  token_no int not null,
  scope_no int not null,
  element_id text not null,
  name text not null,
  candidates jsonb,
  due_at timestamptz,
  priority int not null,
  claimed_by text,
  created_at timestamptz not null,
  primary key (instance_id, no)
) with (fillfactor = 90);
comment on table engine_task is 'A user task that waits; the row is gone when it is completed, interrupted or cancelled';
comment on column engine_task.candidates is 'Who may do it, in the words of the drawing';

-- until now every waiting token stood at a user task, and had one
insert into engine_task (instance_id, no, token_no, scope_no, element_id, name, priority, created_at)
select instance_id, no, no, scope_no, element_id, element_id, 0, since from engine_token where state = 'waiting';

create table engine_subscription (
  instance_id uuid not null,
  no int not null,
  scope_no int not null,
  token_no int,
  element_id text not null,
  kind text not null check (kind in ('message', 'signal', 'condition', 'error', 'escalation', 'compensation')),
  name text not null,
  key text,
  primary key (instance_id, no)
);
create index engine_subscription_heard on engine_subscription (kind, name, key);
comment on column engine_subscription.token_no is 'The token that waits here; null where the scope as a whole listens';

alter table engine_token add column via text;
comment on column engine_token.via is 'The flow the token came in by: a join counts distinct flows, not tokens';
alter table engine_scope add column detail jsonb;
comment on column engine_scope.detail is 'What the activity of this scope counts, as the rounds of a multi-instance body';

-- Variables are written and read as a whole: kept as the text they came as they take less room, and nobody unpacks and packs them.
alter table engine_variable alter column patch type json using patch::json;
-- and never changed: no room is to be left for it
alter table engine_variable set (fillfactor = 100);

-- One row an advance instead of one an event: a third of the bytes and of the index.
alter table engine_history rename to engine_history_event;
alter index engine_history_pkey rename to engine_history_event_pkey;
create table engine_history (
  instance_id uuid not null,
  no int not null,
  at timestamptz not null,
  events json not null,
  primary key (instance_id, no)
);
comment on column engine_history.no is 'The number of the first of the events; the others follow it';
comment on column engine_history.events is 'Arrays of event, element_id, token_no, detail; nulls at the end are left out';
insert into engine_history (instance_id, no, at, events)
select instance_id, min(no), at, json_agg(json_build_array(event, element_id, token_no, detail) order by no)
from engine_history_event group by instance_id, at;
drop table engine_history_event;

-- Only the engine writes these, each advance in one statement after it has locked the instance. A check of every row against the
-- instance would cost more than the row itself.
alter table engine_scope drop constraint engine_scope_instance_id_fkey;
alter table engine_token drop constraint engine_token_instance_id_fkey;
alter table engine_timer drop constraint engine_timer_instance_id_fkey;
alter table engine_variable drop constraint engine_variable_instance_id_fkey;
alter table engine_incident drop constraint engine_incident_instance_id_fkey;

-- Rows that come and go within a second: their pages are to be used again as soon.
alter table engine_task set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
alter table engine_subscription set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
alter table engine_scope set (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
