-- What mail programs need to know of a mail, and what makes one mail one
create table mail_header (
  message_id uuid primary key references message on delete cascade,
  interaction_id uuid not null references interaction on delete cascade,
  direction text not null,
  rfc_message_id text,
  in_reply_to text,
  "references" text[] not null default '{}',
  from_address text,
  to_addresses text[] not null default '{}',
  -- the contact whose thread a mail named and could not be joined to; never shown
  claimed_interaction_id uuid,
  raw_sha256 text,
  raw_key text,
  content_sha256 text,
  attempt int not null default 1,
  at timestamptz not null
);
create unique index mail_header_raw on mail_header (raw_sha256) where raw_sha256 is not null;
create unique index mail_header_content on mail_header (rfc_message_id, content_sha256) where direction = 'in';
create unique index mail_header_out on mail_header (rfc_message_id) where direction = 'out';
create index mail_header_rfc on mail_header (rfc_message_id);
create index mail_header_interaction on mail_header (interaction_id);

-- How far a mailbox was read: a UID means something only under its UIDVALIDITY
create table mail_cursor (mailbox text primary key, uid_validity text not null, uid bigint not null, moved_at timestamptz not null);

-- The demo's world outside: what has left the company
create table mail_sent_out (
  id uuid primary key,
  at timestamptz not null,
  raw_sha256 text not null unique,
  from_person jsonb,
  to_addresses text[] not null,
  subject text not null,
  rfc_message_id text,
  in_reply_to text,
  "references" text[] not null,
  text text not null,
  files jsonb not null
);
create index mail_sent_out_at on mail_sent_out (at desc, id desc);

insert into setting (name, valid_from, value, source) values
  ('mailSender', '2020-01-01', '{"address": "help@okno.example", "name": "Сетевая компания"}', 'company rule: who mail is from; the demo mailbox takes mail for this address');
