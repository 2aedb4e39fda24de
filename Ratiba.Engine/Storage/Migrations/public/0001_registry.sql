-- The registry: the only global data. Everything else belongs to a tenant and lives in its schema, or carries its id and goes with it.
create extension if not exists btree_gist;

create table public.tenants (
  id                       uuid primary key,
  slug                     text not null unique,
  name                     text not null,
  vertical                 text not null,
  status                   text not null check (status in ('provisioning', 'trial', 'active', 'suspended', 'deleted')),
  default_locale           text not null,
  time_zone                text not null default 'Africa/Nairobi',
  schema_name              text not null unique,
  whatsapp_phone_number_id text unique,
  whatsapp_access_token    bytea,
  instagram_page_id        text unique,
  instagram_access_token   bytea,
  messenger_page_id        text unique,
  messenger_access_token   bytea,
  data_key                 bytea not null,
  -- Null: the assistant goes by the shop's own name.
  assistant_name           text,
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  -- Since when it has its status; the seven days of cooling-off count from here.
  status_at                timestamptz not null default now(),
  -- The registry's version at the row's last change.
  version                  bigint not null
);
create index tenants_version_idx on public.tenants (version);

-- One row. Every change of the registry raises it in its own transaction and thereby holds it until commit: versions become visible in order,
-- so a node that has seen version n has missed nothing below it (a sequence would not promise that).
create table public.registry_version (only_row boolean primary key default true check (only_row), version bigint not null);
insert into public.registry_version (version) values (0);

comment on column public.tenants.whatsapp_access_token is 'AES-256-GCM under the tenant''s data key; the data key is wrapped by the installation''s master key (SE1)';

-- Who administers a tenant, as given at onboarding; credentials live in the realm.
create table public.tenant_admins (
  tenant_id  uuid not null references public.tenants (id) on delete cascade,
  email      text not null,
  phone_e164 text,
  created_at timestamptz not null,
  primary key (tenant_id, email)
);

-- Every change of a tenant's status or credentials (TN2); append-only, kept after the tenant is gone.
create table public.tenant_audit (
  id        uuid primary key,
  tenant_id uuid not null,
  at        timestamptz not null,
  actor     text not null,
  what      text not null,
  -- Status before and after, or which channel; never a secret.
  detail    text not null
);
create index tenant_audit_tenant_idx on public.tenant_audit (tenant_id, id);

-- The saga log of onboarding (TN1). A step is written before it starts, so that a crash in the middle of it is undone too.
create table public.onboarding_steps (
  tenant_id  uuid not null,
  step       text not null,
  started_at timestamptz not null,
  done_at    timestamptz,
  primary key (tenant_id, step)
);

-- Realms of the embedded issuer. With Keycloak these tables stay empty.
create table public.realms (
  slug        text primary key,
  tenant_id   uuid not null unique,
  key_id      text not null,
  -- JWK of the public half, and PKCS#8 of the private half under the tenant's data key (SE1).
  public_key  text not null,
  private_key bytea not null,
  created_at  timestamptz not null
);
create table public.realm_users (
  realm         text not null references public.realms (slug) on delete cascade,
  id            uuid not null,
  email         text not null,
  phone_e164    text,
  password_hash text not null,
  roles         text[] not null,
  created_at    timestamptz not null,
  primary key (realm, id),
  unique (realm, email)
);

-- Answers of admin POSTs by Idempotency-Key, kept 24 h (API.md part 2).
create table public.idempotency_keys (
  scope        text not null,
  key          text not null,
  request_hash bytea not null,
  -- Who is working on the first request, and until when it is believed to live: after that a duplicate takes over.
  owner        uuid not null,
  lease_until  timestamptz not null,
  -- Null while the first request is under way.
  status       smallint,
  content_type text,
  location     text,
  body         bytea,
  created_at   timestamptz not null,
  primary key (scope, key)
);
create index idempotency_keys_created_idx on public.idempotency_keys (created_at);
