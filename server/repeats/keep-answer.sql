-- Keeps answer $2 (jsonb) with its ETag $3, if any, under key $1.
update land.repeat_key k set answer = $2::jsonb, etag = $3 where k.key = $1
