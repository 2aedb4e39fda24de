-- No foreign keys between these three: each would lock the parent row for every message, and the lane's owner is their only writer.
create table $schema$.customers (
  id         uuid primary key,
  name       text,
  phone_e164 text,
  created_at timestamptz not null
);

create table $schema$.conversations (
  id                uuid primary key,
  customer_id       uuid not null,
  channel           smallint not null,
  account           text not null,
  -- The provider's id of the customer: the BSUID where there is one, else the phone (PROVIDERS.md 1.5).
  customer_key      text not null,
  -- The dialogue's state as JSON; read and written only by the owner of the tenant's lane.
  state             jsonb not null,
  owner             text not null default 'bot' check (owner in ('bot', 'waiting', 'human')),
  last_inbound_at   timestamptz not null,
  window_expires_at timestamptz not null,
  updated_at        timestamptz not null,
  unique (channel, account, customer_key)
);

create table $schema$.messages (
  -- Inbound: made from the event; outbound: the outbox row's id.
  id              uuid primary key,
  conversation_id uuid not null,
  direction       smallint not null,
  author          text not null check (author in ('customer', 'bot', 'human')),
  kind            text not null,
  text            text not null,
  provider_id     text,
  -- The inbox event that caused it.
  event_seq       bigint,
  created_at      timestamptz not null
);
create index messages_conversation_idx on $schema$.messages (conversation_id, id);
