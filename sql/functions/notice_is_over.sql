-- Whether what a notice says is no longer so, and it should not leave again: the hearing or the duty was
-- told of anew since, is gone or at another hour, or the swap has gone on. Of other things: false.
create or replace function duty.notice_is_over(p_notice duty.notice) returns boolean
language plpgsql stable set search_path = duty, pg_temp as $$
declare
    v_part constant text[] := string_to_array(p_notice.dedupe_key, ':');
    v_id constant bigint := substring(v_part[2] from '^\d{1,15}$')::bigint;
    v_about constant text := regexp_replace(v_part[1], '^hearing-.*', 'hearing') || ':' || v_id;
begin
    if v_id is null or v_part[1] not in ('hearing', 'hearing-confirm', 'hearing-reminder',
            'duty-reminder', 'swap') then
        return false;
    elsif v_part[1] = 'duty-reminder' then
        return not exists (select from assignment a
            join shift s on s.center_id = a.center_id and s.shift_id = a.shift_id
            where a.center_id = p_notice.center_id and a.assignment_id = v_id and a.state = 'published'
                and extract(epoch from lower(s.during))::bigint = v_part[3]::bigint);
    elsif p_notice.template in ('hearing.assigned', 'hearing.moved', 'hearing.confirm', 'hearing.reminder')
            and not exists (select from hearing h where h.center_id = p_notice.center_id
                and h.hearing_id = v_id and h.state = 'scheduled'
                and to_char(h.starts, 'YYYY-MM-DD HH24:MI')
                    = concat_ws(' ', p_notice.params ->> 'date', p_notice.params ->> 'time')) then
        return true;
    end if;
    return exists (select from notice o
        where o.center_id = p_notice.center_id and o.person_id = p_notice.person_id
            and o.dedupe_key >= v_about || ':' and o.dedupe_key < v_about || ';'
            and o.notice_id > p_notice.notice_id
            and (v_part[1] not in ('hearing', 'swap') or split_part(o.dedupe_key, ':', 3) <> v_part[3]));
end $$;
grant execute on function duty.notice_is_over(duty.notice) to duty_app, duty_jobs, duty_guard;
