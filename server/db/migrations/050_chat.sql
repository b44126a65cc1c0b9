create extension if not exists pg_trgm;

-- The person behind one contact on a public page: a chat, or an appeal whose status is watched. Only the hash is kept.
create table visitor_token (
  token_hash bytea primary key,
  interaction_id uuid not null references interaction on delete cascade,
  expires_at timestamptz not null
);
create index visitor_token_interaction on visitor_token (interaction_id);

create table chat (
  interaction_id uuid primary key references interaction on delete cascade,
  language text not null,
  bot_step text not null,
  bot_misses int not null,
  bot_options text[] not null,
  name text,
  phone text,
  email text,
  account_number text,
  -- what the visitor asked about
  address text,
  -- since when the agent who has the chat is offline
  agent_gone_at timestamptz
);
create index chat_agent_gone on chat (agent_gone_at) where agent_gone_at is not null;

-- An address as people say it: folded, near in letters
create index metering_point_address on metering_point using gin (replace(lower(address), 'ё', 'е') gin_trgm_ops);

-- Tries with a wrong access code, by the hash of appeal number (whether or not there is one) and caller's address
create table portal_try (who bytea primary key, failed_tries int not null, last_at timestamptz not null);

insert into setting (name, valid_from, value, source) values
  ('chatIdleMinutes', '2020-01-01', '60', 'company rule: a chat nobody took and nobody writes in ends'),
  ('visitorTokenDays', '2020-01-01', '14', 'company rule: how long a visitor comes back to a chat or a watched appeal'),
  ('portalMaxTries', '2020-01-01', '5', 'company rule: wrong access codes before a pause'),
  ('portalPauseMinutes', '2020-01-01', '15', 'company rule: length of that pause'),
  ('portalAppealsPerHour', '2020-01-01', '10', 'company rule: appeals taken from one contact in an hour');
