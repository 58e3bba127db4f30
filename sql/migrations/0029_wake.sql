-- Each channel's senders wake their own.
drop function if exists duty.notice_wake();
