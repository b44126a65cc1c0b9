-- An answer's term may be extended once, with a reason; an ordinary answer is checked by somebody other than its author.
alter table "case" add column extended_from date, add column extension_reason text;
comment on column "case".extended_from is 'The day the answer was due by before its only extension';
alter table task add column barred_id uuid references staff;
comment on column task.barred_id is 'Who may not do it: the author of what is to be checked';
alter table notice add column kind text not null default 'status' check (kind in ('status', 'extension'));
insert into term (name, topic, kind, amount, unit, valid_from, source) values
  ('appeal.extension', null, null, 30, 'calendarDays', '2020-01-01', 'Федеральный закон № 59-ФЗ, ст. 12: продление не более чем на 30 дней с уведомлением заявителя');
-- who answers is decided by the table `appealRoute`, which is deployed with the process
alter table topic drop column unit;
