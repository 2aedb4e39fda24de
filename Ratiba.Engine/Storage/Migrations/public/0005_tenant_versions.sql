-- How far each tenant's schema is migrated, so that a start asks one question instead of one per tenant. The journal in the tenant's schema is the truth;
-- a row that is missing or behind only costs another look there.
create table public.tenant_versions (
  tenant_id  uuid primary key,
  version    integer not null,
  -- Why the last try failed; null when it did not.
  failure    text,
  updated_at timestamptz not null default now()
);
