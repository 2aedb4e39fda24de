-- Effects to the outside: written in the transaction that decided them. id is the message's id (UUIDv7), so a day is a range of ids and the oldest partitions are dropped.
-- seq is the order of sending: ids of one millisecond have none.
create sequence public.outbox_seq cache 1;

create table public.outbox (
  id            uuid not null,
  seq           bigint not null default nextval('public.outbox_seq'),
  tenant_id     uuid not null,
  lane          smallint not null,
  channel       smallint not null,
  account       text not null,
  recipient     text not null,
  conversation  bigint not null,
  -- 'message' or 'read' …; the body is the channel-neutral message, rendered by the adapter when it is sent.
  kind          text not null,
  body          bytea not null,
  -- 0 pending, 1 sent, 2 delivered, 3 read, 4 failed at the provider, 5 dead (never accepted), 6 dropped (stale)
  state         smallint not null default 0,
  attempts      smallint not null default 0,
  next_at       timestamptz not null,
  -- After this instant the channel takes templates only (CH9); null where it has no window.
  window_expires_at timestamptz,
  provider_id   text,
  error_code    integer,
  error         text,
  updated_at    timestamptz not null default now(),
  primary key (id)
) partition by range (id);
create index outbox_pending_idx on public.outbox (lane, seq) where state = 0;
create index outbox_provider_idx on public.outbox (provider_id) where provider_id is not null;

-- What a person must look at: a token that expired, a template that is missing, a message that could not be sent.
create table public.owner_tasks (
  id         uuid primary key,
  tenant_id  uuid not null,
  kind       text not null,
  -- One open task per subject, however often it happens.
  subject    text not null,
  detail     text not null,
  created_at timestamptz not null,
  done_at    timestamptz
);
create unique index owner_tasks_open_idx on public.owner_tasks (tenant_id, kind, subject) where done_at is null;
