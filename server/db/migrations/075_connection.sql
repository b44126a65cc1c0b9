-- Technological connection. A case says which process it goes by; a topic says which process its cases go by.

alter table topic add column process text not null default 'appeal';
alter table "case" add column process text not null default 'appeal';
alter table task add column outcomes jsonb;
comment on column task.outcomes is 'The form of a task that is done by choosing an outcome, as it was when the task was made';

insert into topic (ordinal, code, topic_group, name_ru, name_en, process) values
  (31, 'connectionApplication', 'connection', 'Технологическое присоединение к сетям', 'Technological connection to the grid', 'connection');

alter table term drop constraint term_unit_check;
alter table term add constraint term_unit_check check (unit in ('workingDays', 'calendarDays', 'hours', 'months'));
comment on column term.kind is 'The kind of an appeal, or the class of a connection';

insert into term (name, kind, amount, unit, valid_from, source) values
  ('connection.check', null, 3, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 15: уведомление о недостающих документах в течение 3 рабочих дней'),
  ('connection.documents', null, 20, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 15: недостающие документы в течение 20 рабочих дней, иначе заявка аннулируется'),
  ('connection.documents.remind', null, 10, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.conditions', null, 10, 'workingDays', '2020-01-01', 'Правило компании: половина срока направления договора'),
  ('connection.conditions', 'citizen15', 5, 'workingDays', '2020-01-01', 'Правило компании: половина срока направления договора'),
  ('connection.conditions', 'upTo150', 5, 'workingDays', '2020-01-01', 'Правило компании: половина срока направления договора'),
  ('connection.conditions', 'temporary', 5, 'workingDays', '2020-01-01', 'Правило компании: половина срока направления договора'),
  ('connection.offer', null, 10, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 15: договор и технические условия в течение 20 рабочих дней; вторая половина срока'),
  ('connection.offer', 'citizen15', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 105: условия договора в личном кабинете в течение 10 рабочих дней; вторая половина срока'),
  ('connection.offer', 'upTo150', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 105: условия договора в личном кабинете в течение 10 рабочих дней; вторая половина срока'),
  ('connection.offer', 'temporary', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 105: условия договора в личном кабинете в течение 10 рабочих дней; вторая половина срока'),
  ('connection.sign', null, 10, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 15: подписанный договор в течение 10 рабочих дней, иначе заявка аннулируется'),
  ('connection.sign.remind', null, 5, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.payment', null, 15, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 16: первый платёж в течение 15 рабочих дней'),
  ('connection.payment', 'citizen15', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 104: оплата счёта в течение 5 рабочих дней, иначе заявка аннулируется'),
  ('connection.payment', 'upTo150', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 104: оплата счёта в течение 5 рабочих дней, иначе заявка аннулируется'),
  ('connection.payment', 'temporary', 5, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 104: оплата счёта в течение 5 рабочих дней, иначе заявка аннулируется'),
  ('connection.payment.remind', null, 3, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.balance', null, 10, 'workingDays', '2020-01-01', 'Правило компании: остаток платы до выдачи акта'),
  ('connection.balance.remind', null, 5, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.works.near', null, 30, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 16: до 0,4 кВ и до 15 м, 30 рабочих дней'),
  ('connection.works', 'citizen15', 6, 'months', '2020-01-01', 'ПП РФ № 861, п. 16: до 150 кВт, 6 месяцев'),
  ('connection.works', 'upTo150', 6, 'months', '2020-01-01', 'ПП РФ № 861, п. 16: до 150 кВт, 6 месяцев'),
  ('connection.works', 'upTo670', 12, 'months', '2020-01-01', 'ПП РФ № 861, п. 16: до 670 кВт, 1 год'),
  ('connection.works', 'above670', 24, 'months', '2020-01-01', 'ПП РФ № 861, п. 16: свыше 670 кВт, 2 года, если иное не предусмотрено инвестпрограммой (до 4 лет)'),
  ('connection.works', 'temporary', 15, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 16: временное присоединение передвижных объектов, 15 рабочих дней'),
  ('connection.readiness.near', null, 30, 'workingDays', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness', 'citizen15', 6, 'months', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness', 'upTo150', 6, 'months', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness', 'upTo670', 12, 'months', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness', 'above670', 24, 'months', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness', 'temporary', 15, 'workingDays', '2020-01-01', 'Условия договора: работы заявителя в срок работ сетевой организации'),
  ('connection.readiness.remind', null, 20, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.readiness.remind', 'temporary', 10, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.inspect', null, 7, 'calendarDays', '2020-01-01', 'ПП РФ № 861, раздел IX: осмотр в течение 7 дней после уведомления о готовности'),
  ('connection.fix', null, 20, 'workingDays', '2020-01-01', 'Правило компании: устранение замечаний осмотра'),
  ('connection.fix.remind', null, 10, 'workingDays', '2020-01-01', 'Правило компании: напоминание заявителю'),
  ('connection.act', null, 7, 'workingDays', '2020-01-01', 'ПП РФ № 861, п. 19: акт и документы в течение 7 рабочих дней'),
  ('connection.handOver', null, 3, 'workingDays', '2020-01-01', 'Правило компании');

create table connection (
  case_id uuid primary key references "case" on delete cascade,
  applicant_kind text not null,
  power_kw numeric(9, 2) not null check (power_kw > 0),
  voltage_kv numeric(6, 2) not null check (voltage_kv > 0),
  distance_m int not null check (distance_m >= 0),
  is_temporary boolean not null,
  object_address text not null,
  class text,
  works_term text,
  stage text not null default 'application',
  awaits text,
  awaits_until timestamptz,
  demand text,
  conditions text,
  contract_number text,
  fee_kopecks bigint,
  advance_kopecks bigint,
  works_due_at timestamptz,
  act_number text,
  outcome text
);
comment on column connection.awaits is 'What the applicant is to do now, by awaits_until; demand says it in words: what is missing, what is to be mended';

create table connection_stage (
  case_id uuid not null references connection on delete cascade,
  stage text not null,
  entered_at timestamptz not null,
  left_at timestamptz,
  due_at timestamptz,
  primary key (case_id, stage)
);

create table connection_document_kind (
  code text not null,
  applicant_kind text not null,
  ordinal int not null,
  name_ru text not null,
  name_en text not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  primary key (code, applicant_kind, valid_from)
);
insert into connection_document_kind (code, applicant_kind, ordinal, name_ru, name_en, valid_from, source)
select code, kind, ordinal, name_ru, name_en, '2020-01-01', 'ПП РФ № 861, п. 10' from (values
  ('identity', '{person,soleTrader}'::text[], 1, 'Паспорт заявителя', 'Passport of the applicant'),
  ('charter', '{organization}', 1, 'Выписка из ЕГРЮЛ', 'Extract from the register of companies'),
  ('ownership', '{person,soleTrader,organization}', 2, 'Документ о праве на объект или участок', 'Document of title to the object or the land'),
  ('plan', '{person,soleTrader,organization}', 3, 'План расположения устройств', 'Plan of where the devices stand'),
  ('devices', '{person,soleTrader,organization}', 4, 'Перечень и мощность устройств', 'List of the devices with their power'),
  ('powerOfAttorney', '{soleTrader,organization}', 5, 'Доверенность представителя', 'Power of attorney of the representative')
) as rows (code, kinds, ordinal, name_ru, name_en), unnest(kinds) kind;

create table connection_document (
  case_id uuid not null references connection on delete cascade,
  code text not null,
  state text not null check (state in ('given', 'missing')),
  at timestamptz not null,
  primary key (case_id, code)
);

create table connection_payment (
  id uuid primary key,
  case_id uuid not null references connection on delete cascade,
  kopecks bigint not null check (kopecks > 0),
  paid_at timestamptz not null,
  -- the number of the payment document: a payment told twice counts once
  document text not null,
  unique (case_id, document)
);

create table connection_rate (
  id int generated always as identity primary key,
  class text not null,
  base_kopecks bigint not null check (base_kopecks >= 0),
  per_kw_kopecks bigint not null check (per_kw_kopecks >= 0),
  advance_percent int not null check (advance_percent between 0 and 100),
  valid_from date not null,
  valid_to date,
  source text not null,
  unique (class, valid_from)
);
comment on table connection_rate is 'With VAT where it is due. The advance is to be paid before the works begin, the rest before the act';
insert into connection_rate (class, base_kopecks, per_kw_kopecks, advance_percent, valid_from, source) values
  ('citizen15', 0, 532000, 100, '2020-01-01', 'Ставка для граждан до 15 кВт; уточняется по решению органа регулирования тарифов'),
  ('upTo150', 1450000, 650000, 20, '2020-01-01', 'Стандартизированная ставка; уточняется по решению органа регулирования тарифов'),
  ('upTo670', 2900000, 980000, 15, '2020-01-01', 'Стандартизированная ставка; уточняется по решению органа регулирования тарифов'),
  ('above670', 5800000, 1250000, 10, '2020-01-01', 'Стандартизированная ставка; уточняется по решению органа регулирования тарифов'),
  ('temporary', 1450000, 150000, 100, '2020-01-01', 'Стандартизированная ставка; уточняется по решению органа регулирования тарифов');
