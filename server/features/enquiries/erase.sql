-- Erases for good who wrote enquiry $1, in version $2, and what; no row where it has another version, or cannot be seen.
with erased as (
  update land.enquiry e
  set name = null, organisation = null, contact = null, message = null, note = null, erased_at = clock_timestamp()
  where e.id = $1 and e.row_version = $2
  returning e.id
)
insert into land.enquiry_step (enquiry_id, action) select x.id, 'erased' from erased x returning enquiry_id as id
