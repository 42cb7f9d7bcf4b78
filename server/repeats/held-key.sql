-- What is kept under key $1 of the account.
select k.request_hash = $2 as "isSame", k.answer, k.etag from land.repeat_key k where k.key = $1
