"""Random edits of hearings, by hand and by whole lists, back and forth: uid for life, a sequence that
only rises, and every version kept. `make bench-edits` does a million of the same."""
import edits
import pytest


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_edits_keep_uid_sequence_and_every_version(db, seed):
    db.rows(edits.WITNESS)
    house = edits.Edits(db, seed)
    house.run(1000, edits.WEIGHTS)
    assert not house.surprises, house.surprises
    assert edits.broken(db) == {}
    assert all(house.done[name] for name in edits.WEIGHTS), house.done
    # Refusing is no way of keeping the rules.
    assert sum(n for name, n in house.done.items() if "refused" in name) < 200, house.done


@pytest.mark.parametrize("tamper, what", [
    ("update public.witness set sequence = sequence + 5 where n = (select max(n) from public.witness"
     " where version > 1)", "a sequence or version that fell or leapt"),
    ("update public.witness set uid = 'x' where n = (select max(n) from public.witness w where"
     " exists (select from public.witness o where o.hearing_id = w.hearing_id and o.n < w.n))",
     "a uid that changed or is shared"),
    ("delete from duty.hearing_change where version = 2", "versions with a gap"),
    ("update duty.hearing_change set severity = 'cosmetic' where severity = 'shift'",
     "a sequence that is not the number of changes people see"),
    ("update duty.hearing_change set before = before || '{\"room\": \"?\"}' where version = 2",
     "a version that does not begin where the last one ended"),
    ("update duty.hearing set room = 'sai' where hearing_id = (select min(hearing_id)"
     " from duty.hearing)", "a hearing whose newest version is not on record"),
])
def test_a_broken_rule_would_be_noticed(broken_into, tamper, what):
    db = broken_into
    with db.connect() as c, c.transaction(force_rollback=True):
        c.execute("set local session_replication_role = replica")  # no trigger, no foreign key
        c.execute(tamper)
        found = [k for k, query in edits.BROKEN.items() if c.execute(query).fetchall()]
    assert what in found


@pytest.fixture(scope="module")
def broken_into(cluster, template):
    db = cluster.create(template)
    db.rows(edits.WITNESS)
    edits.Edits(db, 3).run(200, edits.WEIGHTS)
    yield db
    db.drop()
