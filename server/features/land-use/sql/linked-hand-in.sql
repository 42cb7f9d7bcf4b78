-- Hands in the report that an upload link is for, which uses the link up. $1 hash of its code, $2 address.
select land.linked_hand_in($1, $2)
