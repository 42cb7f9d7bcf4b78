-- Whether there is anything to lose; rules that migrations wrote come with every database.
select exists (select from data_load) or exists (select from auth.account) or exists (select from audit.entry) as "isFilled"
