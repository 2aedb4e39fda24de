create table $schema$.appointments (
  id              uuid primary key,
  customer_id     uuid not null,
  conversation_id uuid,
  service_id      uuid not null references $schema$.services (id),
  staff_id        uuid not null references $schema$.staff (id),
  -- Busy time of the staff, buffers included.
  during          tstzrange not null,
  price_kes       integer not null,
  state           text not null check (state in ('held', 'confirmed', 'cancelled', 'completed', 'no_show', 'expired')),
  hold_expires_at timestamptz,
  -- Idempotency (BK15): the inbox event, or the API's key, that made it.
  source          text not null unique,
  created_at      timestamptz not null,
  updated_at      timestamptz not null,
  -- BK1: the database is the last judge of a slot.
  constraint appointments_no_overlap exclude using gist (staff_id with =, during with &&) where (state in ('held', 'confirmed'))
);
create index appointments_during_idx on $schema$.appointments using gist (during);

-- Append-only history (BK17).
create table $schema$.appointment_events (
  id             uuid primary key,
  appointment_id uuid not null,
  at             timestamptz not null,
  actor          text not null,
  what           text not null,
  detail         jsonb not null
);
create index appointment_events_appointment_idx on $schema$.appointment_events (appointment_id, id);
