-- The design room: work in progress on drawings, what is said of deployed versions, suggestions of staff.

create table process_draft (
  key text primary key,
  name text not null,
  xml text not null,
  revision int not null,
  based_on int,
  saved_at timestamptz not null,
  saved_by uuid not null references staff
);
comment on table process_draft is 'One per process, for everybody; revision refuses whoever drew on an older one';

create table process_version (
  key text not null,
  version int not null,
  comment text not null,
  rolled_back_to int,
  primary key (key, version)
);
comment on table process_version is 'What an analyst said of a version; versions that came with a release have no row';

create table suggestion (
  id uuid primary key,
  key text not null,
  element_id text not null,
  text text not null,
  author_id uuid not null references staff,
  at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'accepted', 'rejected', 'realised')),
  decided_by uuid references staff,
  decided_at timestamptz,
  reason text,
  realised_in int,
  check ((state = 'open') = (decided_by is null)),
  check ((state = 'realised') = (realised_in is not null))
);
create index suggestion_key on suggestion (key, at);

create table suggestion_vote (
  suggestion_id uuid not null references suggestion on delete cascade,
  staff_id uuid not null references staff,
  primary key (suggestion_id, staff_id)
);
