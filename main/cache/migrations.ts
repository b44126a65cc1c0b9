/** Each runs once, in order; `user_version` is how many have run. Never edit one that has shipped: add another. */
export const migrations: readonly string[] = [
  `
  create table meta (key text primary key, value text not null) strict, without rowid;

  create table consumer (
    number integer primary key,
    id text not null unique,
    card text not null
  ) strict;
  create virtual table consumer_words using fts5 (
    name, address, numbers,
    content = '', contentless_delete = 1, detail = column, prefix = '3', tokenize = "unicode61 remove_diacritics 0"
  );

  create table interaction (
    id text primary key,
    consumer_id text not null,
    started_at text not null,
    line text not null
  ) strict;
  create index interaction_of_consumer on interaction (consumer_id, started_at desc, id desc);

  create table queued (
    position integer primary key autoincrement,
    command_id text not null unique,
    endpoint text not null,
    input text not null,
    queued_at text not null,
    state text not null check (state in ('waiting', 'refused', 'done')),
    refusal text,
    answer text
  ) strict;
  `,
]
