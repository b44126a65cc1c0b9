-- Operating on running instances: who moved them, and which run by a version.

alter table engine_history add column actor text;
comment on column engine_history.actor is 'Who the advance was made for, as in facts; null before actors were kept';

create index engine_instance_definition on engine_instance (definition_id, id);
