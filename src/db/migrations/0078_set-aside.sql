-- 收件 has two places now: what is to be confirmed and registered, and what was set aside as no application (无效件).
update cases set state = '{"receive": "open"}', step = 'open' where stage = 'receive' and state = '"receive"';
