"""Part of bench-intake: what the form asks while a clerk types, of a person whose year is full: the free
hours of a day and what clashes with a time (aim: 5 ms each)."""
import time

from bench import line

YEAR = """
    insert into duty.commitment
    select center_id, provider_id, tstzrange(t, t + interval '90 minutes'), 'duty',
        900000 + row_number() over ()
    from duty.provider, generate_series('2030-01-01 00:00Z', '2030-12-31 00:00Z', interval '1 day') t
    where class = 'officer'"""
ACT = """
    select set_config('app.center_id', p.center_id::text, false),
        set_config('app.role', 'coordinator', false), min(p.provider_id) as who, min(o.org_id) as court
    from duty.provider p join duty.org_unit o on o.center_id = p.center_id and o.code = 'tand-kv1'
    where p.class = 'officer' group by p.center_id order by p.center_id limit 1"""
ASKS = {"free": "select duty.hearing_free(%s, '2030-06-03', 60, %s) as said",
        "clash": "select duty.hearing_clash(%s, '[2030-06-03 00:30Z,2030-06-03 04:00Z)', null, %s)"
                 " as said"}


def main(database):
    with database.connect(user="duty_super") as c:
        c.execute(YEAR)
        c.execute("analyze duty.commitment")
        act = c.execute(ACT).fetchone()
        c.execute("set role duty_app")
        for name, ask in ASKS.items():
            took = []
            for _ in range(60):
                start = time.perf_counter()
                said = c.execute(ask, (act["who"], act["court"])).fetchone()["said"]
                took.append(1000 * (time.perf_counter() - start))
            if not said:
                raise SystemExit(f"hearing_{name} found nothing")
            line(f"intake_hearing_{name}", sorted(took)[len(took) // 2], "ms")
        c.rollback()
