-- A process that an analyst has drawn, at work for a consumer.

create table process_run_counter (year int primary key, last int not null);
comment on table process_run_counter is 'The last number given in a year; its row lock keeps numbers without gaps';

create table process_run (
  id uuid primary key,
  number text not null unique,
  process_key text not null,
  process_name text not null,
  version int not null,
  consumer_id uuid not null references consumer,
  branch_id uuid not null references branch,
  interaction_id uuid references interaction,
  instance_id uuid,
  state text not null check (state in ('active', 'completed', 'cancelled')),
  started_at timestamptz not null,
  started_by uuid not null references staff,
  ended_at timestamptz,
  check ((state = 'active') = (ended_at is null))
);
comment on column process_run.number is 'The business key of its instance: steps and messages are known by it';
create unique index process_run_instance on process_run (instance_id) where instance_id is not null;
create index process_run_consumer on process_run (consumer_id, (ended_at is not null), started_at desc, id desc);

insert into term (name, topic, kind, amount, unit, valid_from, source) values
  ('task.step', null, null, 3, 'workingDays', '2020-01-01', 'Правило компании: шаг процесса, которому не назван свой срок');
