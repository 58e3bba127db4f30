-- The next number for a reply follows the last one given, whatever the years have piled up.
create index hearing_confirm_given on duty.hearing_confirm (center_id, provider_id, asked_at)
    where reply_number is not null;
