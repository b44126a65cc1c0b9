-- Who may do a task beyond its role, how urgent it is, what became of it; and who stands in for whom.

alter table staff add column unit text references unit, add column skills text[] not null default '{}';
comment on column staff.skills is 'What a drawing may ask of whoever does a step';

alter table task
  add column unit text references unit,
  add column skill text,
  add column people text[],
  add column priority int not null default 0 check (priority between 0 and 2),
  add column done_for uuid references staff;
comment on column task.people is 'Logins or ids: only they may do it; null: everybody of the role, unit and skill';
comment on column task.done_for is 'The absent person for whom a substitute did it';
drop index task_open;
create index task_open on task ((-priority), due_at, id) where state = 'open';

create table task_event (
  task_id uuid not null references task on delete cascade,
  no int generated always as identity,
  at timestamptz not null,
  kind text not null,
  by_id uuid references staff,
  by_name text,
  for_name text,
  to_name text,
  note text not null default '',
  primary key (task_id, no)
);
comment on table task_event is 'What happened to a task, in the order it happened; append-only';

create table absence (
  id uuid primary key,
  staff_id uuid not null references staff,
  substitute_id uuid not null references staff check (substitute_id <> staff_id),
  from_day date not null,
  to_day date not null check (to_day >= from_day),
  set_by uuid not null references staff,
  set_at timestamptz not null,
  cancelled_at timestamptz
);
create index absence_staff on absence (staff_id, to_day) where cancelled_at is null;
create index absence_substitute on absence (substitute_id, to_day) where cancelled_at is null;
