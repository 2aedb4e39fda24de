-- A shop: what it sells, who works there and when. $schema$ is replaced by the tenant's schema.
create table $schema$.services (
  id              uuid primary key,
  name            text not null,
  duration_min    integer not null check (duration_min between 5 and 720),
  -- Whole Kenyan shillings.
  price_kes       integer not null check (price_kes >= 0),
  category        text,
  position        integer not null,
  active          boolean not null default true,
  updated_at      timestamptz not null
);
create unique index services_name_idx on $schema$.services (lower(name)) where active;

create table $schema$.staff (
  id         uuid primary key,
  name       text not null,
  position   integer not null,
  active     boolean not null default true,
  updated_at timestamptz not null
);

create table $schema$.staff_services (
  staff_id   uuid not null references $schema$.staff (id),
  service_id uuid not null references $schema$.services (id),
  primary key (staff_id, service_id)
);

-- The weekly plan, in the tenant's zone. weekday is ISO: 1 Monday … 7 Sunday. staff_id null = the shop's opening hours.
create table $schema$.weekly_hours (
  id        uuid primary key,
  staff_id  uuid references $schema$.staff (id),
  weekday   smallint not null check (weekday between 1 and 7),
  opens     time not null,
  closes    time not null check (closes > opens)
);

-- Raised by every change to the tables above; the engine's copy of the catalogue is refreshed when it has moved.
create table $schema$.catalog_version (version bigint not null);
insert into $schema$.catalog_version values (1);
