-- What appeals are about, who answers, within which term. Reference rows: correctable without a release.

create table unit (code text primary key, name_ru text not null, name_en text not null, ordinal int not null);
insert into unit (code, name_ru, name_en, ordinal) values
  ('quality', 'Служба качества и надёжности', 'Quality and reliability', 1),
  ('operations', 'Оперативно-диспетчерская служба', 'Dispatch and operations', 2),
  ('connection', 'Отдел технологических присоединений', 'Technological connection', 3),
  ('metering', 'Отдел учёта электроэнергии', 'Metering', 4),
  ('transmission', 'Отдел транспорта электроэнергии', 'Transmission services', 5),
  ('property', 'Отдел земельно-правовых отношений', 'Land and property', 6),
  ('service', 'Отдел обслуживания потребителей', 'Customer service', 7);

create table topic (
  code text primary key,
  topic_group text not null,
  ordinal int not null unique,
  name_ru text not null,
  name_en text not null,
  unit text not null references unit
);
insert into topic (ordinal, code, topic_group, unit, name_ru, name_en) values
  (1, 'voltageQuality', 'quality', 'quality', 'Качество электроэнергии, отклонение напряжения', 'Power quality, voltage deviation'),
  (2, 'unplannedOutage', 'quality', 'operations', 'Внеплановое отключение', 'Unplanned outage'),
  (3, 'frequentOutages', 'quality', 'quality', 'Частые отключения', 'Frequent outages'),
  (4, 'plannedOutageNotice', 'quality', 'operations', 'Уведомление о плановом отключении', 'Notice of a planned outage'),
  (5, 'restorationTime', 'quality', 'operations', 'Срок восстановления электроснабжения', 'Time of restoration'),
  (6, 'damagedAppliances', 'quality', 'quality', 'Повреждение бытовой техники', 'Damaged appliances'),
  (7, 'dangerousLine', 'quality', 'operations', 'Опасная линия или дерево у линии', 'Dangerous line or tree'),
  (8, 'lineMaintenance', 'quality', 'operations', 'Содержание линий и опор', 'Maintenance of lines and poles'),
  (9, 'connectionAdvice', 'connection', 'connection', 'Консультация по присоединению', 'Advice on connection'),
  (10, 'connectionStatus', 'connection', 'connection', 'Ход рассмотрения заявки на присоединение', 'Status of a connection application'),
  (11, 'connectionTerm', 'connection', 'connection', 'Нарушение срока присоединения', 'Breach of the connection term'),
  (12, 'connectionCost', 'connection', 'connection', 'Стоимость присоединения', 'Cost of connection'),
  (13, 'connectionChange', 'connection', 'connection', 'Изменение технических условий', 'Change of technical conditions'),
  (14, 'connectionDocuments', 'connection', 'connection', 'Переоформление документов о присоединении', 'Re-issue of connection documents'),
  (15, 'powerRedistribution', 'connection', 'connection', 'Перераспределение мощности', 'Redistribution of power'),
  (16, 'temporaryConnection', 'connection', 'connection', 'Временное присоединение', 'Temporary connection'),
  (17, 'meterInstall', 'metering', 'metering', 'Установка и замена прибора учёта', 'Meter installation and replacement'),
  (18, 'meterAdmission', 'metering', 'metering', 'Допуск и опломбировка прибора учёта', 'Meter admission and sealing'),
  (19, 'meterReadings', 'metering', 'metering', 'Передача показаний', 'Meter readings'),
  (20, 'meterAccuracy', 'metering', 'metering', 'Правильность работы прибора учёта', 'Meter accuracy'),
  (21, 'unmeteredUse', 'metering', 'metering', 'Акт о безучётном потреблении', 'Act of unmetered use'),
  (22, 'smartMeterAccess', 'metering', 'metering', 'Доступ к интеллектуальному учёту', 'Smart-meter access'),
  (23, 'transmissionContract', 'transmission', 'transmission', 'Договор на передачу электроэнергии', 'Transmission contract'),
  (24, 'transmissionVolumes', 'transmission', 'transmission', 'Объёмы и расчёты за передачу', 'Transmission volumes and calculation'),
  (25, 'restriction', 'transmission', 'operations', 'Ограничение и возобновление подачи', 'Restriction and reconnection'),
  (26, 'emergencyReserve', 'transmission', 'transmission', 'Акт согласования аварийной брони', 'Emergency reserve act'),
  (27, 'protectiveZone', 'land', 'property', 'Охранная зона', 'Protective zone'),
  (28, 'relocation', 'land', 'property', 'Вынос объектов сети, ущерб земле', 'Relocation of equipment, damage to land'),
  (29, 'serviceQuality', 'service', 'service', 'Качество обслуживания, жалоба на сотрудника', 'Quality of service, complaint about staff'),
  (30, 'otherMatter', 'service', 'service', 'Портал, электронная очередь, иное, благодарность', 'Portal, e-queue, other, thanks');

create table term (
  id int generated always as identity primary key,
  name text not null,
  topic text references topic,
  kind text,
  amount int not null check (amount > 0),
  unit text not null check (unit in ('workingDays', 'calendarDays', 'hours')),
  valid_from date not null,
  valid_to date,
  source text not null,
  unique nulls not distinct (name, topic, kind, valid_from)
);
comment on table term is 'The row with topic and kind goes before the general one; valid_to is the last day it holds';
insert into term (name, topic, kind, amount, unit, valid_from, source) values
  ('appeal.reply', null, null, 30, 'calendarDays', '2020-01-01', 'Единые стандарты качества обслуживания (приказ Минэнерго № 186): письменный ответ в течение 30 дней со дня регистрации'),
  ('appeal.repeatWindow', null, null, 30, 'workingDays', '2020-01-01', 'Единые стандарты качества обслуживания (приказ Минэнерго № 186): повторное обращение в течение 30 рабочих дней'),
  ('appeal.classify', null, null, 1, 'workingDays', '2020-01-01', 'Правило компании'),
  ('appeal.draft', null, null, 10, 'workingDays', '2020-01-01', 'Правило компании'),
  ('appeal.draft', 'dangerousLine', null, 1, 'workingDays', '2020-01-01', 'Правило компании: угроза жизни рассматривается вне очереди'),
  ('appeal.approve', null, null, 2, 'workingDays', '2020-01-01', 'Правило компании'),
  ('appeal.handOver', null, null, 3, 'workingDays', '2020-01-01', 'Правило компании'),
  ('task.callback', null, null, 4, 'hours', '2020-01-01', 'Единые стандарты качества обслуживания (приказ Минэнерго № 186): обратный звонок в течение 4 часов'),
  ('task.contact', null, null, 1, 'workingDays', '2020-01-01', 'Правило компании');

create table calendar_day (
  day date primary key,
  kind text not null check (kind in ('off', 'work', 'short')),
  note text not null,
  source text not null
);
comment on table calendar_day is 'Only the days that differ from their weekday';
insert into calendar_day (day, kind, note, source)
select day::date, kind, note, source from (values
  ('2026-02-23', 'off', 'День защитника Отечества', 'ТК РФ, ст. 112'),
  ('2026-03-09', 'off', 'Перенос с воскресенья 8 марта', 'ТК РФ, ст. 112'),
  ('2026-04-30', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2026-05-01', 'off', 'Праздник Весны и Труда', 'ТК РФ, ст. 112'),
  ('2026-05-08', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2026-05-11', 'off', 'Перенос с субботы 9 мая', 'ТК РФ, ст. 112'),
  ('2026-06-11', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2026-06-12', 'off', 'День России', 'ТК РФ, ст. 112'),
  ('2026-11-03', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2026-11-04', 'off', 'День народного единства', 'ТК РФ, ст. 112'),
  ('2026-01-09', 'off', 'Перенос с субботы 3 января', 'Постановление Правительства о переносе выходных дней в 2026 году'),
  ('2026-12-31', 'off', 'Перенос с воскресенья 4 января', 'Постановление Правительства о переносе выходных дней в 2026 году'),
  ('2027-02-22', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2027-02-23', 'off', 'День защитника Отечества', 'ТК РФ, ст. 112'),
  ('2027-03-08', 'off', 'Международный женский день', 'ТК РФ, ст. 112'),
  ('2027-04-30', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2027-05-03', 'off', 'Перенос с субботы 1 мая', 'ТК РФ, ст. 112'),
  ('2027-05-10', 'off', 'Перенос с воскресенья 9 мая', 'ТК РФ, ст. 112'),
  ('2027-06-11', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2027-06-14', 'off', 'Перенос с субботы 12 июня', 'ТК РФ, ст. 112'),
  ('2027-11-03', 'short', 'Канун праздника', 'ТК РФ, ст. 95'),
  ('2027-11-04', 'off', 'День народного единства', 'ТК РФ, ст. 112'),
  ('2027-12-31', 'short', 'Канун праздника; переносы с 2 и 3 января 2027 года добавляются по постановлению Правительства', 'ТК РФ, ст. 95')
) as rows (day, kind, note, source)
union all
select d::date, 'off', 'Новогодние каникулы и Рождество', 'ТК РФ, ст. 112'
from generate_series('2026-01-01'::date, '2026-01-08'::date, '1 day') d
union all
select d::date, 'off', 'Новогодние каникулы и Рождество', 'ТК РФ, ст. 112'
from generate_series('2027-01-01'::date, '2027-01-08'::date, '1 day') d;

insert into setting (name, valid_from, value, source) values
  ('utcOffsetMinutes', '2020-01-01', '180', 'company rule: days and terms go by Moscow time'),
  ('statusesToldByPerson', '2020-01-01', '["registered", "inWork", "approval", "cancelled"]',
    'company rule: changes of status told by phone, post or in the office, where the consumer chose so');
