-- Every event that was answered with 2xx. Append-only: rows are never updated, old days are dropped as partitions.
create sequence public.inbox_seq cache 1;

create table public.inbox_events (
  seq          bigint not null default nextval('public.inbox_seq'),
  received_at  timestamptz not null default now(),
  lane         smallint not null,
  tenant_id    uuid not null,
  channel      smallint not null,
  -- What it is, by the provider's own name: message.text, status.read, field.account_update, messaging.postback …
  kind         text not null,
  -- Orders the events of one customer: a 64-bit hash of (channel, account, sender). A collision only makes two customers wait for each other.
  conversation bigint not null,
  account      text not null,
  body         bytea not null
) partition by range (received_at);
create index inbox_events_lane_idx on public.inbox_events (lane, seq);

-- Dedupe (CH6): a key is a 128-bit hash of (channel, account, provider's id). Two generations: new keys go to the current table, the previous
-- one is only read. Rotation drops the old previous table, so a key is remembered for one to two rotation periods and nothing is deleted row by row.
create table public.inbox_keys_current (key uuid primary key) with (fillfactor = 90);
create table public.inbox_keys_previous (key uuid primary key) with (fillfactor = 90);
create table public.inbox_key_rotation (rotated_at timestamptz not null);
insert into public.inbox_key_rotation values (now());

-- Settled events, written in the transaction of their effects. Partitioned like the events. The primary key is the second guard against two effects of one event.
create table public.inbox_settled (
  lane       smallint not null,
  seq        bigint not null,
  -- The event's own received_at: an event and its settlement are dropped together.
  received_at timestamptz not null,
  primary key (lane, seq, received_at)
) partition by range (received_at);

-- Events that failed and wait for another try. A row exists only while an event is in trouble.
create table public.inbox_attempts (
  lane         smallint not null,
  seq          bigint not null,
  conversation bigint not null,
  attempts     smallint not null,
  next_at      timestamptz not null,
  reason       text not null,
  primary key (lane, seq)
);

-- What could not be handled, with its reason, until someone replays or dismisses it. tenant_id is null when the account is not ours.
create table public.dead_letters (
  id          uuid primary key,
  tenant_id   uuid,
  channel     smallint not null,
  kind        text not null,
  account     text not null,
  reason      text not null,
  detail      text,
  attempts    smallint not null default 0,
  body        bytea not null,
  conversation bigint not null default 0,
  received_at timestamptz not null,
  parked_at   timestamptz not null default now(),
  replayed_at timestamptz
);
create index dead_letters_tenant_idx on public.dead_letters (tenant_id, id);
-- Letters that come back by themselves when their tenant serves (again).
create index dead_letters_passing_idx on public.dead_letters (channel, account, received_at)
  where replayed_at is null and reason in ('unknown_tenant', 'tenant_suspended', 'tenant_provisioning');
