-- Lets no other writer between what is read from now on and what is then written. One row.
select audit.hold_chain()
