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
  -- What a reply is addressed to, and the hash by which inbox and outbox keep this conversation in order: whoever else writes to the customer needs both.
  reply_to          text not null,
  thread            bigint not null,
  -- The dialogue's state as JSON; read and written only by the owner of the tenant's lane.
  state             jsonb not null,
  -- The bot speaks only while it is 'bot' (HO2).
  owner             text not null default 'bot' check (owner in ('bot', 'waiting', 'human')),
  -- When a person who answered from the phone gives the conversation back by silence (CH14); null = not by itself.
  owner_until       timestamptz,
  last_inbound_at   timestamptz not null,
  window_expires_at timestamptz not null,
  updated_at        timestamptz not null,
  unique (channel, account, customer_key)
  -- Every turn updates its row and no index: room on the page keeps that a heap-only update.
) with (fillfactor = 75);

create table $schema$.messages (
  -- Inbound: made from the event; outbound: the outbox row's id.
  id              uuid not null,
  conversation_id uuid not null,
  -- 0 from the customer, 1 to the customer.
  direction       smallint not null,
  author          text not null check (author in ('customer', 'bot', 'human')),
  kind            text not null,
  text            text not null,
  provider_id     text,
  -- The inbox event that caused it.
  event_seq       bigint,
  created_at      timestamptz not null,
  -- The one index of the biggest table: a conversation is read as a page, in order.
  primary key (conversation_id, id)
);
