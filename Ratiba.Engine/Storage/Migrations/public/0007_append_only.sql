-- Keys are only inserted, and go with their table: vacuuming what was just inserted finds nothing. The vacuum against transaction id wraparound comes all the same.
alter table public.inbox_keys_current set (autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_scale_factor = 1);
