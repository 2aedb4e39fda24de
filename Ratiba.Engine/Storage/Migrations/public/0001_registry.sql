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
  created_at               timestamptz not null,
  updated_at               timestamptz not null,
  -- Raised by every change of a row; a node refreshes its snapshot when max(version) has moved.
  version                  bigint not null
);
create sequence public.tenants_version;
create index tenants_version_idx on public.tenants (version);
comment on column public.tenants.whatsapp_access_token is 'AES-256-GCM under the tenant''s data key; the data key is wrapped by the installation''s master key (SE1)';

-- Who administers a tenant, as given at onboarding; credentials live in the realm.
create table public.tenant_admins (
  tenant_id  uuid not null references public.tenants (id) on delete cascade,
  email      text not null,
  phone_e164 text,
  created_at timestamptz not null,
  primary key (tenant_id, email)
);

-- The saga log of onboarding: what was done for a slug, so that a crash is undone or finished, never left half (TN1).
create table public.onboarding_steps (
  tenant_id  uuid not null,
  slug       text not null,
  step       text not null,
  done_at    timestamptz not null,
  primary key (tenant_id, step)
);

-- Realms of the embedded issuer. With Keycloak these tables stay empty.
create table public.realms (
  slug        text primary key,
  tenant_id   uuid not null unique,
  signing_key bytea not null,
  created_at  timestamptz not null
);
create table public.realm_users (
  realm         text not null references public.realms (slug) on delete cascade,
  id            uuid not null,
  email         text not null,
  phone_e164    text,
  password_hash text,
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
  status       smallint,
  content_type text,
  body         bytea,
  created_at   timestamptz not null,
  primary key (scope, key)
);
create index idempotency_keys_created_idx on public.idempotency_keys (created_at);
