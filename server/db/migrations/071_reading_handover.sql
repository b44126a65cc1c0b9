-- Accepted readings on their way to billing: a row a register, as a file would have them. A receiver takes them in batches.
create table reading_handover (
  receiver text not null,
  reading_id uuid not null references reading on delete cascade,
  zone text not null,
  account_number text not null,
  meter_number text not null,
  taken_on date not null,
  value_kwh bigint not null,
  status text not null default 'ready' check (status in ('ready', 'taken', 'confirmed')),
  batch_id uuid,
  made_at timestamptz not null,
  primary key (receiver, reading_id, zone)
);
create index reading_handover_ready on reading_handover (receiver, made_at, reading_id) where status = 'ready';
create index reading_handover_of_batch on reading_handover (batch_id) where batch_id is not null;

create table reading_handover_batch (
  id uuid primary key,
  receiver text not null,
  row_count int not null,
  taken_at timestamptz not null,
  confirmed_at timestamptz
);
create unique index reading_handover_batch_open on reading_handover_batch (receiver) where confirmed_at is null;
comment on index reading_handover_batch_open is 'A receiver has at most one batch in its hands: the next is given when this one is confirmed';

insert into setting (name, valid_from, value, source) values
  ('readingReceivers', '2020-01-01', '["billing"]', 'company rule: which systems take accepted readings');
