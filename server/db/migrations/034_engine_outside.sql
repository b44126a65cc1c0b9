-- Calls to the outside: posts that are not delivered in a transaction, since nobody knows how long an answer takes.

alter table engine_post add column is_outside boolean not null default false;
comment on column engine_post.is_outside is 'A call to the outside: while it is being made its try_at is when it is taken for lost';
drop index engine_post_try_at;
create index engine_post_try_at on engine_post (try_at, no) where not is_outside;
create index engine_post_outside on engine_post (try_at, no) where is_outside;
create index engine_post_outside_of on engine_post (instance_id) where is_outside;
