create table case_counter (year int primary key, last int not null);
comment on table case_counter is 'The last number given in a year; its row lock keeps numbers without gaps';

create table "case" (
  id uuid primary key,
  number text not null unique,
  consumer_id uuid references consumer,
  branch_id uuid references branch,
  applicant_name text,
  topic text not null references topic,
  kind text not null,
  status text not null,
  unit text not null references unit,
  text text not null,
  answer_channel text not null,
  answer_address text,
  due_on date not null,
  registered_at timestamptz not null,
  closed_at timestamptz,
  interaction_id uuid references interaction,
  repeat_of uuid references "case",
  instance_id uuid,
  answer text,
  answered_at timestamptz,
  remark text,
  cancel_reason text,
  code_salt bytea,
  code_hash bytea
);
create index case_consumer on "case" (consumer_id, (closed_at is not null), registered_at desc, id desc);
create index case_interaction on "case" (interaction_id) where interaction_id is not null;
create index case_repeat on "case" (consumer_id, topic, closed_at);

create table case_event (
  case_id uuid not null references "case" on delete cascade,
  no int generated always as identity,
  at timestamptz not null,
  kind text not null,
  by_name text,
  text text not null,
  primary key (case_id, no)
);

create table case_attachment (case_id uuid not null references "case" on delete cascade, attachment_id uuid not null references attachment, primary key (case_id, attachment_id));

create table task (
  id uuid primary key,
  kind text not null,
  form text not null,
  state text not null,
  title text not null,
  note text not null default '',
  case_id uuid references "case",
  consumer_id uuid references consumer,
  interaction_id uuid references interaction,
  address text,
  roles text[] not null,
  branch_id uuid references branch,
  assignee_id uuid references staff,
  instance_id uuid,
  token_no int,
  due_at timestamptz not null,
  is_escalated boolean not null default false,
  created_at timestamptz not null,
  done_at timestamptz,
  done_by uuid references staff,
  result jsonb
);
create index task_open on task (due_at, id) where state = 'open';
create index task_assignee on task (assignee_id, due_at) where state = 'open';
create index task_case on task (case_id, created_at) where case_id is not null;
create unique index task_token on task (instance_id, token_no) where state = 'open' and instance_id is not null;
create index task_consumer on task (consumer_id) where consumer_id is not null;

create table notice (
  id uuid primary key,
  case_id uuid not null references "case" on delete cascade,
  status text not null,
  channel text not null,
  text text not null,
  way text not null,
  interaction_id uuid references interaction,
  task_id uuid references task,
  at timestamptz not null
);
create index notice_case on notice (case_id, at);
