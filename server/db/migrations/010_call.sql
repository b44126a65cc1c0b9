create table call (
  id uuid primary key references interaction on delete cascade,
  direction text not null,
  phone text,
  state text not null,
  -- who talks, or did last
  staff_id uuid references staff,
  -- whose phone rings now: with the call itself, or (while somebody talks) with its transfer
  offered_to uuid references staff,
  -- who has been rung in vain
  tried uuid[] not null default '{}',
  invited_at timestamptz not null,
  answered_at timestamptz,
  ended_at timestamptz,
  ended_by text,
  outcome text
);
-- no two calls ring at one person
create unique index call_offered on call (offered_to) where offered_to is not null;
create index call_live on call (id) where state <> 'ended';

-- Every stretch of a call that one person of staff had: after a transfer there are several, each with a result of its own
create table call_part (
  call_id uuid not null references call on delete cascade,
  staff_id uuid not null references staff,
  joined_at timestamptz not null,
  left_at timestamptz,
  disposition text,
  note text not null default '',
  wrapped_up_at timestamptz,
  primary key (call_id, staff_id, joined_at)
);
create index call_part_open on call_part (staff_id) where wrapped_up_at is null;

create table call_disposition (
  code text not null,
  valid_from date not null,
  valid_to date,
  position int not null,
  title_ru text not null,
  title_en text not null,
  primary key (code, valid_from)
);
insert into call_disposition (code, valid_from, position, title_ru, title_en) values
  ('consulted', '2020-01-01', 10, 'Консультация дана', 'Advice given'),
  ('outageTold', '2020-01-01', 20, 'Сообщено об отключении', 'Told about an outage'),
  ('caseRegistered', '2020-01-01', 30, 'Зарегистрировано обращение', 'Case registered'),
  ('readingTaken', '2020-01-01', 40, 'Приняты показания', 'Reading taken'),
  ('callBackPromised', '2020-01-01', 50, 'Обещан обратный звонок', 'Call-back promised'),
  ('notReached', '2020-01-01', 60, 'Не дозвонились', 'Not reached'),
  ('dropped', '2020-01-01', 70, 'Связь прервалась', 'Line dropped'),
  ('notOurs', '2020-01-01', 80, 'Вопрос не к сетевой компании', 'Not a matter of the grid company');

-- Subscribers of the demo telephone network: whoever opens the caller's page with a number
create table caller_line (phone text primary key, password text not null, opened_at timestamptz not null);

insert into setting (name, valid_from, value, source) values
  ('companyPhone', '2020-01-01', '"+78432000000"', 'the number consumers call'),
  ('dialRingSeconds', '2020-01-01', '45', 'company rule: an outgoing call rings'),
  ('dialStartSeconds', '2020-01-01', '15', 'company rule: a softphone must begin a call it asked for within');
