-- Until the end of the transaction; foreign keys are triggers too. What is written is compared with its hash instead.
set local session_replication_role = replica
