-- Facts chained by hash, a page at a time: a changed, removed or inserted fact no longer fits the chain.
create table fact_seal (
  ordinal bigint generated always as identity primary key,
  from_xid xid8 not null,
  from_seq bigint not null,
  to_xid xid8 not null,
  to_seq bigint not null,
  facts int not null,
  hash bytea not null,
  at timestamptz not null
);
