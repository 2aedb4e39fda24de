-- One row per lane. A tenant's lane is a hash of its id; the number of lanes is fixed when the database is made.
create table public.lanes (
  lane        smallint primary key,
  epoch       bigint not null default 0,
  owner       uuid,
  lease_until timestamptz not null default '-infinity',
  -- Every event of the lane with seq <= floor is settled; reading starts behind it.
  floor       bigint not null default 0
) with (fillfactor = 50);

create table public.nodes (
  id         uuid primary key,
  started_at timestamptz not null,
  seen_at    timestamptz not null
);

-- Called first in every lane transaction: takes the lane's row in share mode, so that a new owner waits for it, and fails when the epoch has moved on.
create function public.hold_lane(p_lane smallint, p_epoch bigint) returns void language plpgsql as $$
begin
  perform 1 from public.lanes where lane = p_lane and epoch = p_epoch for share;
  if not found then
    raise exception 'lane % is owned by a later epoch than %', p_lane, p_epoch using errcode = 'RT001';
  end if;
end $$;
