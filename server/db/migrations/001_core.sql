-- Company structure and staff
create table branch (id uuid primary key, code text not null unique, name text not null);
create table office (id uuid primary key, branch_id uuid not null references branch, name text not null, address text not null);

create table staff (
  id uuid primary key,
  login text not null unique,
  name text not null,
  roles text[] not null,
  branch_id uuid references branch,
  office_id uuid references office,
  password_hash text not null,
  failed_tries int not null default 0,
  locked_until timestamptz,
  sip_user text unique,
  sip_password text
);

create table session (
  id uuid primary key,
  staff_id uuid not null references staff,
  refresh_hash bytea not null unique,
  previous_hash bytea,
  started_at timestamptz not null,
  last_used_at timestamptz not null,
  rotated_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  keeps_cookie boolean not null,
  user_agent text not null,
  address text not null
);
create index session_staff on session (staff_id) where ended_at is null;
create index session_previous on session (previous_hash);

create table presence (
  staff_id uuid primary key references staff,
  state text not null default 'offline',
  reason text,
  since timestamptz not null,
  -- "longest idle" counts from here: the last moment the person became available
  available_since timestamptz,
  interaction_id uuid,
  is_registered boolean not null default false
);
create index presence_available on presence (available_since) where state = 'available';

-- Consumers
create table consumer (
  id uuid primary key,
  branch_id uuid not null references branch,
  kind text not null,
  name text not null,
  inn text,
  flags text[] not null default '{}',
  created_at timestamptz not null
);
create index consumer_branch on consumer (branch_id, id);
create table consumer_phone (consumer_id uuid not null references consumer on delete cascade, phone text not null, primary key (consumer_id, phone));
create index consumer_phone_number on consumer_phone (phone);
create table consumer_email (consumer_id uuid not null references consumer on delete cascade, email text not null, primary key (consumer_id, email));
create index consumer_email_address on consumer_email (lower(email));
create table account (id uuid primary key, consumer_id uuid not null references consumer, number text not null unique, supplier text not null);
create index account_consumer on account (consumer_id);
create table metering_point (
  id uuid primary key,
  account_id uuid not null references account,
  address text not null,
  meter_number text not null,
  feeder text not null,
  tariff text not null
);
create index metering_point_account on metering_point (account_id);
create index metering_point_feeder on metering_point (feeder);
-- One narrow row per consumer: every word an agent may hear, folded (lower case, ё→е)
create table consumer_search (consumer_id uuid primary key references consumer on delete cascade, branch_id uuid not null, words text not null, tokens text[] not null);
create index consumer_search_tokens on consumer_search using gin (tokens);

create table outage (
  id uuid primary key,
  feeder text not null,
  kind text not null,
  reason text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  restored_at timestamptz
);
create index outage_feeder on outage (feeder, starts_at);

-- Contacts
create table interaction (
  id uuid primary key,
  consumer_id uuid references consumer,
  branch_id uuid references branch,
  office_id uuid references office,
  channel text not null,
  direction text not null,
  state text not null,
  subject text not null,
  preview text not null default '',
  address text,
  thread_id uuid,
  case_id uuid,
  staff_id uuid references staff,
  attachment_count int not null default 0,
  started_at timestamptz not null,
  ended_at timestamptz,
  last_at timestamptz not null,
  detail jsonb not null default '{}'
);
create index interaction_timeline on interaction (consumer_id, started_at desc, id desc);
create index interaction_case on interaction (case_id) where case_id is not null;
create index interaction_thread on interaction (thread_id) where thread_id is not null;
create index interaction_waiting on interaction (last_at) where state = 'waiting';
create index interaction_open on interaction (staff_id) where state = 'open';

create table message (
  id uuid primary key,
  interaction_id uuid not null references interaction on delete cascade,
  ordinal bigint generated always as identity,
  author text not null,
  author_name text not null,
  text text not null,
  html text,
  remote_images int not null default 0,
  at timestamptz not null,
  delivered_at timestamptz,
  read_at timestamptz
);
create index message_interaction on message (interaction_id, ordinal);

create table attachment (
  id uuid primary key,
  interaction_id uuid references interaction on delete cascade,
  message_id uuid references message on delete cascade,
  name text not null,
  media_type text not null,
  size_bytes int not null,
  sha256 bytea not null,
  storage_key text not null,
  is_inline boolean not null default false,
  kept_at timestamptz not null
);
create index attachment_message on attachment (message_id);

-- Commands: the first answer to every commandId
create table command (
  id uuid primary key,
  actor text not null,
  name text not null,
  input_sha256 bytea not null,
  at timestamptz not null,
  answer jsonb,
  refusal jsonb
);
create index command_at on command (at);

-- Facts: append-only, by month, read in the order of (xid, seq)
create table fact (
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  name text not null,
  version int not null,
  at timestamptz not null,
  actor text not null,
  rooms text[] not null,
  payload jsonb not null
) partition by range (at);
create table fact_default partition of fact default;
create index fact_order on fact (xid, seq);

create table fact_reader (name text primary key, xid xid8 not null, seq bigint not null, moved_at timestamptz not null);

-- Calls to the outside, written in the transaction that decided them
create table outbox (
  id bigint generated always as identity primary key,
  target text not null,
  key text not null unique,
  payload jsonb not null,
  attempts int not null default 0,
  next_at timestamptz not null default now(),
  done_at timestamptz,
  error text
);
create index outbox_due on outbox (next_at) where done_at is null;

-- Settings that an administrator may change, with a date of validity
create table setting (
  name text not null,
  valid_from timestamptz not null,
  value jsonb not null,
  source text not null,
  primary key (name, valid_from)
);
insert into setting (name, valid_from, value, source) values
  ('callRingSeconds', '2020-01-01', '20', 'company rule: next agent after'),
  ('callbackHours', '2020-01-01', '4', 'order 186: call back within'),
  ('signInMaxTries', '2020-01-01', '5', 'company rule: lockout after failed tries'),
  ('signInLockMinutes', '2020-01-01', '15', 'company rule: length of a lockout'),
  ('chatReturnMinutes', '2020-01-01', '5', 'company rule: a chat whose agent has gone offline returns to the queue');
