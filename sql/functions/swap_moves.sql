-- Which state of a swap may follow which. A taker who steps back leaves it asked; all but asked and
-- taken are ends. The trigger swap_guard holds every change against this table.
create or replace function duty.swap_moves() returns table (before text, after text)
language sql immutable as $$
    values ('asked', 'taken'), ('asked', 'refused'), ('asked', 'withdrawn'), ('asked', 'expired'),
        ('asked', 'superseded'),
        ('taken', 'approved'), ('taken', 'asked'), ('taken', 'refused'), ('taken', 'withdrawn'),
        ('taken', 'expired'), ('taken', 'superseded')
$$;
grant execute on function duty.swap_moves() to duty_app, duty_guard;
