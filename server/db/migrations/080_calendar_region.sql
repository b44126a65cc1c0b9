-- A production calendar for each region, each published state of it kept; and what every due date was reckoned from.

create table calendar_region (
  code text primary key check (code ~ '^[a-z][a-zA-Z0-9]{1,30}$'),
  name_ru text not null unique,
  name_en text not null,
  ordinal int generated always as identity
);
insert into calendar_region (code, name_ru, name_en) values ('federal', 'Российская Федерация', 'Russian Federation');

create table calendar_version (
  region text not null references calendar_region,
  version int not null,
  days jsonb not null,
  comment text not null,
  published_at timestamptz not null,
  published_by uuid references staff,
  primary key (region, version)
);
comment on table calendar_version is 'Append-only; the newest version of a region is its calendar';
comment on column calendar_version.days is 'Only the days that differ from their weekday: day, kind, note, source';

insert into calendar_version (region, version, days, comment, published_at)
select 'federal', 1, jsonb_agg(jsonb_build_object('day', day, 'kind', kind, 'note', note, 'source', source) order by day),
  'Праздники и переносы 2026 и 2027 годов', '2026-01-01' from calendar_day;
drop table calendar_day;

alter table branch add column calendar_region text not null default 'federal' references calendar_region;
insert into setting (name, valid_from, value, source) values
  ('companyCalendar', '2020-01-01', '"federal"', 'company rule: what belongs to no branch goes by the federal calendar');

-- Null: the due date was given, not reckoned.
alter table task add column reckoned jsonb;
alter table "case" add column reckoned jsonb;
alter table engine_task add column reckoned jsonb;
alter table engine_timer add column reckoned jsonb;
comment on column task.reckoned is 'From which instant, how long, by which calendar: a new calendar moves what is still open';
comment on column engine_timer.reckoned is 'From which instant, how long, by which calendar; null: given as a time';
create index task_reckoned on task ((reckoned->>'calendar'), id) where reckoned is not null and state = 'open';
create index case_reckoned on "case" ((reckoned->>'calendar'), id) where reckoned is not null and closed_at is null;
create index engine_timer_reckoned on engine_timer ((reckoned->>'calendar'), instance_id, no) where reckoned is not null;
create index engine_task_reckoned on engine_task ((reckoned->>'calendar'), instance_id, no) where reckoned is not null;

create table calendar_recount (
  id bigint generated always as identity primary key,
  region text not null,
  version int not null,
  kind text not null,
  after text,
  moved jsonb not null default '{}'
);
comment on table calendar_recount is 'Due dates still to be reckoned again after a publication; a row goes on portion by portion and is gone at the end';
comment on column calendar_recount.after is 'The last one of its kind that was looked at';
