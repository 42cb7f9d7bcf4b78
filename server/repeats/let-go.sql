-- Lets go of key $1 where it is older than a day.
delete from land.repeat_key k where k.key = $1 and k.at < clock_timestamp() - interval '1 day'
