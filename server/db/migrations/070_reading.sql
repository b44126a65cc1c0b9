-- Meters, what they show, and what may be believed of it. Limits and terms are dated rows, correctable without a release.

create table tariff_zone (
  tariff text not null,
  valid_from date not null,
  zones text[] not null,
  source text not null,
  primary key (tariff, valid_from)
);
comment on table tariff_zone is 'The registers a meter of this tariff is read by';
insert into tariff_zone (tariff, valid_from, zones, source) values
  ('одноставочный', '2020-01-01', '{total}', 'Основы ценообразования в электроэнергетике (ПП № 1178)'),
  ('день-ночь', '2020-01-01', '{day,night}', 'Основы ценообразования в электроэнергетике (ПП № 1178): две зоны суток'),
  ('три зоны', '2020-01-01', '{peak,halfPeak,night}', 'Основы ценообразования в электроэнергетике (ПП № 1178): три зоны суток');

alter table metering_point add column permitted_kw double precision;
comment on column metering_point.permitted_kw is 'Permitted power; null: not known';

create table meter (
  id uuid primary key,
  metering_point_id uuid not null references metering_point on delete cascade,
  number text not null,
  digits int check (digits between 3 and 12),
  installed_on date,
  removed_on date,
  removal text check (removal in ('replaced', 'removed')),
  verified_until date,
  check ((removed_on is null) = (removal is null))
);
create unique index meter_standing on meter (metering_point_id) where removed_on is null;
create index meter_point on meter (metering_point_id);
create index meter_number on meter (number);
comment on column meter.digits is 'Whole digits of the register; null: not known, then neither their number nor a turn-over is judged';
insert into meter (id, metering_point_id, number)
select gen_random_uuid(), id, meter_number from metering_point where meter_number <> '';

create table reading (
  id uuid primary key,
  meter_id uuid not null references meter on delete cascade,
  taken_on date not null,
  values jsonb not null,
  channel text not null,
  state text not null check (state in ('accepted', 'repeated', 'askedAgain', 'replaced', 'lapsed', 'inCheck', 'rejected')),
  findings text[] not null,
  consumption_kwh bigint,
  attempt int not null,
  remark text,
  interaction_id uuid references interaction,
  instance_id uuid,
  import_id uuid,
  received_at timestamptz not null,
  ask_until timestamptz
);
comment on column reading.values is 'Whole kilowatt-hours by zone';
create unique index reading_accepted on reading (meter_id, taken_on) where state = 'accepted';
create index reading_newest on reading (meter_id, received_at desc, id desc);
create index reading_asked on reading (meter_id) where state = 'askedAgain';
create index reading_instance on reading (instance_id) where instance_id is not null;

create table telemetry_reading (
  meter_id uuid not null references meter on delete cascade,
  taken_on date not null,
  values jsonb not null,
  received_at timestamptz not null,
  primary key (meter_id, taken_on)
);
comment on table telemetry_reading is 'What the smart-metering system read by itself on a day';

insert into setting (name, valid_from, value, source) values
  ('readingLimits', '2020-01-01', '{
    "window": {"fromDay": 23, "toDay": 25}, "timesAverage": 5, "smallKwh": 100, "zeroDays": 180, "averageFromDays": 20,
    "zoneSumKwh": 3, "telemetryKwh": 5, "readingsRemembered": 13}',
    'Правила предоставления коммунальных услуг (ПП № 354): 23–25 числа; пороги — правило компании'),
  ('readingsPerHour', '2020-01-01', '20', 'company rule: readings taken from one account by the portal in an hour');
insert into term (name, topic, kind, amount, unit, valid_from, source) values
  ('reading.askAgain', null, null, 3, 'workingDays', '2020-01-01', 'Правило компании: сколько ждут показаний, переданных заново'),
  ('reading.check', null, null, 5, 'workingDays', '2020-01-01', 'Правило компании: проверка показаний специалистом');
