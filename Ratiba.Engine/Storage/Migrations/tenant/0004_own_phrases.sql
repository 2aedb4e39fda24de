-- What customers call a service and no price list does (OB6): the owner has said what a phrase means. Several services: the customer is asked which.
create table $schema$.own_phrases (
  id         uuid primary key,
  phrase     text not null,
  created_at timestamptz not null
);
create unique index own_phrases_phrase_idx on $schema$.own_phrases (lower(phrase));

create table $schema$.own_phrase_services (
  phrase_id  uuid not null references $schema$.own_phrases (id) on delete cascade,
  service_id uuid not null references $schema$.services (id),
  primary key (phrase_id, service_id)
);

-- Nothing was understood of the message: the owner may say what it means. The index holds only those few.
alter table $schema$.messages add column missed boolean not null default false;
create index messages_missed_idx on $schema$.messages (created_at) where missed;
