-- One row: a fingerprint of the master key under which this database's secrets are kept (HMAC of a constant, never the key). A node with another key refuses to start.
create table public.master_key (
  only_row    boolean primary key default true check (only_row),
  fingerprint bytea not null
);
