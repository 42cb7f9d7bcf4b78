-- Moves enquiry $1 in version $2 on to state $3 with note $4; no row where it has another version, or cannot be seen.
with moved as (
  update land.enquiry e set state = $3, note = $4 where e.id = $1 and e.row_version = $2 returning e.id
)
insert into land.enquiry_step (enquiry_id, action) select m.id, $3 from moved m returning enquiry_id as id
